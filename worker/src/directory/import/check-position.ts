import type { RowTrouble } from '@undertone/contract/directory-import';
import { isWithinCountry } from './country-bounds.ts';

/**
 * What is wrong with a position, or `null`. A swapped one is told by a latitude that there is not, or by the country
 * that the row names: it is reported and never turned round, since nobody can say that it was meant so.
 */
export function checkPosition(lat: number, lon: number, country: string | null): RowTrouble | null {
  if (Number.isNaN(lat) || Number.isNaN(lon)) return 'missing-position';
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    return Math.abs(lon) <= 90 && Math.abs(lat) <= 180 ? 'position-swapped' : 'position-out-of-range';
  }
  // Nobody practises in the Gulf of Guinea: it is where software puts what it does not know.
  if (Math.abs(lat) < 0.001 && Math.abs(lon) < 0.001) return 'position-zero';
  if (country === null || isWithinCountry(country, lat, lon) !== false) return null;
  return Math.abs(lon) <= 90 && isWithinCountry(country, lon, lat) === true
    ? 'position-swapped'
    : 'position-outside-country';
}
