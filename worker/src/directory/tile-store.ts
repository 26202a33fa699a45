import type { Cap } from '@undertone/geo/cap';
import type { KeyRange } from '@undertone/geo/curve';
import { firstAfter, type Run } from '@undertone/geo/partition';
import type { Tile } from '@undertone/geo/tile';
import { changedKeysOf } from './entry-keys.ts';
import { liveVersionOf } from './versions.ts';

/** A row of `directory_tile`. */
export interface StoredTile extends Tile {
  /** Empty until its body has been made. */
  readonly digest: string;
  readonly gzipBytes: number;
  /** See leaves.ts. */
  readonly leaves: string;
}

const TILES_PER_STATEMENT = 400;

/** Writes tiles all at once or not at all; those of the same first key are replaced. */
export async function insertTiles(
  database: D1Database,
  version: number,
  tiles: readonly StoredTile[],
  { unlessLaidOut = false } = {},
): Promise<void> {
  const last = tiles.at(-1);
  if (last === undefined) return;
  const rows = tiles.map(({ firstKey, lastKey, entries, cap, digest, gzipBytes, leaves }) => [
    ...[firstKey, lastKey, entries, cap.lat, cap.lon, cap.radiusKm, digest, gzipBytes, leaves],
  ]);
  // The statement with the last key goes last: its presence says that all are.
  const statement = database.prepare(
    `INSERT OR REPLACE INTO directory_tile
       (version, first_key, last_key, entries, lat, lon, radius_km, digest, gzip_bytes, leaves)
     SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
            value ->> 7, value ->> 8
     FROM json_each(?2)
     WHERE ?3 = 0 OR NOT EXISTS (SELECT 1 FROM directory_tile WHERE version = ?1 AND first_key = ?4)`,
  );
  const statements: D1PreparedStatement[] = [];
  for (let from = 0; from < rows.length; from += TILES_PER_STATEMENT) {
    const slice = rows.slice(from, from + TILES_PER_STATEMENT);
    statements.push(statement.bind(version, JSON.stringify(slice), unlessLaidOut ? 1 : 0, last.firstKey));
  }
  await database.batch(statements);
}

interface TileRow extends KeyRange {
  readonly entries: number;
  readonly lat: number;
  readonly lon: number;
  readonly radiusKm: number;
  readonly digest: string;
  readonly gzipBytes: number;
}

const COLUMNS = `first_key AS firstKey, last_key AS lastKey, entries, lat, lon, radius_km AS radiusKm, digest,
  gzip_bytes AS gzipBytes`;

/** All tiles of a version, in the order of the curve, without their leaves. */
export async function tilesOf(
  database: D1Database,
  version: number,
): Promise<readonly Omit<StoredTile, 'leaves'>[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS} FROM directory_tile WHERE version = ?1 ORDER BY first_key`)
    .bind(version)
    .all<TileRow>();
  return results.map(({ lat, lon, radiusKm, ...rest }) => ({
    ...rest,
    cap: { lat, lon, radiusKm } satisfies Cap,
  }));
}

/** Those of the live version that a new one can keep as they are: the same run, and nothing in it has changed. */
export async function unchangedTilesOf(
  database: D1Database,
  version: number,
  runs: readonly Run[],
): Promise<ReadonlyMap<number, StoredTile>> {
  const live = await liveVersionOf(database);
  if (live === null || live.version >= version) return new Map();
  const [before, changed] = [
    await storedTilesOf(database, live.version),
    await changedKeysOf(database, version),
  ];
  const ends = new Map(runs.map(({ firstKey, lastKey }) => [firstKey, lastKey]));
  return new Map(
    before
      .filter(({ firstKey, lastKey, digest }) => {
        const hasChanged = firstAfter(changed, firstKey - 1) !== firstAfter(changed, lastKey);
        return digest !== '' && ends.get(firstKey) === lastKey && !hasChanged;
      })
      .map((tile) => [tile.firstKey, tile]),
  );
}

async function storedTilesOf(database: D1Database, version: number): Promise<readonly StoredTile[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS}, leaves FROM directory_tile WHERE version = ?1`)
    .bind(version)
    .all<TileRow & { readonly leaves: string }>();
  return results.map(({ lat, lon, radiusKm, ...rest }) => ({ ...rest, cap: { lat, lon, radiusKm } }));
}
