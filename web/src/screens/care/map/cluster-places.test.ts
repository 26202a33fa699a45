import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterPlaces } from './cluster-places.ts';
import { toScreen } from './mercator.ts';

const places = fc.array(
  fc.record({
    id: fc.uuid(),
    lat: fc.double({ min: 52, max: 53, noNaN: true }),
    lon: fc.double({ min: 13, max: 14, noNaN: true }),
  }),
  { maxLength: 60 },
);

it('loses nobody and counts nobody twice, at any zoom', () => {
  fc.assert(
    fc.property(places, fc.double({ min: 0, max: 17, noNaN: true }), (items, zoom) => {
      const grouped = clusterPlaces(items, zoom).flatMap((cluster) => cluster.items);
      expect([...grouped].sort((a, b) => items.indexOf(a) - items.indexOf(b))).toEqual(items);
    }),
  );
});

it('keeps its markers apart, so that none hides another', () => {
  fc.assert(
    fc.property(places, fc.double({ min: 5, max: 12, noNaN: true }), (items, zoom) => {
      const points = clusterPlaces(items, zoom).map(({ place }) =>
        toScreen({ lat: 52.5, lon: 13.5, zoom }, { width: 0, height: 0 }, place),
      );
      for (const [at, one] of points.entries())
        for (const other of points.slice(at + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(47.9);
    }),
  );
});

it('joins what stands close and takes it apart nearer by', () => {
  const cafe = { id: 'a', lat: 52.5, lon: 13.4 };
  const nextDoor = { id: 'b', lat: 52.501, lon: 13.401 };
  const far = { id: 'c', lat: 48.1, lon: 11.6 };
  expect(clusterPlaces([cafe, nextDoor, far], 6).map(({ items }) => items.length)).toEqual([2, 1]);
  expect(clusterPlaces([cafe, nextDoor, far], 15).map(({ items }) => items.length)).toEqual([1, 1, 1]);
});

it('knows those that no zoom takes apart', () => {
  const here = { id: 'a', lat: 52.5, lon: 13.4 };
  const [practice] = clusterPlaces([here, { ...here, id: 'b' }], 17);
  expect(practice?.inseparable).toBe(true);
  expect(clusterPlaces([here], 17)[0]?.inseparable).toBe(false);
  const [street] = clusterPlaces([here, { id: 'b', lat: 52.501, lon: 13.401 }], 6);
  expect(street?.inseparable).toBe(false);
});
