import type { SharedBody } from '../http/shared-body.ts';
import type { EdgeCache } from './edge-cache.ts';
import { makeTileBody } from './tile-body.ts';
import { liveVersionOf } from './versions.ts';

/**
 * The body of a tile. With a digest exactly that body, also of a version that is no longer live while its rows are kept;
 * one that cannot be made any more is `null`, and whoever asked needs the new index. Without, the live one.
 *
 * @param firstKey what its id says.
 */
export async function tileBodyOf(
  database: D1Database,
  cache: EdgeCache,
  firstKey: number,
  digest: string | undefined,
): Promise<SharedBody | null> {
  const name = (of: string) => `tile/${firstKey}/${of}`;
  const known = digest === undefined ? null : await cache.get(name(digest));
  if (digest !== undefined && known !== null) return { gzipped: known, digest, kept: 'for-ever' };
  const row = await (digest === undefined
    ? liveRowOf(database, firstKey)
    : rowOf(database, firstKey, digest));
  if (row === null) return null;
  // Who names no digest is not to have a body read and packed again each time, either.
  const kept = digest === undefined ? await cache.get(name(row.digest)) : null;
  if (kept !== null) return { gzipped: kept, digest: row.digest, kept: 'a-minute' };
  const body = await makeTileBody(database, row.version, { firstKey, lastKey: row.lastKey });
  // What changed since the row was read has its own digest: never keep it under this one.
  if (digest !== undefined && body.digest !== digest) return null;
  await cache.put(name(body.digest), body.gzipped);
  return {
    gzipped: body.gzipped,
    digest: body.digest,
    kept: digest === undefined ? 'a-minute' : 'for-ever',
  };
}

interface Row {
  readonly version: number;
  readonly lastKey: number;
  readonly digest: string;
}

function rowOf(database: D1Database, firstKey: number, digest: string): Promise<Row | null> {
  return database
    .prepare(
      `SELECT version, last_key AS lastKey, digest FROM directory_version JOIN directory_tile USING (version)
       WHERE state IN ('live', 'retired') AND first_key = ?1 AND digest = ?2
       ORDER BY version DESC LIMIT 1`,
    )
    .bind(firstKey, digest)
    .first<Row>();
}

async function liveRowOf(database: D1Database, firstKey: number): Promise<Row | null> {
  const live = await liveVersionOf(database);
  if (live === null) return null;
  return database
    .prepare(
      `SELECT version, last_key AS lastKey, digest FROM directory_tile WHERE version = ?1 AND first_key = ?2`,
    )
    .bind(live.version, firstKey)
    .first<Row>();
}
