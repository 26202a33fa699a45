import { expect, it } from 'vitest';
import { distanceRings } from './distance-rings.ts';

const BERLIN = { lat: 52.52, lon: 13.4 };
const PHONE = { width: 390, height: 480 };

it('draws a few round distances that fit the screen and can be told apart', () => {
  for (let zoom = 2; zoom <= 17; zoom += 0.5) {
    const rings = distanceRings(BERLIN, zoom, PHONE, 1);
    expect(rings.length).toBeGreaterThanOrEqual(1);
    expect(rings.length).toBeLessThanOrEqual(3);
    let before = 0;
    for (const { radiusPx } of rings) {
      expect(radiusPx - before).toBeGreaterThanOrEqual(44);
      before = radiusPx;
    }
    expect(before).toBeLessThan(310);
  }
});

it('counts in the unit of whoever reads it', () => {
  const km = distanceRings(BERLIN, 12, PHONE, 1);
  const miles = distanceRings(BERLIN, 12, PHONE, 1.609344);
  expect(km.map(({ distance }) => distance)).toEqual([1, 2]);
  expect(miles.map(({ distance }) => distance)).toEqual([0.5, 1, 2]);
  expect(miles[1]!.radiusPx / km[0]!.radiusPx).toBeCloseTo(1.609344, 6);
});
