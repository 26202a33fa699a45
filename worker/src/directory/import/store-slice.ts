import type { EpochMs } from '@undertone/base/clock';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { insertEntries, jsonParameters, type NewRow } from './entry-rows.ts';
import type { PostcodePlace } from './format.ts';
import type { ImportRow } from './import-rows.ts';
import { keepPostcodes } from './postcode-places.ts';
import { plainText } from './plain-text.ts';
import { progressText, type Progress } from './progress.ts';
import type { NotedRow } from './sort-out.ts';

const EXCERPT_CHARS = 120;

interface Slice {
  readonly progress: Progress;
  readonly readBytes: number;
  readonly now: EpochMs;
  readonly notes: readonly NotedRow[];
  readonly places: readonly PostcodePlace[];
  readonly marks: readonly string[];
  readonly replaced: readonly number[];
  readonly rows: readonly NewRow[];
}

/**
 * [Note: Slices of an import] A message of the queue may come twice, and two may run at once. What a slice found is
 * stored in one transaction, each statement of which counts only while the import's progress is the one that the slice
 * began with; the last moves the progress on. So every slice is stored once or not at all.
 */
const STILL = (id: string, progress: string) =>
  `EXISTS (SELECT 1 FROM directory_import WHERE id = ${id} AND state = 'reading' AND progress = ${progress})`;

const MARK = `INSERT INTO directory_import_mark (import_id, source_id)
  SELECT ?2, value FROM json_each(?1) WHERE ${STILL('?2', '?3')}`;

const NOTE = `INSERT INTO directory_import_error (import_id, place, row_number, trouble, field, excerpt)
  SELECT ?2, ?4 + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?1)
  WHERE ${STILL('?2', '?3')}`;

const REPLACE = `UPDATE directory_entry SET died = ?4
  WHERE id IN (SELECT value FROM json_each(?1)) AND ${STILL('?2', '?3')}`;

const INSERT = insertEntries(STILL('?4', '?5'));

const MOVE_ON = `UPDATE directory_import SET progress = ?3, read_bytes = ?4, updated_at = ?5
  WHERE id = ?1 AND state = 'reading' AND progress = ?2`;

/** Whether it was stored: not if the import has gone on, or was stopped, since `row` was read. */
export async function storeSlice(database: D1Database, row: ImportRow, slice: Slice): Promise<boolean> {
  const { id, progressText: before, isDryRun, version, options } = row;
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const room = IMPORT_LIMITS.keptErrors - row.progress.kept;
  const notes = slice.notes
    .slice(0, room)
    .map(({ row: number, note }) => [
      ...[number, note.trouble, note.field],
      note.excerpt === undefined ? null : plainText(note.excerpt.slice(0, EXCERPT_CHARS)),
    ]);
  const statements = [
    ...jsonParameters(slice.marks).map((marks) => prepare(MARK, marks, id, before)),
    ...(notes.length === 0 ? [] : [prepare(NOTE, JSON.stringify(notes), id, before, row.progress.kept)]),
  ];
  if (!isDryRun) {
    if (slice.replaced.length > 0) {
      statements.push(prepare(REPLACE, JSON.stringify(slice.replaced), id, before, version));
    }
    for (const rows of jsonParameters(slice.rows)) {
      statements.push(prepare(INSERT, rows, options.source.id, version, id, before));
    }
    if (slice.places.length > 0) statements.push(keepPostcodes(database, slice.places));
  }
  statements.push(prepare(MOVE_ON, id, before, progressText(slice.progress), slice.readBytes, slice.now));
  const results = await database.batch(statements);
  return results.at(-1)!.meta.changes > 0;
}
