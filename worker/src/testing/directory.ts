import { env } from 'cloudflare:workers';
import { systemClock, systemRandom, type EpochMs } from '@undertone/base/clock';
import { utf8 } from '@undertone/base/bytes';
import { NewImportSchema, type DirectoryImport } from '@undertone/contract/directory-import';
import * as v from 'valibot';
import type { RecordFirst } from '../directory/import/directory-imports.ts';
import { importFile } from '../directory/import/import-file.ts';
import { viewImport } from '../directory/import/import-view.ts';
import { runImport, type ImportParts } from '../directory/import/run-import.ts';
import type { Job } from '../jobs/job.ts';

/* Imports from end to end on the real database and bucket, their messages delivered by hand. */

const queued: string[] = [];

/** A queue that only remembers; `runAll` delivers. */
export const JOBS = {
  send: async (job: Job) => void (job.kind === 'directory-import' && queued.push(job.import)),
} as unknown as Queue<Job>;

export const PARTS: ImportParts = {
  database: env.DIRECTORY,
  bucket: env.ATTACHMENTS,
  audit: { record: async () => {} },
  now: () => systemClock.now(),
};

/** Delivers what waits, and what that brings. */
export async function runAll(parts: ImportParts = PARTS): Promise<void> {
  for (let id = queued.shift(); id !== undefined; id = queued.shift()) {
    const outcome = await runImport(parts, id);
    if (outcome === 'more') queued.push(id);
    else if (outcome.next !== null) queued.push(outcome.next);
  }
}

type Options = Partial<Omit<v.InferInput<typeof NewImportSchema>, 'source'>> & { readonly source?: string };

export function newImportOf({ source = 'test', ...options }: Options = {}) {
  return {
    ...{ format: 'csv' as const, fileBytes: 1 },
    source: { id: source, name: source.toUpperCase(), licence: 'CC0 1.0', isSample: false },
    ...options,
  };
}

/** Imports a text or bytes and says what became of it. */
export async function imported(
  file: string | Uint8Array,
  options: Options = {},
  isDryRun = false,
): Promise<DirectoryImport> {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const { fileBytes: _, ...fresh } = v.parse(NewImportSchema, newImportOf(options));
  const now = systemClock.now();
  const id = await importFile({ ...env, JOBS }, fresh, bytes, { random: systemRandom, now });
  await env.DIRECTORY.prepare('UPDATE directory_import SET is_dry_run = ?2 WHERE id = ?1')
    .bind(id, isDryRun ? 1 : 0)
    .run();
  await runAll();
  return (await viewImport(env.DIRECTORY, id, now))!;
}

/** What was left out of an import, or noted of it: row, trouble and field. */
export async function troublesOf(id: string): Promise<readonly (readonly [number, string, string | null])[]> {
  const { results } = await env.DIRECTORY.prepare(
    'SELECT row_number, trouble, field FROM directory_import_error WHERE import_id = ?1 ORDER BY place',
  )
    .bind(id)
    .all<{ row_number: number; trouble: string; field: string | null }>();
  return results.map(({ row_number: row, trouble, field }) => [row, trouble, field]);
}

/** Names that everybody sees, by source, in alphabetical order. */
export async function seen(source = 'test'): Promise<readonly string[]> {
  const { results } = await env.DIRECTORY.prepare(
    `SELECT entry ->> 'name' AS name FROM directory_entry,
       (SELECT COALESCE((SELECT version FROM directory_version WHERE state = 'live'), 0) AS live)
     WHERE source = ?1 AND born <= live AND (died IS NULL OR died > live) AND hidden = 0 ORDER BY name`,
  )
    .bind(source)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Nothing was ever imported. */
export async function emptyDirectory(): Promise<void> {
  queued.length = 0;
  const tables = ['entry', 'version', 'source', 'tile', 'import', 'postcode', 'report'];
  await env.DIRECTORY.batch(tables.map((table) => env.DIRECTORY.prepare(`DELETE FROM directory_${table}`)));
}

/** Of an act whose record is another test's matter. */
export const UNRECORDED: RecordFirst = async () => {};

export const LATER = (ms: number): ImportParts => ({
  ...PARTS,
  now: () => (systemClock.now() + ms) as EpochMs,
});
