import { describe, expect, it } from 'vitest';
import { checkPosition } from './check-position.ts';

describe('a position', () => {
  it.each([
    ['Alert', 82.5, -62.36, 'CA'],
    ['Qaanaaq', 77.47, -69.25, 'GL'],
    ['Adak', 51.88, -176.65, 'US'],
    ['Suva', -18.14, 178.44, 'FJ'],
    ['Taveuni', -16.85, -179.97, 'FJ'],
    ['McMurdo', -77.85, 166.67, 'AQ'],
    ['Null Island’s neighbour', 0.4, 0.4, null],
  ] as const)('%s is where people are', (_, lat, lon, country) => {
    expect(checkPosition(lat, lon, country)).toBeNull();
  });

  it.each([
    [91, 10, null, 'position-swapped'],
    [91, 100, null, 'position-out-of-range'],
    [10, 181, null, 'position-out-of-range'],
    [181, 10, null, 'position-out-of-range'],
    [13.4, 52.5, 'DE', 'position-swapped'],
    [13.4, 52.5, null, null],
    [-33.9, 151.2, 'DE', 'position-outside-country'],
    [0, 0, 'GH', 'position-zero'],
    [Number.NaN, 1, 'DE', 'missing-position'],
    [13.4, 52.5, 'XX', null],
  ] as const)('of %f, %f in %s: %s', (lat, lon, country, trouble) => {
    expect(checkPosition(lat, lon, country)).toBe(trouble);
  });
});
