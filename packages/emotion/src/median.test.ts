import { expect, it } from 'vitest';
import { median, scaledMad } from './median.ts';

it('takes the middle of an odd number and the mean of the two middle ones of an even number', () => {
  expect(median([9, 1, 10])).toBe(9);
  expect(median([4, 1, 10, 2])).toBe(3);
  expect(median([])).toBe(null);
});

it('leaves the values it was given in their order', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

it('scales the median deviation to a standard deviation', () => {
  expect(scaledMad([1, 1, 2, 2, 4, 6, 9], 2)).toBeCloseTo(1.4826, 9);
  expect(scaledMad([], 0)).toBe(null);
});
