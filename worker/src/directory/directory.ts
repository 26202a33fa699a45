import type { CareEntry, ReportReason } from '@undertone/contract/directory';
import type { SharedBody } from '../http/shared-body.ts';
import type { EdgeCache } from './edge-cache.ts';
import type { Filters } from './filters.ts';
import { nearestEntries, type Found, type NearestQuery } from './nearest.ts';
import { countReport } from './reports.ts';
import { searchEntries } from './search.ts';
import { tileBodyOf } from './tiles.ts';
import { tileIndexOf } from './tile-index.ts';
import { createTilesInMemory } from './tiles-in-memory.ts';
import { liveVersionOf, SEEN } from './versions.ts';

/** The directory as everybody may read it: always of the live version, 0 while there is none. */
export interface Directory {
  tileIndex(): Promise<SharedBody>;
  /** `null`: no such tile, or no longer. */
  tile(firstKey: number, digest: string | undefined): Promise<SharedBody | null>;
  nearest(query: NearestQuery): Promise<Seen<Found>>;
  search(query: Filters & { readonly q: string; readonly limit: number }): Promise<Seen<CareEntry>>;
  entry(publicId: string): Promise<CareEntry | null>;
  /** @param day `2026-11-21`. `false`: no such entry. */
  report(publicId: string, reason: ReportReason, day: string): Promise<boolean>;
}

interface Seen<Result> {
  readonly version: number;
  readonly results: readonly Result[];
}

export function createDirectory(database: D1Database, cache: EdgeCache): Directory {
  const tilesInMemory = createTilesInMemory(database);
  return {
    tileIndex: () => tileIndexOf(database, cache),
    tile: (firstKey, digest) => tileBodyOf(database, cache, firstKey, digest),

    async nearest(query) {
      const live = await liveVersionOf(database);
      if (live === null) return { version: 0, results: [] };
      return {
        version: live.version,
        results: await nearestEntries(database, await tilesInMemory(live), query),
      };
    },

    async search(query) {
      const live = await liveVersionOf(database);
      if (live === null) return { version: 0, results: [] };
      return { version: live.version, results: await searchEntries(database, live.version, query) };
    },

    async entry(publicId) {
      const live = await liveVersionOf(database);
      const row = await database
        .prepare(`SELECT entry FROM directory_entry AS listed WHERE public_id = ?2 AND ${SEEN} LIMIT 1`)
        .bind(live?.version ?? 0, publicId)
        .first<{ entry: string }>();
      return row === null ? null : (JSON.parse(row.entry) as CareEntry);
    },

    async report(publicId, reason, day) {
      const live = await liveVersionOf(database);
      return live !== null && countReport(database, live.version, publicId, reason, day);
    },
  };
}
