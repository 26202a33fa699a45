import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm, EARTH_RADIUS_KM, HALF_WAY_ROUND_KM } from './position.ts';

const positions = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distanceKm', () => {
  it('is the same both ways, never negative, and never more than half way round', () => {
    fc.assert(
      fc.property(positions, positions, (here, there) => {
        const km = distanceKm(here, there);
        expect(km).toBe(distanceKm(there, here));
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(HALF_WAY_ROUND_KM);
      }),
    );
  });

  it('is never longer than by way of a third place', () => {
    fc.assert(
      fc.property(positions, positions, positions, (here, there, between) => {
        expect(distanceKm(here, there)).toBeLessThanOrEqual(
          distanceKm(here, between) + distanceKm(between, there) + 1e-3,
        );
      }),
    );
  });

  it('goes straight over the antimeridian and over the poles', () => {
    const degree = (Math.PI / 180) * EARTH_RADIUS_KM;
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(degree, 6);
    expect(distanceKm({ lat: 89.5, lon: 10 }, { lat: 89.5, lon: -170 })).toBeCloseTo(degree, 6);
    expect(distanceKm({ lat: 90, lon: 0 }, { lat: 90, lon: 123 })).toBeCloseTo(0, 6);
    expect(distanceKm({ lat: -90, lon: 0 }, { lat: 90, lon: 0 })).toBeCloseTo(HALF_WAY_ROUND_KM, 6);
  });

  it('agrees with distances that others published', () => {
    // Sinnott's formula on the mean sphere: Berlin to Rome 1,184 km, London to New York 5,570 km, to the nearest.
    expect(distanceKm({ lat: 52.52, lon: 13.405 }, { lat: 41.9028, lon: 12.4964 })).toBeCloseTo(1183, -1);
    expect(distanceKm({ lat: 51.5074, lon: -0.1278 }, { lat: 40.7128, lon: -74.006 })).toBeCloseTo(5570, -1);
  });
});
