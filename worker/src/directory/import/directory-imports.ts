import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import type { DirectoryImport, ImportState, NewImport } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import type { Environment } from '../../environment.ts';
import type { Octets } from '../../http/octets.ts';
import type { Job } from '../../jobs/job.ts';
import { BUILDING_STATES, findImport } from './import-rows.ts';
import { newImport } from './import-file.ts';
import { viewImport, viewImports } from './import-view.ts';
import { bytesOfPart, putPart } from './put-part.ts';
import { liveVersion, mayUndo, undoVersion } from './versions.ts';

/** Imports that may wait, or be sent, at a time. */
const MOST_OPEN = 10;
const LISTED = 50;
const ERRORS_PER_PAGE = 100;

const OPEN_STATES: readonly ImportState[] = ['uploading', 'queued', ...BUILDING_STATES];
const OPEN = `state IN ('${OPEN_STATES.join("', '")}')`;

export interface ImportError {
  readonly place: number;
  readonly row: number;
  readonly trouble: string;
  readonly field: string | null;
  readonly excerpt: string | null;
}

/**
 * Records an act of an admin's once it looks as if it can be done, and before it is: the audit lies in another database,
 * so no transaction holds both, and a row too many says less wrong than one too few. If it rejects, nothing is done.
 */
export type RecordFirst = () => Promise<void>;

type Acted = Promise<Result<void, 'not-found' | 'import-state'>>;

/** What admins do with imports; what becomes of them is the queue's work (run-import.ts). */
export interface DirectoryImports {
  list(now: EpochMs): Promise<{ liveVersion: number; entries: number; imports: DirectoryImport[] }>;
  find(id: string, now: EpochMs): Promise<DirectoryImport | null>;
  create(options: NewImport, startedBy: string, now: EpochMs): Promise<Result<string, 'too-many'>>;
  putPart(
    at: { readonly importId: string; readonly part: number },
    octets: Octets,
    now: EpochMs,
  ): ReturnType<typeof putPart>;
  start(id: string, isDryRun: boolean, recordFirst: RecordFirst, now: EpochMs): Acted;
  cancel(id: string, recordFirst: RecordFirst, now: EpochMs): Acted;
  undo(id: string, recordFirst: RecordFirst, now: EpochMs): Acted;
  errors(id: string, after: number): Promise<{ errors: readonly ImportError[]; more: boolean } | null>;
}

export function createDirectoryImports(
  { DIRECTORY, ATTACHMENTS, JOBS }: Pick<Environment, 'DIRECTORY' | 'ATTACHMENTS' | 'JOBS'>,
  random: RandomBytes,
): DirectoryImports {
  const queue = (id: string) => JOBS.send({ kind: 'directory-import', import: id } satisfies Job);

  /** Changes an import with one statement, whose condition says from which states it may. */
  const change = async (sql: string, id: string, ...values: readonly unknown[]) => {
    const { meta } = await DIRECTORY.prepare(sql)
      .bind(id, ...values)
      .run();
    if (meta.changes > 0) return ok();
    return err(
      (await findImport(DIRECTORY, id)) === null ? ('not-found' as const) : ('import-state' as const),
    );
  };

  return {
    async list(now) {
      const [{ version, entries }, imports] = await Promise.all([
        liveVersion(DIRECTORY),
        viewImports(DIRECTORY, LISTED, now),
      ]);
      return { liveVersion: version, entries, imports };
    },

    find: (id, now) => viewImport(DIRECTORY, id, now),

    async create(options, startedBy, now) {
      const open = await DIRECTORY.prepare(
        `SELECT COUNT(*) AS open FROM directory_import WHERE ${OPEN}`,
      ).first<{
        open: number;
      }>();
      if (open!.open >= MOST_OPEN) return err('too-many');
      return ok(await newImport(DIRECTORY, options, startedBy, { random, now }));
    },

    putPart: (at, octets, now) => putPart({ database: DIRECTORY, bucket: ATTACHMENTS }, at, octets, now),

    async start(id, isDryRun, recordFirst, now) {
      const row = await findImport(DIRECTORY, id);
      if (row === null) return err('not-found');
      if (row.state !== 'uploading') return err('import-state');
      const { results } = await DIRECTORY.prepare(
        'SELECT part, bytes FROM directory_import_part WHERE import_id = ?1 ORDER BY part',
      )
        .bind(id)
        .all<{ part: number; bytes: number }>();
      const received = results.reduce((sum, { bytes }) => sum + bytes, 0);
      const isWhole =
        received === row.fileBytes &&
        results.every(({ part, bytes }) => bytes === bytesOfPart(row.fileBytes, part));
      if (!isWhole) return err('import-state');
      await recordFirst();
      const started = await change(
        `UPDATE directory_import SET state = 'queued', is_dry_run = ?2, updated_at = ?3
         WHERE id = ?1 AND state = 'uploading'`,
        ...[id, isDryRun ? 1 : 0, now],
      );
      if (started.ok) await queue(id);
      return started;
    },

    async cancel(id, recordFirst, now) {
      const row = await findImport(DIRECTORY, id);
      if (row === null) return err('not-found');
      if (!OPEN_STATES.includes(row.state)) return err('import-state');
      await recordFirst();
      const cancelled = await change(
        `UPDATE directory_import SET state = 'cancelled', is_clearing = 1, updated_at = ?2
         WHERE id = ?1 AND ${OPEN}`,
        ...[id, now],
      );
      if (cancelled.ok) await queue(id);
      return cancelled;
    },

    async undo(id, recordFirst, now) {
      if ((await findImport(DIRECTORY, id)) === null) return err('not-found');
      if (!(await mayUndo(DIRECTORY, id, now))) return err('import-state');
      await recordFirst();
      if (!(await undoVersion(DIRECTORY, id, now))) return err('import-state');
      await queue(id);
      return ok();
    },

    async errors(id, after) {
      if ((await findImport(DIRECTORY, id)) === null) return null;
      const { results } = await DIRECTORY.prepare(
        `SELECT place, row_number AS "row", trouble, field, excerpt FROM directory_import_error
         WHERE import_id = ?1 AND place >= ?2 ORDER BY place LIMIT ?3`,
      )
        .bind(id, after, ERRORS_PER_PAGE + 1)
        .all<ImportError>();
      return { errors: results.slice(0, ERRORS_PER_PAGE), more: results.length > ERRORS_PER_PAGE };
    },
  };
}
