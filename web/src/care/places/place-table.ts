import { decodeColumns } from '@undertone/geo/places/column-file';
import { foldName } from './fold.ts';

/** A first-order division of a country. */
export interface Region {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** That people write behind a town: `il`. */
  readonly letters: string | null;
  readonly name: string | null;
  readonly foldedName: string;
}

/** Beside the columns `name`, `region`, `people`, `lat` and `lon`, a row for each place. */
export interface PlacesAbout {
  /** Steps in one degree of `lat` and `lon`. */
  readonly stepsPerDegree: number;
  /** What the numbers of `region` stand for. */
  readonly regions: readonly (readonly [country: string, letters: string | null, name: string | null])[];
  /** A row's further names. */
  readonly otherNames: readonly (readonly [row: number, name: string])[];
}

/** A file of the gazetteer in memory: rows in typed arrays, names folded into one text that is searched as it is. */
export interface PlaceTable {
  readonly rows: number;
  readonly regions: readonly Region[];
  nameOf(row: number): string;
  regionOf(row: number): Region;
  /** Ten times the binary logarithm of the people who live there: 0 where that is not known. */
  peopleOf(row: number): number;
  /** Degrees, WGS 84. */
  positionOf(row: number): { readonly lat: number; readonly lon: number };
  /** Rows with a name that is the folded text, begins with it, or has a word that begins with it; most people first. */
  rowsCalled(folded: string, how: 'whole' | 'beginning' | 'word'): Generator<number, void>;
  /** Rows inside a box of degrees; one whose west lies east of its east goes over the date line. */
  rowsIn(box: Box): readonly number[];
  /** The row nearest to a position, with the distance along the chord of a sphere of radius 1. `null` if empty. */
  nearestTo(lat: number, lon: number): { readonly row: number; readonly chord: number } | null;
}

/** Degrees, WGS 84. */
export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

const NOWHERE: Region = { country: '', letters: null, name: null, foldedName: '' };

/** Reads an unpacked file. Throws on any other. */
export function readPlaceTable(file: Uint8Array): PlaceTable {
  const columns = decodeColumns(file);
  const { stepsPerDegree, regions, otherNames } = columns.about as PlacesAbout;
  const foldedRegions = regions.map(([country, letters, name]) => ({
    country,
    letters: letters?.toLowerCase() ?? null,
    name,
    foldedName: foldName(name ?? ''),
  }));
  const names = columns.texts('name');
  const region = columns.numbers('region');
  const people = columns.numbers('people');
  const lat = columns.numbers('lat');
  const lon = columns.numbers('lon');

  const sayings = [
    ...names.map((name, row) => ({ name, row })),
    ...otherNames.map(([row, name]) => ({ name, row })),
  ].sort((a, b) => (people[b.row] ?? 0) - (people[a.row] ?? 0));
  const text = `\n${foldName(sayings.map(({ name }) => name).join('\n'))}\n`;
  const starts = lineStarts(text, sayings.length);
  const rowAt = Int32Array.from(sayings, ({ row }) => row);

  const directions = new Float64Array(3 * names.length);
  for (let row = 0; row < names.length; row++)
    directions.set(directionOf((lat[row] ?? 0) / stepsPerDegree, (lon[row] ?? 0) / stepsPerDegree), 3 * row);

  return {
    rows: names.length,
    regions: foldedRegions,
    nameOf: (row) => names[row] ?? '',
    regionOf: (row) => foldedRegions[region[row] ?? 0] ?? NOWHERE,
    peopleOf: (row) => people[row] ?? 0,
    positionOf: (row) => ({
      lat: (lat[row] ?? 0) / stepsPerDegree,
      lon: (lon[row] ?? 0) / stepsPerDegree,
    }),
    *rowsCalled(folded, how) {
      const wanted = { whole: `\n${folded}\n`, beginning: `\n${folded}`, word: ` ${folded}` }[how];
      // The line break that ends one name begins the next.
      for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length - 1)) {
        const inside = how === 'word' ? at : at + 1;
        yield rowAt[lineOf(starts, inside)] ?? 0;
      }
    },
    rowsIn({ south, west, north, east }) {
      const rows: number[] = [];
      for (let row = 0; row < names.length; row++) {
        const y = (lat[row] ?? 0) / stepsPerDegree;
        if (y < south || y > north) continue;
        const x = (lon[row] ?? 0) / stepsPerDegree;
        if (west <= east ? x >= west && x <= east : x >= west || x <= east) rows.push(row);
      }
      return rows;
    },
    nearestTo(lat0, lon0) {
      const [x, y, z] = directionOf(lat0, lon0);
      let best = -1;
      let bestCosine = -Infinity;
      for (let row = 0, at = 0; row < names.length; row++, at += 3) {
        const cosine =
          x * (directions[at] ?? 0) + y * (directions[at + 1] ?? 0) + z * (directions[at + 2] ?? 0);
        if (cosine > bestCosine) {
          bestCosine = cosine;
          best = row;
        }
      }
      return best === -1 ? null : { row: best, chord: Math.sqrt(Math.max(0, 2 - 2 * bestCosine)) };
    },
  };
}

/** Where each name begins in a text in which each stands between line breaks. */
function lineStarts(text: string, lines: number): Int32Array {
  const starts = new Int32Array(lines);
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1 && line < lines; at = text.indexOf('\n', at + 1))
    starts[line++] = at + 1;
  if (line !== lines) throw new Error('a name was folded away');
  return starts;
}

/** The last line that begins at or before a place in the text. */
function lineOf(starts: Int32Array, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** As a point of the sphere of radius 1, on which the antimeridian and the poles are no special places. */
function directionOf(lat: number, lon: number): [number, number, number] {
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
