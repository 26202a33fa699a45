import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWord, pickPlaces } from './rehearsal.ts';

it('asks for one word from each third of the kit, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (throws) => {
        let next = 0;
        const places = pickPlaces(24, () => throws[next++] ?? 0);
        expect(places.map((place) => Math.floor(place / 8))).toEqual([0, 1, 2]);
      },
    ),
  );
});

it('forgives case and stray spaces, and nothing else', () => {
  expect(isWord(' Harvest ', 'harvest')).toBe(true);
  expect(isWord('harves', 'harvest')).toBe(false);
  expect(isWord('', undefined)).toBe(false);
});
