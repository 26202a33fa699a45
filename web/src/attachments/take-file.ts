import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { ATTACHMENT_SALT_BYTES } from '@undertone/crypto/attachment';
import type { Keyring } from '@undertone/crypto/keyring';
import type { SealedRecording } from '../backup/backup-recordings.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';
import type { FilesDatabase } from './files-database.ts';
import { sealFile } from './sealed-files.ts';

/**
 * A recording that was sealed under `from`'s keys, under this journal's; nothing happens where it is here already or
 * does not open. Its salt stays, so that restoring the same file on two devices gives the same bytes.
 */
export async function takeFile(
  to: { readonly database: FilesDatabase; readonly keyring: Keyring },
  { id, entry, parts }: SealedRecording,
  from: Keyring,
  now: number,
): Promise<Result<void, StorageFailureCode | 'locked'>> {
  if ((await to.database.file(id))?.complete === true) return ok();
  const opened = from.openAttachment({ recordId: entry, attachmentId: id }, parts);
  if (!opened.ok) return opened;
  const pieces: Bytes[] = [];
  for await (const piece of opened.value) {
    if (!piece.ok) return ok();
    pieces.push(piece.value);
  }
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  async function* content(): AsyncGenerator<Bytes, void, void> {
    yield* pieces;
  }
  const salt = parts[0]!.slice(1, 1 + ATTACHMENT_SALT_BYTES);
  const sealed = await sealFile(to, { id, entry, bytes, content: content(), salt }, now);
  return sealed.ok ? ok() : err(sealed.error);
}
