import { expect, it } from 'vitest';
import { findLoop } from './find-loop.ts';

const times = (count: number, phrase: readonly number[]) =>
  Array.from({ length: count }, () => phrase).flat();

it('finds a phrase that repeats itself, and where it was said first', () => {
  expect(findLoop([9, 8, ...times(4, [1, 2, 3])])).toBe(5);
  expect(findLoop([7, ...times(8, [5])])).toBe(2);
});

it('lets people repeat themselves', () => {
  expect(findLoop([9, ...times(3, [1, 2, 3])])).toBeNull();
  expect(findLoop([9, ...times(5, [5])])).toBeNull();
  expect(findLoop([])).toBeNull();
});

it('is not misled by a repetition that is over', () => {
  expect(findLoop([...times(8, [5]), 1])).toBeNull();
});
