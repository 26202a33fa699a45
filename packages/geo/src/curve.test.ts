import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, cellAround, cellOf, curveKeyOf, KEYS, keyText, LEVELS, placeKeyOf } from './curve.ts';

/** Degrees that adding 180 to a tiny number loses. */
const LOST = 1e-12;

const BASE32 = '0123456789bcdefghjkmnpqrstuvwxyz';

/** The same 40 bits as the eight letters that geohash.org shows. */
function geohashOf(key: number): string {
  const bits = BigInt(key) >> 12n;
  return Array.from(
    { length: 8 },
    (_, letter) => BASE32[Number((bits >> BigInt(35 - 5 * letter)) & 31n)],
  ).join('');
}

const positions = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the curve', () => {
  it('is the integer form of geohashes that others published', () => {
    // https://en.wikipedia.org/wiki/Geohash and Niemeyer's own examples.
    expect(geohashOf(placeKeyOf({ lat: 57.64911, lon: 10.40744 }))).toBe('u4pruydq');
    expect(geohashOf(placeKeyOf({ lat: 42.605, lon: -5.603 }))).toMatch(/^ezs42/);
    expect(geohashOf(placeKeyOf({ lat: -25.382708, lon: -49.265506 }))).toBe('6gkzwgjz');
  });

  it('gives every place a safe integer, the farthest corners included', () => {
    for (const lat of [-90, 0, 90]) {
      for (const lon of [-180, 0, 180]) {
        const key = placeKeyOf({ lat, lon });
        expect(Number.isSafeInteger(key)).toBe(true);
        expect(key).toBeLessThan(KEYS);
      }
    }
  });

  it('has a place within the edges of its cell at every level', () => {
    fc.assert(
      fc.property(positions, fc.integer({ min: 0, max: 20 }), (place, level) => {
        const { south, west, north, east } = boundsOf(cellOf(placeKeyOf(place), level));
        expect(place.lat).toBeGreaterThanOrEqual(south - LOST);
        expect(place.lat).toBeLessThanOrEqual(north + LOST);
        expect(place.lon).toBeGreaterThanOrEqual(west - LOST);
        expect(place.lon).toBeLessThanOrEqual(east + LOST);
        expect(north - south).toBeCloseTo(180 / 2 ** level, 9);
        expect(east - west).toBeCloseTo(360 / 2 ** level, 9);
      }),
    );
  });

  it('keeps entries of one place together and apart by their ids', () => {
    const place = { lat: 40.745, lon: -73.98 };
    expect(curveKeyOf(place, 'AA______________')).toBe(placeKeyOf(place));
    expect(curveKeyOf(place, '__AAAAAAAAAAAAAA')).toBe(placeKeyOf(place) + 4095);
    expect(() => curveKeyOf(place, '!')).toThrow();
  });

  it('finds the smallest quadrant around a run', () => {
    fc.assert(
      fc.property(positions, positions, (here, there) => {
        const keys = [placeKeyOf(here), placeKeyOf(there)].sort((left, right) => left - right);
        const [firstKey, lastKey] = keys as [number, number];
        const cell = cellAround({ firstKey, lastKey });
        expect(cell.firstKey).toBeLessThanOrEqual(firstKey);
        expect(cell.lastKey).toBeGreaterThanOrEqual(lastKey);
        if (cell.level < 20) {
          expect(cellOf(firstKey, cell.level + 1).firstKey).not.toBe(
            cellOf(lastKey, cell.level + 1).firstKey,
          );
        }
      }),
    );
  });

  it('writes keys so that their order as text is their order', () => {
    fc.assert(
      fc.property(fc.nat(KEYS - 1), fc.nat(KEYS - 1), (left, right) => {
        expect(keyText(left) < keyText(right)).toBe(left < right);
        expect(keyText(left)).toHaveLength(LEVELS / 2);
      }),
    );
  });
});
