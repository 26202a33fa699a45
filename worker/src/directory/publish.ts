import { MAX_TILE_BYTES, MIN_TILE_ENTRIES } from '@undertone/contract/directory';
import { LARGEST_LEVEL } from '@undertone/geo/area';
import { capAround } from '@undertone/geo/cap';
import type { KeyRange } from '@undertone/geo/curve';
import { cutInTwo, partition } from '@undertone/geo/partition';
import { keysOf } from './entry-keys.ts';
import { packLeaves } from './leaves.ts';
import { makeTileBody, type TileBody } from './tile-body.ts';
import { insertTiles, unchangedTilesOf } from './tile-store.ts';

/** Entries with which a tile of ordinary listings stays well below MAX_TILE_BYTES: what does not is cut in two. */
const ENOUGH_ENTRIES = 320;

const RULES = { atLeast: MIN_TILE_ENTRIES, enough: ENOUGH_ENTRIES, level: LARGEST_LEVEL };

/** A second or two of work. */
const TILES_PER_SLICE = 100;

/**
 * Makes the tiles of a version, a slice a call: the first call lays them out, the others make their bodies. Calling
 * again, twice or after a crash goes on where there is something to do. One tile's entries are in memory at a time; of
 * all entries only their keys.
 *
 * @param from what the call before returned; `null` at first.
 * @returns where the next slice goes on; `null` once every tile is made.
 */
export async function publishTiles(
  database: D1Database,
  version: number,
  from: string | null,
): Promise<string | null> {
  if (from === null) await layOut(database, version);
  const { results } = await database
    .prepare(
      `SELECT first_key AS firstKey, last_key AS lastKey FROM directory_tile
       WHERE version = ?1 AND digest = '' ORDER BY first_key LIMIT ?2`,
    )
    .bind(version, TILES_PER_SLICE)
    .all<KeyRange>();
  for (const range of results) await makeTiles(database, version, range);
  const last = results.at(-1);
  return last === undefined || results.length < TILES_PER_SLICE ? null : String(last.firstKey);
}

async function layOut(database: D1Database, version: number): Promise<void> {
  const laidOut = await database
    .prepare('SELECT 1 FROM directory_tile WHERE version = ?1 LIMIT 1')
    .bind(version)
    .first();
  if (laidOut !== null) return;
  const keys = await keysOf(database, version);
  const runs = partition(keys, RULES);
  const unchanged = await unchangedTilesOf(database, version, runs);
  const tiles = runs.map(({ firstKey, lastKey, from, to }) => ({
    ...{ firstKey, lastKey, entries: to - from, cap: { lat: 0, lon: 0, radiusKm: 0 } },
    ...UNMADE,
    ...unchanged.get(firstKey),
  }));
  await insertTiles(database, version, tiles, { unlessLaidOut: true });
}

/** Of one that is too large, two. */
async function makeTiles(database: D1Database, version: number, range: KeyRange): Promise<void> {
  const body = await makeTileBody(database, version, range);
  const parts = body.gzipped.length > MAX_TILE_BYTES ? cutOf(range, body) : null;
  if (parts === null) {
    await insertTiles(database, version, [tileOf(range, body)]);
    return;
  }
  const places = parts.map(({ firstKey, lastKey }) =>
    body.places.filter(({ placeKey }) => placeKey >= firstKey && placeKey <= lastKey),
  );
  // Both at once, as yet without bodies: no moment has a gap or an overlap.
  const cut = parts.map((part, index) => ({
    ...part,
    ...{ entries: places[index]!.length, cap: capAround(places[index]!) },
    ...UNMADE,
  }));
  await insertTiles(database, version, cut);
  for (const part of parts) await makeTiles(database, version, part);
}

const UNMADE = { digest: '', gzipBytes: 0, leaves: '[]' };

function cutOf(range: KeyRange, { places }: TileBody) {
  return cutInTwo(
    range,
    places.map(({ placeKey }) => placeKey),
    MIN_TILE_ENTRIES,
  );
}

function tileOf({ firstKey, lastKey }: KeyRange, { gzipped, digest, places }: TileBody) {
  return {
    ...{ firstKey, lastKey, entries: places.length, cap: capAround(places) },
    ...{ digest, gzipBytes: gzipped.length, leaves: packLeaves(places) },
  };
}

/**
 * Makes the tile around a key anew after an entry in it was hidden or shown: in what is live, in what is being made, and
 * in what an undo may put back.
 */
export async function republishTileAt(database: D1Database, placeKey: number): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT version, first_key AS firstKey, last_key AS lastKey
       FROM directory_version JOIN directory_tile USING (version)
       WHERE state IN ('live', 'retired', 'building') AND ?1 BETWEEN first_key AND last_key AND digest <> ''`,
    )
    .bind(placeKey)
    .all<KeyRange & { readonly version: number }>();
  for (const { version, ...range } of results) {
    await insertTiles(database, version, [tileOf(range, await makeTileBody(database, version, range))]);
    await database
      .prepare('UPDATE directory_version SET revision = revision + 1 WHERE version = ?1')
      .bind(version)
      .run();
  }
}
