import { encodeColumns } from '@undertone/geo/places/column-file';
import type { PostcodeAreas, PostcodesAbout } from '@undertone/geo/places/postcodes';
import type { PlacesAbout } from '../../src/care/places/place-table.ts';
import { readPlaces, readRegionNames, readZipCodes, type GeoNamesPlace } from './geonames.ts';
import { OTHER_NAMES } from './other-names.ts';
import { POSTCODE_AREAS } from './postcode-areas.ts';

/**
 * [Note: A file tells no place] Each file holds the whole world, so asking for it says only that the search was used
 * (`towns`), that a digit was typed (`postcodes`) or that smaller places were wanted (`villages`): never which country.
 */
export const GAZETTEER_FILES = ['towns', 'villages', 'postcodes'] as const;

export type GazetteerFile = (typeof GAZETTEER_FILES)[number];

/** The towns come with the first use; with all 135,000 places that file would be four times as large. */
const TOWN_POPULATION = 15_000;
/** Chief towns that small countries and regions are looked for by. */
const CHIEF = new Set(['PPLC', 'PPLA']);
/** Abandoned, historical, destroyed. */
const GONE = new Set(['PPLQ', 'PPLH', 'PPLCH', 'PPLW']);

/** 111 m: near enough for the middle of a town. */
const STEPS_PER_DEGREE = 1000;

/** Letters that people write behind a town, where GeoNames has numbers. */
const REGION_LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'CA.01 AB CA.02 BC CA.03 MB CA.04 NB CA.05 NL CA.07 NS CA.08 ON CA.09 PE CA.10 QC CA.11 SK CA.12 YT CA.13 NT ' +
    'CA.14 NU AU.01 ACT AU.02 NSW AU.03 NT AU.04 QLD AU.05 SA AU.06 TAS AU.07 VIC AU.08 WA'
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
);

/** Every file, unpacked. The same packages make the same bytes. */
export async function makeGazetteer(): Promise<Readonly<Record<GazetteerFile, Uint8Array<ArrayBuffer>>>> {
  const places = readPlaces().filter(({ featureCode }) => !GONE.has(featureCode));
  const isTown = ({ population, featureCode }: GeoNamesPlace) =>
    population >= TOWN_POPULATION || CHIEF.has(featureCode);
  const towns = places.filter(isTown);
  return {
    towns: encodePlaces(towns, true),
    villages: encodePlaces(
      places.filter((place) => !isTown(place)),
      false,
    ),
    postcodes: await encodePostcodes(places),
  };
}

/** By region and then along a curve, so that rows which follow each other lie near each other. */
function encodePlaces(places: readonly GeoNamesPlace[], withOtherNames: boolean): Uint8Array<ArrayBuffer> {
  const names = readRegionNames();
  const sorted = places
    .map((place) => ({ place, region: `${place.country}.${place.adminCode}`, key: curveKey(place) }))
    .sort((a, b) =>
      a.region === b.region
        ? a.key - b.key || compare(a.place.name, b.place.name)
        : compare(a.region, b.region),
    );
  const regions = [...new Set(sorted.map(({ region }) => region))];
  const numberOf = new Map(regions.map((region, number) => [region, number]));
  const rows = sorted.map(({ place }) => place);
  const about: PlacesAbout = {
    stepsPerDegree: STEPS_PER_DEGREE,
    regions: regions.map((region) => {
      const [country = '', code = ''] = region.split('.');
      const letters = REGION_LETTERS[region] ?? (/^[A-Z]{2,3}$/.test(code) ? code : null);
      return [country, letters, names.get(region) ?? null];
    }),
    otherNames: withOtherNames ? otherNames(rows) : [],
  };
  return encodeColumns(about, {
    name: rows.map(({ name }) => name),
    region: sorted.map(({ region }) => numberOf.get(region) ?? 0),
    people: rows.map(({ population }) => Math.round(10 * Math.log2(population + 1))),
    lat: rows.map(({ loc }) => Math.round(loc.coordinates[1] * STEPS_PER_DEGREE)),
    lon: rows.map(({ loc }) => Math.round(loc.coordinates[0] * STEPS_PER_DEGREE)),
  });
}

/** Written down by hand, and both halves of names such as `Donostia / San Sebastián`. */
function otherNames(rows: readonly GeoNamesPlace[]): PlacesAbout['otherNames'] {
  const largest = largestByName(rows);
  const rowOf = new Map<GeoNamesPlace, number>(rows.map((place, row) => [place, row]));
  const written = OTHER_NAMES.trim()
    .split('\n')
    .flatMap((line) => {
      const [, country = '', name = '', others = ''] = /^(\S+) (.*?): (.*)$/.exec(line) ?? [];
      const row = rowOf.get(largest(country, name)) ?? -1;
      return others.split(', ').map((other): [number, string] => [row, other]);
    });
  const halves = rows.flatMap(({ name }, row) =>
    name.includes(' / ') ? name.split(' / ').map((half): [number, string] => [row, half]) : [],
  );
  return [...written, ...halves];
}

async function encodePostcodes(places: readonly GeoNamesPlace[]): Promise<Uint8Array<ArrayBuffer>> {
  const zips = await readZipCodes();
  const largest = largestByName(places);
  const areas: PostcodeAreas = Object.fromEntries(
    Object.entries(POSTCODE_AREAS).map(([country, lines]) => [
      country,
      Object.fromEntries(
        lines.split(';').map((line) => {
          const space = line.indexOf(' ');
          const { coordinates } = largest(country, line.slice(space + 1)).loc;
          return [line.slice(0, space), [coordinates[1], coordinates[0]]];
        }),
      ),
    ]),
  );
  const about: PostcodesAbout = { stepsPerDegree: STEPS_PER_DEGREE, areas };
  return encodeColumns(about, {
    code: zips.map(({ code }) => Number(code)),
    lat: zips.map(({ lat }) => Math.round(lat * STEPS_PER_DEGREE)),
    lon: zips.map(({ lon }) => Math.round(lon * STEPS_PER_DEGREE)),
  });
}

/** The most populous place of a name. It throws where the list no longer has one that was written down by hand. */
function largestByName(places: readonly GeoNamesPlace[]): (country: string, name: string) => GeoNamesPlace {
  const largest = new Map<string, GeoNamesPlace>();
  for (const place of places) {
    const id = `${place.country} ${place.name}`;
    if (place.population >= (largest.get(id)?.population ?? -1)) largest.set(id, place);
  }
  return (country, name) => {
    const found = largest.get(`${country} ${name}`);
    if (found === undefined) throw new Error(`no place in ${country} is called ${name}`);
    return found;
  };
}

/** Z-order of a position, 13 quadrants deep. */
function curveKey({ loc }: GeoNamesPlace): number {
  const x = Math.floor(((loc.coordinates[0] + 180) / 360) * 8191);
  const y = Math.floor(((loc.coordinates[1] + 90) / 180) * 8191);
  let key = 0;
  for (let bit = 12; bit >= 0; bit--) key = key * 4 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1);
  return key;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
