import { gzipSync } from 'node:zlib';
import { utf8 } from '@undertone/base/bytes';
import { expect, test } from 'vitest';
import { parseTextRows } from './text-rows.ts';

const FILE =
  'text\tlabels\tsource\tlang\tfine\nso happy\tjoy\tgoemotions\ten\tlove\n"odd" quote\tfear,sadness\txed_en\ten\t\n';

test('columns are found by name, zipped or not', () => {
  const expected = {
    ok: true,
    value: [
      { text: 'so happy', labels: ['joy'], source: 'goemotions' },
      { text: '"odd" quote', labels: ['fear', 'sadness'], source: 'xed_en' },
    ],
  };
  expect(parseTextRows(utf8(FILE))).toEqual(expected);
  expect(parseTextRows(gzipSync(utf8(FILE)))).toEqual(expected);
});

test('a foreign label and a missing header are refused by line', () => {
  expect(parseTextRows(utf8('text\tlabels\nhm\tbored\n'))).toMatchObject({ ok: false, error: { line: 2 } });
  expect(parseTextRows(utf8('hm\tjoy\n'))).toMatchObject({ ok: false, error: { line: 1 } });
});
