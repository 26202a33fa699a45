import { utf8 } from '@undertone/base/bytes';
import type { CareSource, TileIndex } from '@undertone/contract/directory';
import { keyText } from '@undertone/geo/curve';
import { gzip } from '../http/gzip.ts';
import type { SharedBody } from '../http/shared-body.ts';
import type { EdgeCache } from './edge-cache.ts';
import { tilesOf } from './tile-store.ts';
import { liveVersionOf, nameOf, type LiveVersion } from './versions.ts';

const NOTHING: LiveVersion = { version: 0, revision: 0, madeAt: 0 };

/** Which tiles the live version has, for everybody the same. */
export async function tileIndexOf(database: D1Database, cache: EdgeCache): Promise<SharedBody> {
  const live = await liveVersionOf(database);
  const { version } = live ?? NOTHING;
  const digest = nameOf(live ?? NOTHING);
  const name = `index/${digest}`;
  const kept = live === null ? null : await cache.get(name);
  const gzipped = kept ?? (await gzip(utf8(JSON.stringify(await makeIndex(database, version)))));
  if (kept === null && live !== null) await cache.put(name, gzipped);
  return { gzipped, digest, kept: 'a-minute' };
}

async function makeIndex(database: D1Database, version: number): Promise<TileIndex> {
  const tiles = await tilesOf(database, version);
  return {
    version,
    entries: tiles.reduce((count, { entries }) => count + entries, 0),
    tiles: tiles.map(({ firstKey, entries, cap, digest }) => [
      ...([keyText(firstKey), entries, cap.lat, cap.lon, cap.radiusKm, digest] as const),
    ]),
    sources: await sourcesOf(database, version),
  };
}

/** What each source last said of itself, up to a version. */
async function sourcesOf(database: D1Database, version: number): Promise<CareSource[]> {
  const rows = await database
    .prepare(`SELECT about, max(version) FROM directory_source WHERE version <= ?1 GROUP BY id ORDER BY id`)
    .bind(version)
    .raw<[string, number]>();
  return rows.map(([about]) => JSON.parse(about) as CareSource);
}
