import { COUNTRY_BOUNDS } from './country-bounds-table.ts';

/** Whether a position lies in the box around a country's towns; `null` for a country without one. */
export function isWithinCountry(country: string, lat: number, lon: number): boolean | null {
  const bounds = COUNTRY_BOUNDS[country];
  if (bounds === undefined) return null;
  const [south, west, north, east] = bounds;
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}
