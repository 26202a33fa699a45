import { distanceKm } from '@undertone/geo/position';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeEntries } from './made-directory.testkit.ts';
import { loadTile, rank } from './ranking.ts';

const place = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

it('has the order of great-circle distances, the poles and the antimeridian included', () => {
  fc.assert(
    fc.property(place, place, (town, from) => {
      const entries = makeEntries([town], 60, 5);
      const tiles = [loadTile(entries.slice(0, 20)), loadTile(entries.slice(20))];
      const { nearest, matching } = rank(tiles, from, () => true, 25);
      const byDistance = entries.map((entry) => distanceKm(from, entry)).sort((left, right) => left - right);
      expect(matching).toBe(60);
      for (const [index, entry] of nearest.entries())
        expect(distanceKm(from, entry)).toBeCloseTo(byDistance[index]!, 6);
    }),
  );
});

it('counts what passes and shows no more than asked, of equally near ones always the same', () => {
  const [one] = makeEntries([{ lat: 5, lon: 5 }], 1);
  const twins = ['c', 'a', 'b', 'd'].map((letter) => ({ ...one!, id: letter.repeat(16) }));
  const { nearest, matching } = rank([loadTile(twins)], one!, ({ id }) => !id.startsWith('d'), 2);
  expect(nearest.map(({ id }) => id.charAt(0))).toEqual(['a', 'b']);
  expect(matching).toBe(3);
});
