import type { EpochMs } from '@undertone/base/clock';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import type { Octets } from '../../http/octets.ts';
import { failImport, findImport } from './import-rows.ts';
import { partKey } from './stored-file.ts';

type PartRefusal = 'not-found' | 'import-state' | 'wrong-length' | 'interrupted';

/**
 * Keeps one part of a file. The same bytes sent again change nothing; other bytes end the import, since the file has
 * become another while it was sent.
 */
export async function putPart(
  { database, bucket }: { readonly database: D1Database; readonly bucket: R2Bucket },
  { importId, part }: { readonly importId: string; readonly part: number },
  { stream, length }: Octets,
  now: EpochMs,
): Promise<Result<void, PartRefusal>> {
  const row = await findImport(database, importId);
  if (row === null) return err('not-found');
  if (row.state !== 'uploading') return err('import-state');
  if (length !== bytesOfPart(row.fileBytes, part)) return err('wrong-length');

  const stored = await database
    .prepare('SELECT etag FROM directory_import_part WHERE import_id = ?1 AND part = ?2')
    .bind(importId, part)
    .first<{ etag: string }>();
  const key = partKey(importId, stored === null ? 'part' : 'again', part);
  // Counts on the way through: a body longer or shorter than was said fails the write.
  const { readable, writable } = new FixedLengthStream(length);
  const piped = stream.pipeTo(writable).then(
    () => true,
    () => false,
  );
  const object = await bucket.put(key, readable).catch(() => null);
  if (!(await piped) || object === null || object.size !== length) return err('interrupted');

  if (stored !== null) {
    await bucket.delete(key);
    if (stored.etag === object.etag) return ok();
    await failImport(database, importId, 'upload-changed', now);
    return err('import-state');
  }
  const { meta } = await database
    .prepare(
      `INSERT INTO directory_import_part (import_id, part, bytes, etag, stored_at)
       SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM directory_import WHERE id = ?1 AND state = 'uploading')
       ON CONFLICT (import_id, part) DO UPDATE SET etag = excluded.etag, stored_at = excluded.stored_at`,
    )
    .bind(importId, part, length, object.etag, now)
    .run();
  if (meta.changes > 0) {
    await database
      .prepare('UPDATE directory_import SET updated_at = ?2 WHERE id = ?1')
      .bind(importId, now)
      .run();
    return ok();
  }
  // It was stopped meanwhile, and its files may have been removed already.
  await bucket.delete(key);
  return err('import-state');
}

/** Every part is full but the last; 0: the file has no such part. */
export function bytesOfPart(fileBytes: number, part: number): number {
  return Math.max(0, Math.min(IMPORT_LIMITS.partBytes, fileBytes - part * IMPORT_LIMITS.partBytes));
}
