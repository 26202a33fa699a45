import type { CareEntry } from '@undertone/contract/directory';
import { distanceKm, EARTH_RADIUS_KM, type Position } from '@undertone/geo/position';
import { conditionsOf, type Filters } from './filters.ts';
import type { Leaf } from './leaves.ts';
import { nearestLeaves, type NearLeaf } from './nearest-leaves.ts';
import type { TileReach } from './tile-reach.ts';
import type { StoredTile } from './tile-store.ts';
import { SEEN } from './versions.ts';

export interface NearestQuery extends Filters, Position {
  /** `Infinity`: wherever they are. */
  readonly radiusKm: number;
  readonly limit: number;
}

export interface Found {
  readonly distanceKm: number;
  readonly entry: CareEntry;
}

export type IndexedTile = Omit<StoredTile, 'leaves'>;

/** What a query looks in: see tiles-in-memory.ts. */
export interface TilesOfVersion {
  readonly version: number;
  /** How many there are in all. */
  readonly entries: number;
  readonly reach: TileReach<IndexedTile>;
  readonly leavesOf: (tiles: readonly IndexedTile[]) => Promise<readonly Leaf[]>;
}

/** By how much more is looked at when filters left too few. */
const WIDEN = 8;

/** Fits are sought among the nearest so many: a filter that few pass must not buy a look at half a country. */
const MOST_LOOKED_AT = 5000;

/** Boxes of more than this are mostly corner. */
const MOST_BOX_KM = 200;

/** Nearer to a pole than this, a box is a ring. */
const MOST_BOX_LATITUDE = 85;

/**
 * The nearest by great-circle distance, by id where that is the same. The leaves say within which distance enough
 * entries are; then a single query reads what lies within it: a box of the R*Tree where that is small, else the runs of
 * the curve. Where filters leave too few, it looks eight times as far into the crowd, up to
 * MOST_LOOKED_AT.
 */
export async function nearestEntries(
  database: D1Database,
  { version, entries, reach, leavesOf }: TilesOfVersion,
  query: NearestQuery,
): Promise<readonly Found[]> {
  for (let count = query.limit; ; count = Math.min(count * WIDEN, MOST_LOOKED_AT)) {
    const { leaves, withinKm } = await nearestLeaves(reach, leavesOf, query, count);
    const reachKm = Math.min(withinKm, query.radiusKm);
    const rows = await rowsWithin(database, version, query, reachKm, leaves);
    const found = rows
      .map((row) => ({ ...row, km: distanceKm(query, row) }))
      .filter(({ km }) => km <= reachKm)
      .sort((left, right) => left.km - right.km || (left.id < right.id ? -1 : 1));
    const isAll = withinKm >= query.radiusKm || count >= Math.min(entries, MOST_LOOKED_AT);
    if (found.length >= query.limit || isAll) {
      return found
        .slice(0, query.limit)
        .map(({ km, entry }) => ({ distanceKm: km, entry: JSON.parse(entry) as CareEntry }));
    }
  }
}

interface Row extends Position {
  readonly id: string;
  readonly entry: string;
}

const COLUMNS = 'listed.public_id AS id, listed.lat, listed.lon, listed.entry';

async function rowsWithin(
  database: D1Database,
  version: number,
  query: NearestQuery,
  reachKm: number,
  leaves: readonly NearLeaf[],
): Promise<readonly Row[]> {
  const box = boxAround(query, reachKm);
  if (box !== null) {
    const filters = conditionsOf(query, 6);
    const { results } = await database
      .prepare(
        `SELECT ${COLUMNS} FROM directory_position AS position CROSS JOIN directory_entry AS listed USING (id)
         WHERE position.north >= ?2 AND position.south <= ?3 AND position.east >= ?4 AND position.west <= ?5
           AND ${SEEN}${filters.sql}`,
      )
      .bind(version, ...box, ...filters.values)
      .all<Row>();
    return results;
  }
  const runs = leaves
    .filter(({ fromKm }) => fromKm <= reachKm)
    .map(({ leaf }) => [leaf.firstKey, leaf.lastKey]);
  const filters = conditionsOf(query, 3);
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM json_each(?2) AS run
       CROSS JOIN directory_entry AS listed INDEXED BY directory_entry_by_place
         ON listed.place_key BETWEEN run.value ->> 0 AND run.value ->> 1
       WHERE ${SEEN}${filters.sql}`,
    )
    .bind(version, JSON.stringify(runs), ...filters.values)
    .all<Row>();
  return results;
}

const DEGREES = 180 / Math.PI;

/** South, north, west and east of all that is within a distance; `null` where no plain box does it. */
function boxAround({ lat, lon }: Position, km: number): readonly [number, number, number, number] | null {
  if (!(km <= MOST_BOX_KM)) return null;
  const tall = (km / EARTH_RADIUS_KM) * DEGREES;
  const [south, north] = [lat - tall, lat + tall];
  if (Math.max(-south, north) > MOST_BOX_LATITUDE) return null;
  // The circle is widest a little towards the pole: Bronstein, spherical triangles; sin(width) = sin(km) / cos(lat).
  const wide = Math.asin(Math.sin(km / EARTH_RADIUS_KM) / Math.cos(lat / DEGREES)) * DEGREES;
  const [west, east] = [lon - wide, lon + wide];
  return west < -180 || east > 180 ? null : [south, north, west, east];
}
