import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { ATTACHMENT_SALT_BYTES, type AttachmentFailure } from '@undertone/crypto/attachment';
import type { Keyring } from '@undertone/crypto/keyring';
import type { AttachmentId, EntryId } from '../app/journal-port.ts';
import { StorageFailure, type StorageFailureCode } from '../sync/store-tables.ts';
import type { FileRow } from './attachment-rows.ts';
import type { FilesDatabase } from './files-database.ts';
import { intoParts, partsOf } from './sealed-parts.ts';

export interface Unsealed {
  readonly id: AttachmentId;
  readonly entry: EntryId;
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
  /** Of an earlier sealing of the very same content. */
  readonly salt?: Bytes;
}

/** Sealed part by part; the file counts once its row is complete, and on a failure nothing of it is left. */
export async function sealFile(
  { database, keyring }: { readonly database: FilesDatabase; readonly keyring: Keyring },
  { id, entry, bytes, content, salt }: Unsealed,
  storedAt: number,
): Promise<Result<FileRow, StorageFailureCode | 'locked'>> {
  const name = keyring.nameAttachment(id);
  const address = { recordId: entry, attachmentId: id };
  const sealed = keyring.sealAttachment(address, content, bytes, salt);
  if (!sealed.ok || !name.ok) return err('locked');
  const size = { bytes, ...partsOf(bytes) };
  const row = { id, entry, name: name.value, ...size, complete: false, sent: 0, refusal: null, storedAt };
  try {
    await database.addFile(row);
    let part = 0;
    for await (const each of intoParts(sealed.value)) await database.putPart(id, part++, each);
    const complete = await database.changeFile(id, (present) => ({ ...present, complete: true }));
    return complete ? ok({ ...row, complete }) : err('storage-unavailable');
  } catch (error) {
    // What is left on a device that refuses even this is swept out at the next start.
    await database.deleteFile(id).catch(() => undefined);
    if (error instanceof StorageFailure) return err(error.code);
    throw error;
  }
}

/** The content in pieces; one failure, as the last thing, where the file is not what was sealed. */
export async function* openFile(
  { database, keyring }: { readonly database: FilesDatabase; readonly keyring: Keyring },
  { id, entry, parts }: Pick<FileRow, 'id' | 'entry' | 'parts'>,
): AsyncGenerator<Result<Bytes, AttachmentFailure | 'locked'>, void, void> {
  const opened = keyring.openAttachment(
    { recordId: entry, attachmentId: id },
    readParts(database, id, parts),
  );
  if (opened.ok) yield* opened.value;
  else yield opened;
}

async function* readParts(
  database: FilesDatabase,
  id: AttachmentId,
  parts: number,
): AsyncGenerator<Uint8Array, void, void> {
  for (let part = 0; part < parts; part++) {
    const bytes = await database.part(id, part);
    // A gap shows as a stream that was cut off.
    if (bytes === undefined) return;
    yield bytes;
  }
}

/** Every recording of one journal under another's keys. One that does not open stays behind. */
export async function moveFiles(
  from: { readonly database: FilesDatabase; readonly keyring: Keyring },
  to: { readonly database: FilesDatabase; readonly keyring: Keyring },
): Promise<Result<void, StorageFailureCode | 'locked'>> {
  for (const row of await from.database.files()) {
    if (!row.complete || (await to.database.file(row.id))?.complete === true) continue;
    const first = await from.database.part(row.id, 0);
    if (first === undefined) continue;
    // The salt stays: two devices that move the same recording seal the same bytes under the same name.
    const salt = first.slice(1, 1 + ATTACHMENT_SALT_BYTES);
    const broken = { is: false };
    const content = untilBroken(openFile(from, row), broken);
    try {
      const { id, entry, bytes, storedAt } = row;
      const sealed = await sealFile(to, { id, entry, bytes, content, salt }, storedAt);
      if (!sealed.ok) return sealed;
    } catch (error) {
      if (!broken.is) throw error;
    }
  }
  return ok();
}

/** Ends early on a failure: the sealing then refuses, having been given too little. */
async function* untilBroken(
  pieces: AsyncIterable<Result<Bytes, unknown>>,
  broken: { is: boolean },
): AsyncGenerator<Bytes, void, void> {
  for await (const piece of pieces) {
    if (!piece.ok) {
      broken.is = true;
      return;
    }
    yield piece.value;
  }
}
