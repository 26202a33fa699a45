import { unpackLeaves, type Leaf } from './leaves.ts';
import type { TilesOfVersion } from './nearest.ts';
import { createTileReach } from './tile-reach.ts';
import { tilesOf } from './tile-store.ts';
import { nameOf, type LiveVersion } from './versions.ts';

/** The tiles of the version that was asked for last, and their leaves as they are needed: a few megabytes at most. */
export function createTilesInMemory(database: D1Database): (live: LiveVersion) => Promise<TilesOfVersion> {
  let held: { readonly name: string; readonly tiles: Promise<TilesOfVersion> } | null = null;
  return (live) => {
    const name = nameOf(live);
    if (held?.name === name) return held.tiles;
    const tiles = load(database, live.version);
    held = { name, tiles };
    tiles.catch(() => {
      held = null;
    });
    return tiles;
  };
}

async function load(database: D1Database, version: number): Promise<TilesOfVersion> {
  const leaves = new Map<number, readonly Leaf[]>();
  const tiles = await tilesOf(database, version);
  return {
    version,
    entries: tiles.reduce((count, { entries }) => count + entries, 0),
    reach: createTileReach(tiles),
    leavesOf: async (asked) => {
      const missing = asked.filter(({ firstKey }) => !leaves.has(firstKey)).map(({ firstKey }) => firstKey);
      if (missing.length > 0) {
        const rows = await database
          .prepare(
            `SELECT first_key, leaves FROM directory_tile
             WHERE version = ?1 AND first_key IN (SELECT value FROM json_each(?2))`,
          )
          .bind(version, JSON.stringify(missing))
          .raw<[number, string]>();
        for (const [firstKey, packed] of rows) leaves.set(firstKey, unpackLeaves(packed));
      }
      return asked.flatMap(({ firstKey }) => leaves.get(firstKey) ?? []);
    },
  };
}
