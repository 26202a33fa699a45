import { signal, type ReadonlySignal } from '@preact/signals';
import type { Bytes } from '@undertone/base/bytes';
import { ok, type Result } from '@undertone/base/result';
import { decodePostcodes, type Postcodes, type PostcodePosition } from '@undertone/geo/places/postcodes';
import type { FileFailure } from '../../offline/verified-files.ts';
import { createCountryNames } from './country-names.ts';
import { parsePlaceQuery } from './place-query.ts';
import { rankPlaces, type Found, type Point } from './rank-places.ts';
import { readPlaceTable, type Box, type PlaceTable } from './place-table.ts';

/** Somewhere that a person can look around: a place with a name, or a postcode. */
export interface Place {
  readonly kind: 'place' | 'postcode';
  /** `Springfield`, `62704`. */
  readonly name: string;
  /** First-order division: `Illinois`. */
  readonly region: string | null;
  /** Of a postcode: the town that it lies at. */
  readonly near: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Degrees, WGS 84: the middle of it. */
  readonly lat: number;
  readonly lon: number;
  /** `area`: only the chief town of the postcodes that begin so. */
  readonly precision: 'place' | 'postcode' | 'area';
}

export interface FindOptions {
  readonly limit: number;
  /** Of two alike, the nearer comes first. */
  readonly near?: Point;
  /** Where a postcode is looked for first; the person's own country. */
  readonly country?: string;
}

export interface NearestPlace {
  readonly place: Place;
  readonly distanceKm: number;
}

/**
 * The gazetteer. All of it happens on this device: what is typed and where somebody is never leaves it, and its files
 * are the same for everybody (see [Note: A file tells no place] in the build).
 */
export interface Places {
  /** Places and postcodes for what somebody is typing, likeliest first; empty under two characters. */
  find(text: string, options: FindOptions): Promise<Result<readonly Place[], FileFailure>>;
  /** The place nearest to a position, for words such as "near Toledo". `null` where there is none at all. */
  nameOf(point: Point): Promise<Result<NearestPlace | null, FileFailure>>;
  /** ISO 3166-1 alpha-2 of the nearest place; `null` far out at sea. Wrong near borders. */
  countryOf(point: Point): Promise<Result<string | null, FileFailure>>;
  /** What a map of that part of the world has to name first: those with most people, most first. */
  largestIn(box: Box, limit: number): Promise<Result<readonly Place[], FileFailure>>;
  /** Smaller places, fetched when the person asks for them. */
  readonly villages: {
    /** To be downloaded. */
    readonly bytes: number;
    readonly loaded: ReadonlySignal<boolean>;
    load(): Promise<Result<void, FileFailure>>;
  };
}

export type PlaceFileName = 'towns' | 'villages' | 'postcodes';

/** The files, unpacked. */
export interface PlaceFiles {
  readonly villagesBytes: number;
  load(name: PlaceFileName): Promise<Result<Bytes, FileFailure>>;
}

/** Farther from every place than that, a position is in no country. */
const SEA_KM = 300;
/** A whole code beside its town's name: farther away it is another country's. */
const SAME_TOWN_KM = 100;
const EARTH_RADIUS_KM = 6371.0088;
const LEAST_CHARS = 2;

export function createPlaces(files: PlaceFiles, languages: readonly string[]): Places {
  const towns = once(async () => mapped(await files.load('towns'), readPlaceTable));
  const villages = once(async () => mapped(await files.load('villages'), readPlaceTable));
  const postcodes = once(async () => mapped(await files.load('postcodes'), decodePostcodes));
  const loaded = signal(false);
  const isCountry = createCountryNames(languages);

  /** The villages only once they are here: nothing waits for them. */
  const tables = async (): Promise<Result<readonly PlaceTable[], FileFailure>> => {
    const first = await towns();
    if (!first.ok) return first;
    const second = loaded.value ? await villages() : null;
    return ok(second?.ok === true ? [first.value, second.value] : [first.value]);
  };

  const nearest = (among: readonly PlaceTable[], { lat, lon }: Point): NearestPlace | null => {
    let best: { table: PlaceTable; row: number; chord: number } | null = null;
    for (const table of among) {
      const here = table.nearestTo(lat, lon);
      if (here !== null && (best === null || here.chord < best.chord)) best = { table, ...here };
    }
    if (best === null) return null;
    return {
      place: toPlace(best),
      distanceKm: 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, best.chord / 2)),
    };
  };

  const toPostcode = (among: readonly PlaceTable[], position: PostcodePosition): Place => {
    const { place } = nearest(among, position) ?? {};
    return {
      kind: 'postcode',
      name: position.code,
      region: place?.region ?? null,
      near: place?.name ?? null,
      country: position.country,
      lat: position.lat,
      lon: position.lon,
      precision: position.precision,
    };
  };

  return {
    async find(text, { limit, near, country }) {
      if (text.trim().length < LEAST_CHARS) return ok([]);
      const query = parsePlaceQuery(text);
      const among = await tables();
      if (!among.ok) return among;
      const places = rankPlaces(among.value, query.readings, { limit, near, isCountry }).map(toPlace);
      if (query.postcode === null) return ok(places);
      const codes = await postcodes();
      if (!codes.ok) return codes;
      const found = findCodes(codes.value, query.postcode, country);
      // "28013 Madrid": the code says which Madrid, and Madrid whose 28013.
      const agreeing = found.filter((code) => places.some((place) => isNear(code, place)));
      const kept = places.length === 0 ? found : agreeing;
      const named = places.filter((place) => kept.length === 0 || kept.some((code) => isNear(code, place)));
      return ok([...kept.map((code) => toPostcode(among.value, code)), ...named].slice(0, limit));
    },
    async nameOf(point) {
      const among = await tables();
      return among.ok ? ok(nearest(among.value, point)) : among;
    },
    async countryOf(point) {
      const among = await tables();
      if (!among.ok) return among;
      const found = nearest(among.value, point);
      return ok(found === null || found.distanceKm > SEA_KM ? null : found.place.country);
    },
    async largestIn(box, limit) {
      const among = await tables();
      if (!among.ok) return among;
      const found = among.value.flatMap((table) => table.rowsIn(box).map((row) => ({ table, row })));
      found.sort((a, b) => b.table.peopleOf(b.row) - a.table.peopleOf(a.row));
      return ok(found.slice(0, limit).map(toPlace));
    },
    villages: {
      bytes: files.villagesBytes,
      loaded,
      async load() {
        const table = await villages();
        if (!table.ok) return table;
        loaded.value = true;
        return ok();
      },
    },
  };
}

function findCodes(codes: Postcodes, text: string, country: string | undefined): readonly PostcodePosition[] {
  const found = codes.find(text);
  return [
    ...found.filter((code) => code.country === country),
    ...found.filter((code) => code.country !== country),
  ];
}

function toPlace({ table, row }: Pick<Found, 'table' | 'row'>): Place {
  const { country, name } = table.regionOf(row);
  return {
    kind: 'place',
    name: table.nameOf(row),
    region: name,
    near: null,
    country,
    ...table.positionOf(row),
    precision: 'place',
  };
}

function isNear(a: PostcodePosition, b: Place): boolean {
  if (a.country !== b.country) return false;
  const northKm = (a.lat - b.lat) * 111.2;
  const eastKm = (a.lon - b.lon) * 111.2 * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(northKm, eastKm) < SAME_TOWN_KM;
}

function mapped<From, To, Failure>(
  result: Result<From, Failure>,
  read: (from: From) => To,
): Result<To, Failure> {
  return result.ok ? ok(read(result.value)) : result;
}

/** Asked again after a failure, so that going online again is enough. */
function once<Value, Failure>(
  load: () => Promise<Result<Value, Failure>>,
): () => Promise<Result<Value, Failure>> {
  let pending: Promise<Result<Value, Failure>> | null = null;
  return () => {
    pending ??= load().then((result) => {
      if (!result.ok) pending = null;
      return result;
    });
    return pending;
  };
}
