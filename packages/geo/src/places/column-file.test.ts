import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from './column-file.ts';

const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '));
const number = fc.integer({ min: -(2 ** 30) + 1, max: 2 ** 30 - 1 });

it('gives back every row that was put in', () => {
  fc.assert(
    fc.property(fc.array(number), fc.array(line, { minLength: 1 }), (numbers, texts) => {
      const file = decodeColumns(encodeColumns({ made: 'here' }, { numbers, texts }));
      expect([...file.numbers('numbers')]).toEqual(numbers);
      expect(file.texts('texts')).toEqual(texts);
      expect(file.about).toEqual({ made: 'here' });
    }),
  );
});

it('takes a byte for each row that lies near the one before it', () => {
  const far = encodeColumns(null, { rows: [1_000_000] }).length;
  const near = encodeColumns(null, { rows: [1_000_000, 1_000_063, 1_000_000, 999_937] }).length;
  expect(near - far).toBe(3);
});

it('refuses a file that was cut short, and a column that it does not have', () => {
  const file = encodeColumns(null, { rows: [1, 2, 3] });
  expect(() => decodeColumns(file.subarray(0, -1))).toThrow('end');
  expect(() => decodeColumns(file).texts('rows')).toThrow('no column');
});
