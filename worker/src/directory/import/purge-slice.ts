import type { EpochMs } from '@undertone/base/clock';
import { UNDO_WITHIN_MS } from './versions.ts';

const ROWS_PER_SLICE = 5000;

/** Of what an admin hid, the rows stay: by them an entry is known should its source bring it again. */
const PURGED = 'hidden = 0';

/** The newest version that replaced another so long ago that the other cannot be put back any more. */
const SETTLED = `SELECT MAX(version) FROM directory_version WHERE state IN ('live', 'retired') AND live_at < ?1`;

const PURGES = [
  `DELETE FROM directory_entry WHERE id IN (
     SELECT id FROM directory_entry WHERE died <= (${SETTLED}) AND ${PURGED} LIMIT ${ROWS_PER_SLICE})`,
  `DELETE FROM directory_tile WHERE version < (${SETTLED})`,
  `DELETE FROM directory_source WHERE version < (${SETTLED})`,
  `DELETE FROM directory_version WHERE version < (${SETTLED}) AND state <> 'live'`,
] as const;

/** Whether anything is left of versions that cannot be put back. */
export async function isPurgeDue(database: D1Database, now: EpochMs): Promise<boolean> {
  const found = await database
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM directory_entry WHERE died <= (${SETTLED}) AND ${PURGED})
         OR EXISTS (SELECT 1 FROM directory_version WHERE version < (${SETTLED})) AS is_due`,
    )
    .bind(now - UNDO_WITHIN_MS)
    .first<{ is_due: number }>();
  return found?.is_due === 1;
}

/** Deletes some of it; `more`: call again. */
export async function purgeSlice(database: D1Database, now: EpochMs): Promise<'more' | 'done'> {
  for (const sql of PURGES) {
    const { meta } = await database
      .prepare(sql)
      .bind(now - UNDO_WITHIN_MS)
      .run();
    if (meta.changes >= ROWS_PER_SLICE) return 'more';
  }
  return 'done';
}
