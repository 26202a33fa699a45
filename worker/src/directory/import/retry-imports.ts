import type { EpochMs } from '@undertone/base/clock';
import { IS_BUILDING } from './import-rows.ts';

/** A message that was lost is missed for so long. */
const STUCK_MS = 3600 * 1000;

/** An upload that nobody goes on with for so long is given up. */
const ABANDONED_MS = 7 * 24 * 3600 * 1000;

/** Imports that should have gone on long ago: their messages were lost, or nobody finished sending them. */
export async function findStuckImports(database: D1Database, now: EpochMs): Promise<readonly string[]> {
  const [, stuck] = await database.batch<{ id: string }>([
    database
      .prepare(
        `UPDATE directory_import SET state = 'cancelled', is_clearing = 1
         WHERE state = 'uploading' AND updated_at < ?1`,
      )
      .bind(now - ABANDONED_MS),
    database
      .prepare(
        `SELECT id FROM directory_import
         WHERE updated_at < ?1 AND (state = 'queued' OR is_clearing = 1 OR ${IS_BUILDING})`,
      )
      .bind(now - STUCK_MS),
  ]);
  return stuck!.results.map(({ id }) => id);
}
