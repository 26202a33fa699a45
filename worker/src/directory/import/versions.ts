import type { EpochMs } from '@undertone/base/clock';
import type { CareSource } from '@undertone/contract/directory';
import type { ImportRow } from './import-rows.ts';

/* See [Note: Versions of the directory]. */

/** How long a version that was replaced can be put back; then what it alone had is deleted. */
export const UNDO_WITHIN_MS = 30 * 24 * 3600 * 1000;

/** The version that everybody sees; 0: the directory is empty. */
export async function liveVersion(database: D1Database): Promise<{
  readonly version: number;
  readonly entries: number;
  readonly liveAt: EpochMs;
}> {
  const row = await database
    .prepare(`SELECT version, entries, live_at FROM directory_version WHERE state = 'live'`)
    .first<{ version: number; entries: number; live_at: number }>();
  return { version: row?.version ?? 0, entries: row?.entries ?? 0, liveAt: (row?.live_at ?? 0) as EpochMs };
}

/** Gives an import the next version to build, and the sources that it will name. */
export function beginVersion(database: D1Database, row: ImportRow, now: EpochMs): D1PreparedStatement[] {
  const { id, options } = row;
  const about: CareSource = { ...options.source, updated: new Date(now).toISOString().slice(0, 10) };
  const MINE = `FROM directory_import WHERE id = ?1 AND state = 'unpacking'`;
  return [
    database
      .prepare(
        `UPDATE directory_import SET version = (SELECT COALESCE(MAX(version), 0) + 1 FROM directory_version)
         WHERE id = ?1 AND state = 'unpacking' AND version IS NULL`,
      )
      .bind(id),
    database
      .prepare(
        `INSERT INTO directory_version (version, state, entries, made_at)
         SELECT version, 'building', 0, ?2 ${MINE} ON CONFLICT DO NOTHING`,
      )
      .bind(id, now),
    database
      .prepare(
        `INSERT INTO directory_source (id, version, about)
         SELECT directory_source.id, directory_import.version, about FROM directory_import, directory_source
         WHERE directory_import.id = ?1 AND state = 'unpacking' AND directory_source.id <> source
           AND directory_source.version = (SELECT version FROM directory_version WHERE state = 'live')
         ON CONFLICT DO NOTHING`,
      )
      .bind(id),
    database
      .prepare(
        `INSERT INTO directory_source (id, version, about) SELECT source, version, ?2 ${MINE} ON CONFLICT DO NOTHING`,
      )
      .bind(id, JSON.stringify(about)),
  ];
}

/** Shows an import's version to everybody, with one update; nothing is left to do if another call did. */
export async function goLive(database: D1Database, row: ImportRow, now: EpochMs): Promise<void> {
  const { id, version, progress, progressText } = row;
  const { entries } = await liveVersion(database);
  await database.batch([
    database
      .prepare(
        `UPDATE directory_version SET
           state = CASE version WHEN ?1 THEN 'live' ELSE 'retired' END,
           live_at = CASE version WHEN ?1 THEN ?2 ELSE live_at END,
           entries = CASE version WHEN ?1 THEN ?3 ELSE entries END
         WHERE (version = ?1 OR state = 'live') AND EXISTS (
           SELECT 1 FROM directory_import WHERE id = ?4 AND state = 'publishing' AND progress = ?5)`,
      )
      .bind(version, now, entries + progress.added - progress.removed, id, progressText),
    database
      .prepare(
        `UPDATE directory_import SET state = 'live', is_clearing = 1, updated_at = ?3
         WHERE id = ?1 AND state = 'publishing' AND progress = ?2`,
      )
      .bind(id, progressText, now),
  ]);
}

/** Of a row of `directory_import`: its version is the live one, replaced another since `?2`, and nothing is being built upon it. */
const MAY_UNDO = `id = ?1 AND state = 'live' AND is_clearing = 0
  AND version = (SELECT version FROM directory_version WHERE state = 'live' AND live_at > ?2)
  AND NOT EXISTS (SELECT 1 FROM directory_import
    WHERE state IN ('unpacking', 'reading', 'comparing', 'publishing') OR is_clearing = 1)`;

export async function mayUndo(database: D1Database, id: string, now: EpochMs): Promise<boolean> {
  const found = await database
    .prepare(`SELECT 1 FROM directory_import WHERE ${MAY_UNDO}`)
    .bind(id, now - UNDO_WITHIN_MS)
    .first();
  return found !== null;
}

/** Puts the version before an import's back, if it {@link mayUndo}. */
export async function undoVersion(database: D1Database, id: string, now: EpochMs): Promise<boolean> {
  const results = await database.batch([
    database
      .prepare(
        `UPDATE directory_import SET state = 'undone', is_clearing = 1, updated_at = ?3 WHERE ${MAY_UNDO}`,
      )
      .bind(id, now - UNDO_WITHIN_MS, now),
    database
      .prepare(
        `UPDATE directory_version SET state = CASE state WHEN 'live' THEN 'discarded' ELSE 'live' END
         WHERE (state = 'live' OR version = (SELECT MAX(version) FROM directory_version WHERE state = 'retired'))
           AND EXISTS (SELECT 1 FROM directory_import WHERE id = ?1 AND state = 'undone' AND is_clearing = 1
             AND version = (SELECT version FROM directory_version WHERE state = 'live'))`,
      )
      .bind(id),
  ]);
  return results[0]!.meta.changes > 0;
}
