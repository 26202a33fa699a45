import type { EpochMs } from '@undertone/base/clock';
import type { ImportRow } from './import-rows.ts';
import { progressText, type Progress } from './progress.ts';

const ENTRIES_PER_SLICE = 5000;

const PAGE = `SELECT id, source_id, EXISTS (
    SELECT 1 FROM directory_import_mark WHERE import_id = ?1 AND source_id = directory_entry.source_id
  ) AS is_marked
  FROM directory_entry INDEXED BY directory_entry_by_source
  WHERE source = ?2 AND source_id > ?3 AND died IS NULL ORDER BY source_id LIMIT ${ENTRIES_PER_SLICE}`;

const REMOVE = `UPDATE directory_entry SET died = ?4
  WHERE id IN (SELECT value FROM json_each(?1)) AND EXISTS (
    SELECT 1 FROM directory_import WHERE id = ?2 AND state = 'comparing' AND progress = ?3
  )`;

const MOVE_ON = `UPDATE directory_import SET progress = ?3, state = ?4, updated_at = ?5
  WHERE id = ?1 AND state = 'comparing' AND progress = ?2`;

/** Takes out what the file no longer holds, some thousand entries at a time; see [Note: Slices of an import]. */
export async function compareSlice(
  database: D1Database,
  row: ImportRow,
  now: EpochMs,
): Promise<'compared' | 'stale'> {
  const { id, options, version, isDryRun, progress, progressText: before } = row;
  const { results } = await database
    .prepare(PAGE)
    .bind(id, options.source.id, progress.comparedTo)
    .all<{ id: number; source_id: string; is_marked: number }>();
  const gone = results.filter(({ is_marked: isMarked }) => isMarked === 0);
  const next: Progress = {
    ...progress,
    step: progress.step + 1,
    removed: progress.removed + gone.length,
    comparedTo: results.at(-1)?.source_id ?? progress.comparedTo,
  };
  const state = results.length === ENTRIES_PER_SLICE ? 'comparing' : 'publishing';
  const ids = JSON.stringify(gone.map((entry) => entry.id));
  const moved = await database.batch([
    ...(isDryRun || gone.length === 0 ? [] : [database.prepare(REMOVE).bind(ids, id, before, version)]),
    database.prepare(MOVE_ON).bind(id, before, progressText(next), state, now),
  ]);
  return moved.at(-1)!.meta.changes > 0 ? 'compared' : 'stale';
}
