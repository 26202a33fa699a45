import type { PostcodePlace } from './format.ts';
import { countryPostcode, type FindPostcodes } from './place-drafts.ts';

const FIND = `SELECT country || ' ' || postcode AS key, lat, lon FROM json_each(?1)
  JOIN directory_postcode ON country = substr(value, 1, 2) AND postcode = substr(value, 4)`;

const KEEP = `INSERT INTO directory_postcode (country, postcode, lat, lon)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1) WHERE true
  ON CONFLICT (country, postcode) DO UPDATE SET lat = excluded.lat, lon = excluded.lon`;

/** Where postcodes lie, out of what an admin imported. A ZIP+4 lies where its ZIP does. */
export function postcodesIn(database: D1Database): FindPostcodes {
  return async (wanted) => {
    const asked = new Map(wanted.map((key) => [key, /^US \d{9}$/.test(key) ? key.slice(0, 8) : key]));
    const { results } = await database
      .prepare(FIND)
      .bind(JSON.stringify([...new Set(asked.values())]))
      .all<{ key: string; lat: number; lon: number }>();
    const places = new Map(results.map(({ key, lat, lon }) => [key, { lat, lon }]));
    return new Map(
      [...asked].flatMap(([key, full]) => {
        const place = places.get(full);
        return place === undefined ? [] : [[key, place] as const];
      }),
    );
  };
}

export function keepPostcodes(database: D1Database, places: readonly PostcodePlace[]): D1PreparedStatement {
  const rows = places.map(({ country, postcode, lat, lon }) => {
    const [code, rest] = countryPostcode(country, postcode).split(' ');
    return [code, rest, lat, lon];
  });
  return database.prepare(KEEP).bind(JSON.stringify(rows));
}
