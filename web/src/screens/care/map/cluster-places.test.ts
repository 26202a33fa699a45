import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterPlaces } from './cluster-places.ts';

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
