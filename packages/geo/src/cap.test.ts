import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capAround, distanceToCapKm, farthestInCapKm } from './cap.ts';
import { distanceKm, HALF_WAY_ROUND_KM } from './position.ts';

const positions = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('a cap', () => {
  it('holds every place that it was made around, wherever they are', () => {
    fc.assert(
      fc.property(fc.array(positions, { minLength: 1, maxLength: 20 }), positions, (places, from) => {
        const cap = capAround(places);
        for (const place of places) {
          expect(distanceKm(cap, place)).toBeLessThanOrEqual(cap.radiusKm + 1e-3);
          expect(distanceToCapKm(from, cap)).toBeLessThanOrEqual(distanceKm(from, place));
          expect(farthestInCapKm(from, cap)).toBeGreaterThanOrEqual(distanceKm(from, place));
        }
      }),
    );
  });

  it('is small around a crowd on both sides of the antimeridian or around a pole', () => {
    const crowd = [-0.1, 0, 0.1].map((off) => ({ lat: -17 + off, lon: off < 0 ? 179.9 : -179.9 }));
    expect(capAround(crowd).radiusKm).toBeLessThan(20);
    const round = [0, 90, 180, -90].map((lon) => ({ lat: 89.9, lon }));
    expect(capAround(round).radiusKm).toBeLessThan(12);
  });

  it('is nothing around nobody, and never more than the Earth', () => {
    expect(capAround([])).toEqual({ lat: 0, lon: 0, radiusKm: 0 });
    const opposite = [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 180 },
    ];
    expect(capAround(opposite).radiusKm).toBeLessThanOrEqual(Math.ceil(HALF_WAY_ROUND_KM));
  });
});
