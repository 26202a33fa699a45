import type { EpochMs } from '@undertone/base/clock';
import {
  IMPORT_FAILURES,
  IMPORT_STATES,
  NewImportSchema,
  type ImportState,
  type NewImport,
} from '@undertone/contract/directory-import';
import * as v from 'valibot';
import { parseProgress, type Progress } from './progress.ts';

type ImportFailure = (typeof IMPORT_FAILURES)[number];

/** An import as the database has it. */
export interface ImportRow {
  readonly id: string;
  readonly options: NewImport;
  readonly state: ImportState;
  readonly failure: ImportFailure | null;
  readonly isDryRun: boolean;
  readonly version: number | null;
  readonly isClearing: boolean;
  readonly fileBytes: number;
  readonly readBytes: number;
  readonly totalBytes: number | null;
  readonly progress: Progress;
  /** As stored: what a slice writes only counts while it is still this. */
  readonly progressText: string;
  readonly startedAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** The states in which an import holds the directory: one at a time does. */
export const BUILDING_STATES = ['unpacking', 'reading', 'comparing', 'publishing'] as const;

export const IS_BUILDING = `state IN ('unpacking', 'reading', 'comparing', 'publishing')`;

export interface RawImportRow {
  readonly id: string;
  readonly options: string;
  readonly state: string;
  readonly failure: string | null;
  readonly is_dry_run: number;
  readonly version: number | null;
  readonly is_clearing: number;
  readonly file_bytes: number;
  readonly read_bytes: number;
  readonly total_bytes: number | null;
  readonly progress: string;
  readonly started_at: number;
  readonly updated_at: number;
}

export function parseImportRow(row: RawImportRow): ImportRow {
  return {
    id: row.id,
    options: v.parse(NewImportSchema, JSON.parse(row.options)),
    state: v.parse(v.picklist(IMPORT_STATES), row.state),
    failure: v.parse(v.nullable(v.picklist(IMPORT_FAILURES)), row.failure),
    isDryRun: row.is_dry_run === 1,
    version: row.version,
    isClearing: row.is_clearing === 1,
    fileBytes: row.file_bytes,
    readBytes: row.read_bytes,
    totalBytes: row.total_bytes,
    progress: parseProgress(row.progress),
    progressText: row.progress,
    startedAt: row.started_at as EpochMs,
    updatedAt: row.updated_at as EpochMs,
  };
}

export async function findImport(database: D1Database, id: string): Promise<ImportRow | null> {
  const row = await database
    .prepare('SELECT * FROM directory_import WHERE id = ?1')
    .bind(id)
    .first<RawImportRow>();
  return row === null ? null : parseImportRow(row);
}

/** Ends an import without a result: what it wrote is removed by the job, and nobody has seen any of it. */
export async function failImport(
  database: D1Database,
  id: string,
  failure: ImportFailure,
  now: EpochMs,
): Promise<void> {
  await database
    .prepare(
      `UPDATE directory_import SET state = 'failed', failure = ?2, is_clearing = 1, updated_at = ?3
       WHERE id = ?1 AND state IN ('uploading', 'queued', 'unpacking', 'reading', 'comparing', 'publishing')`,
    )
    .bind(id, failure, now)
    .run();
}
