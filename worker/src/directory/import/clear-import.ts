import type { EpochMs } from '@undertone/base/clock';
import type { ImportRow } from './import-rows.ts';
import { removeFiles } from './stored-file.ts';

const ROWS_PER_SLICE = 5000;

/** Rows of a version that nobody sees, and deaths that never came: a table each, and what is done to its rows. */
const DISCARDS = [
  `DELETE FROM directory_entry WHERE id IN (SELECT id FROM directory_entry WHERE born = ?1 LIMIT ${ROWS_PER_SLICE})`,
  `UPDATE directory_entry SET died = NULL
   WHERE id IN (SELECT id FROM directory_entry WHERE died = ?1 LIMIT ${ROWS_PER_SLICE})`,
  `DELETE FROM directory_tile WHERE version = ?1`,
  `DELETE FROM directory_source WHERE version = ?1`,
] as const;

const UNMARK = `DELETE FROM directory_import_mark WHERE import_id = ?1 AND source_id IN
  (SELECT source_id FROM directory_import_mark WHERE import_id = ?1 LIMIT ${ROWS_PER_SLICE})`;

/**
 * Removes what an import that is over leaves behind: its files, its marks and, unless it is live, its version. `more`:
 * call again. Until {@link endClearing}, no other import builds: it would build upon what is being removed.
 */
export async function clearSlice(
  { database, bucket }: { readonly database: D1Database; readonly bucket: R2Bucket },
  { id, state, version }: ImportRow,
): Promise<'more' | 'done'> {
  if (state !== 'live' && version !== null) {
    for (const sql of DISCARDS) {
      const { meta } = await database.prepare(sql).bind(version).run();
      if (meta.changes >= ROWS_PER_SLICE) return 'more';
    }
  }
  const unmarked = await database.prepare(UNMARK).bind(id).run();
  if (unmarked.meta.changes >= ROWS_PER_SLICE) return 'more';
  await removeFiles(bucket, id);
  return 'done';
}

export async function endClearing(
  database: D1Database,
  { id, version }: ImportRow,
  now: EpochMs,
): Promise<void> {
  await database.batch([
    database
      .prepare(`UPDATE directory_version SET state = 'discarded' WHERE version = ?1 AND state = 'building'`)
      .bind(version),
    database
      .prepare('UPDATE directory_import SET is_clearing = 0, updated_at = ?2 WHERE id = ?1')
      .bind(id, now),
  ]);
}
