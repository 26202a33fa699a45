import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseLocalDay, toLocalDate } from './local-day.ts';
import { unwrap } from '@undertone/base/result';

it('numbers days from 1970 in either direction', () => {
  expect(unwrap(parseLocalDay('1970-01-01'))).toBe(0);
  expect(unwrap(parseLocalDay('1969-12-31'))).toBe(-1);
  expect(unwrap(parseLocalDay('2024-02-29'))).toBe(19_782);
});

it('comes back to the same date for every day the open lane can carry', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_567, max: 2_932_896 }), (localDay) => {
      expect(unwrap(parseLocalDay(toLocalDate(localDay)))).toBe(localDay);
    }),
  );
});

it('refuses days that no calendar has', () => {
  const noDates = [
    '2023-02-29',
    '2024-02-30',
    '2024-13-01',
    '2024-1-1',
    '',
    '2024-01-01T00:00',
    '+02024-01-01',
  ];
  expect(noDates.filter((text) => parseLocalDay(text).ok)).toEqual([]);
});
