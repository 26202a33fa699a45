import { utf8 } from '@undertone/base/bytes';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFields } from './csv-fields.ts';
import { csvRecords } from './csv-records.ts';
import type { SplitRecords } from './file-records.ts';
import { findArray, jsonElements } from './json-elements.ts';

const LIMIT = 64;
const COMMA = 0x2c;

/** Records of a file that is read `size` bytes at a time, each slice from where the last whole record ended. */
function readBySlices(split: SplitRecords, file: Uint8Array, size: number) {
  const records: [string, string | null][] = [];
  for (let at = 0; at < file.length;) {
    const slice = file.subarray(at, at + size);
    const { records: found, consumed, isEnd } = split(slice, at + slice.length >= file.length);
    for (const { bytes, trouble } of found) records.push([new TextDecoder().decode(bytes), trouble]);
    if (isEnd) break;
    expect(consumed).toBeGreaterThan(0);
    at += consumed;
  }
  return records;
}

const texts = (split: SplitRecords, file: string, size = file.length + 1) =>
  readBySlices(split, utf8(file), size).map(([text, trouble]) => trouble ?? text);

describe('rows of CSV', () => {
  const csv = csvRecords(COMMA, LIMIT);

  it('end at any of the three line ends, and not within quotes', () => {
    expect(texts(csv, 'a,b\r\n"c\nd",e\rf\n\n"g""\r",h')).toEqual(['a,b', '"c\nd",e', 'f', '', '"g""\r",h']);
  });

  it('with a quote that is never closed lose that line only', () => {
    expect(texts(csv, 'a\n"b,c\nd\ne\n')).toEqual(['a', 'malformed', 'd', 'e']);
    const lines = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');
    expect(texts(csv, `"b,c\n${lines}`, 2 * LIMIT).slice(0, 3)).toEqual(['malformed', 'line 0', 'line 1']);
  });

  it('that are longer than a row may be are told, whatever follows', () => {
    const long = 'x'.repeat(LIMIT + 1);
    expect(texts(csv, `a\n${long}\nb\n`)).toEqual(['a', 'record-too-long', 'b']);
    expect(new Set(texts(csv, 'x'.repeat(10 * LIMIT), 2 * LIMIT))).toEqual(new Set(['record-too-long']));
  });

  it('are the same, however the file is cut into slices', () => {
    const field = fc.stringMatching(/^[a"\n\r,é]{0,5}$/);
    const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 3 }), { maxLength: 12 });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(rows, end, fc.integer({ min: 2 * LIMIT, max: 4 * LIMIT }), (table, lineEnd, size) => {
        const written = table.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
        const file = utf8(written.map((row) => row + lineEnd).join(''));
        expect(readBySlices(csv, file, size)).toEqual(readBySlices(csv, file, file.length + 1));
        expect(readBySlices(csv, file, size).map(([text]) => csvFields(text, ','))).toEqual(
          table.map((row) => ({ ok: true, value: row })),
        );
      }),
    );
  });

  it('are taken apart as they were put together', () => {
    expect(csvFields('a,,"b ""c"" d",', ',')).toEqual({ ok: true, value: ['a', '', 'b "c" d', ''] });
    expect(csvFields('"a"b,c', ',')).toEqual({ ok: false, error: 'malformed' });
    expect(csvFields('5" pipe,c', ',')).toEqual({ ok: true, value: ['5" pipe', 'c'] });
  });
});

describe('elements of a JSON array', () => {
  const json = jsonElements(LIMIT);

  it('are objects, whatever their texts hold', () => {
    expect(texts(json, '{"a":"}]\\"{"} , {"b":[{}]}\n,{} ] , {"not":"ours"}')).toEqual([
      ...['{"a":"}]\\"{"}', '{"b":[{}]}', '{}'],
    ]);
  });

  it('that are no objects, or too long, are told one by one', () => {
    const long = `{"type":"x","a":"${'x'.repeat(3 * LIMIT)}"}`;
    expect(texts(json, '1, null, {}]')).toEqual(['malformed', 'malformed', '{}']);
    expect(texts(json, `{"type":"a"},${long},{"type":"b"}]`)).toEqual([
      ...['{"type":"a"}', 'record-too-long', '{"type":"b"}'],
    ]);
  });

  it('are the same, however the file is cut into slices', () => {
    const element = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.string({ maxLength: 6 }), {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 20 }),
        fc.integer({ min: 0, max: LIMIT }),
        (elements, more) => {
          const file = utf8(JSON.stringify(elements, null, 1).slice(1));
          const small = elements.every((each) => JSON.stringify(each, null, 1).length + 8 < LIMIT);
          fc.pre(small);
          const read = readBySlices(json, file, 2 * LIMIT + more);
          expect(read.map(([text]) => JSON.parse(text) as unknown)).toEqual(elements);
        },
      ),
    );
  });

  it('are found under their key in the outermost object only', () => {
    const head = (text: string) => {
      const start = findArray(utf8(text), 'features');
      return start === null ? null : text.slice(start);
    };
    expect(head('{"crs":{"features":[1]},"x":"\\"features\\": [","features" : [{}')).toBe('{}');
    expect(head('{"features":{}}')).toBeNull();
    expect(head('[{"features":[]}]')).toBeNull();
  });
});
