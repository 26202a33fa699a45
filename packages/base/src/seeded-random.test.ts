import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeededRandom } from './seeded-random.ts';

const take = (seed: number, count: number) => {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => random());
};

it('gives the same numbers again for the same seed, all in [0, 1)', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const numbers = take(seed, 50);
      expect(take(seed, 50)).toEqual(numbers);
      for (const number of numbers) expect(number >= 0 && number < 1).toBe(true);
    }),
  );
});

it('gives others for another seed, and fills the interval evenly', () => {
  expect(take(1, 5)).not.toEqual(take(2, 5));
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const number of take(7, 100_000)) tenths[Math.floor(number * 10)]! += 1;
  for (const share of tenths) expect(Math.abs(share - 10_000)).toBeLessThan(500);
});
