import type { EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import type { RandomBytes } from '@undertone/base/clock';
import { IMPORT_LIMITS, type NewImport } from '@undertone/contract/directory-import';
import type { Environment } from '../../environment.ts';
import { NO_PROGRESS, progressText } from './progress.ts';
import { partKey } from './stored-file.ts';

/** Lays an import down; its parts follow. Returns its id. `startedBy`: a pseudonym. */
export async function newImport(
  database: D1Database,
  options: NewImport,
  startedBy: string,
  { random, now }: { readonly random: RandomBytes; readonly now: EpochMs },
): Promise<string> {
  const id = createUuid(random);
  await database
    .prepare(
      `INSERT INTO directory_import (id, format, source, options, state, file_bytes, progress, started_by, started_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, 'uploading', ?5, ?6, ?7, ?8, ?8)`,
    )
    .bind(
      ...[id, options.format, options.source.id, JSON.stringify(options), options.fileBytes],
      ...[progressText(NO_PROGRESS), startedBy, now],
    )
    .run();
  return id;
}

/** Imports a file that is in memory already, as if an admin had sent it; what it becomes is up to the queue. */
export async function importFile(
  { DIRECTORY, ATTACHMENTS, JOBS }: Pick<Environment, 'DIRECTORY' | 'ATTACHMENTS' | 'JOBS'>,
  options: Omit<NewImport, 'fileBytes'>,
  bytes: Uint8Array,
  context: { readonly random: RandomBytes; readonly now: EpochMs },
): Promise<string> {
  const id = await newImport(DIRECTORY, { ...options, fileBytes: bytes.length }, 'system', context);
  for (let part = 0; part * IMPORT_LIMITS.partBytes < bytes.length; part++) {
    const start = part * IMPORT_LIMITS.partBytes;
    const body = bytes.subarray(start, start + IMPORT_LIMITS.partBytes);
    const { etag } = (await ATTACHMENTS.put(partKey(id, 'part', part), body))!;
    await DIRECTORY.prepare(
      'INSERT INTO directory_import_part (import_id, part, bytes, etag, stored_at) VALUES (?1, ?2, ?3, ?4, ?5)',
    )
      .bind(id, part, body.length, etag, context.now)
      .run();
  }
  await DIRECTORY.prepare(`UPDATE directory_import SET state = 'queued' WHERE id = ?1`).bind(id).run();
  await JOBS.send({ kind: 'directory-import', import: id });
  return id;
}
