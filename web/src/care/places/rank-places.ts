import type { PlaceQuery } from './place-query.ts';
import type { PlaceTable, Region } from './place-table.ts';

/** Degrees, WGS 84. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface Found {
  readonly table: PlaceTable;
  readonly row: number;
}

/**
 * In the unit of `peopleOf`, where 10 is twice as many people: a whole name weighs as much as 64 times as many people,
 * the beginning of one as 8 times.
 */
const WEIGHT = { whole: 60, beginning: 30, word: 0 } as const;
const KINDS = ['whole', 'beginning', 'word'] as const;
/** Rows looked at for each way to match: they come with most people first. */
const MOST_LOOKED_AT = 200;
/** At that distance a place weighs as if half of its people lived there, at three times that a quarter, and so on. */
const FAR_KM = 50;

type IsCountry = (folded: string, country: string) => boolean;

/** The likeliest rows first, by every reading of what was typed. */
export function rankPlaces(
  tables: readonly PlaceTable[],
  readings: PlaceQuery['readings'],
  options: {
    readonly limit: number;
    readonly near: Point | undefined;
    readonly isCountry: IsCountry;
  },
): readonly Found[] {
  const best = new Map<string, Found & { readonly score: number }>();
  for (const [number, table] of tables.entries()) {
    for (const { name, within } of readings) {
      const regions = regionsWithin(table, within, options.isCountry);
      if (regions?.size === 0) continue;
      for (const kind of KINDS) {
        let looked = 0;
        for (const row of table.rowsCalled(name, kind)) {
          if (regions !== null && !regions.has(table.regionOf(row))) continue;
          if (++looked > MOST_LOOKED_AT) break;
          const score = WEIGHT[kind] + table.peopleOf(row) - distance(table, row, options.near);
          const id = `${number}:${row}`;
          if (score > (best.get(id)?.score ?? -Infinity)) best.set(id, { table, row, score });
        }
      }
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, options.limit);
}

/** Those that all the words name: by their own name, their letters or their country's. `null`: every region. */
function regionsWithin(
  table: PlaceTable,
  within: readonly string[],
  isCountry: IsCountry,
): ReadonlySet<Region> | null {
  if (within.length === 0) return null;
  const ways = within.map((words) => [[words], ...splits(words)]);
  const fits = (region: Region) => {
    const names = (words: string) =>
      words === region.letters ||
      (words.length > 2 && region.foldedName.startsWith(words)) ||
      isCountry(words, region.country);
    return ways.every((each) => each.some((parts) => parts.every(names)));
  };
  return new Set(table.regions.filter(fits));
}

/** `illinois usa`: a region and then its country. */
function splits(words: string): readonly (readonly [string, string])[] {
  const each = words.split(' ');
  return each.slice(1).map((_, at) => [each.slice(0, at + 1).join(' '), each.slice(at + 1).join(' ')]);
}

function distance(table: PlaceTable, row: number, near: Point | undefined): number {
  if (near === undefined) return 0;
  const { lat, lon } = table.positionOf(row);
  const north = lat - near.lat;
  // The shorter way round, also across the antimeridian.
  const east = (((lon - near.lon + 540) % 360) - 180) * Math.cos((near.lat * Math.PI) / 180);
  return 10 * Math.log2(1 + (Math.hypot(north, east) * 111.2) / FAR_KM);
}
