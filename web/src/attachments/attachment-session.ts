import type { Clock, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import {
  ATTACHMENT_MOST_BYTES,
  type AttachmentsPort,
  type KeepFailure,
  type OpenAttachmentFailure,
} from '../app/attachments-port.ts';
import type { CallApi } from '../app/call-api.ts';
import type { AttachmentId, AttachmentRef, EntryId, Journal } from '../app/journal-port.ts';
import type { BackupRecordings } from '../backup/backup-recordings.ts';
import { attachmentsOf } from '../vault/entry-attachments.ts';
import { ignoreStorage, inBackground } from '../vault/in-background.ts';
import type { VaultSession } from '../vault/vault-session.ts';
import type { FileRow } from './attachment-rows.ts';
import { chunksOf } from './blob-chunks.ts';
import { fetchParts, type FetchOptions } from './fetch-file.ts';
import { openFilesDatabase } from './files-database.ts';
import { partsOf } from './sealed-parts.ts';
import { openFile, sealFile } from './sealed-files.ts';
import { takeFile } from './take-file.ts';
import { sweepFiles } from './sweep-files.ts';
import { createTransfer, type Transfer } from './transfer.ts';

/** How long a recording that was taken out of its entry can be brought back. */
export const REMOVAL_GRACE_MS = 24 * 3_600_000;

export interface AttachmentSessionParts {
  readonly session: VaultSession;
  readonly edit: Journal['edit'];
  readonly callApi: CallApi;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** In [0, 1). */
  readonly random: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly isLinked: () => boolean;
  /** What lies here whole; `sending` is on its way. */
  readonly show: (rows: readonly FileRow[], sending: AttachmentId | null) => void;
  /** There is something for the loop to do. */
  readonly onChanged: () => void;
}

/** The recordings of one vault while it is open. Every method may throw `StorageFailure`. */
export interface AttachmentSession {
  readonly session: VaultSession;
  readonly transfer: Transfer;
  keep: AttachmentsPort['keep'];
  open: AttachmentsPort['open'];
  /** The entry no longer names it: its bytes go at `dueAt` (epoch ms), unless it is named again by then. */
  planRemoval(entry: EntryId, id: AttachmentId, dueAt: number): Promise<void>;
  /** For backups. */
  readonly recordings: BackupRecordings;
  refresh(): Promise<void>;
  close(): void;
}

export async function openAttachmentSession(parts: AttachmentSessionParts): Promise<AttachmentSession> {
  const { session, callApi, clock } = parts;
  const { keyring, records } = session;
  const database = await openFilesDatabase(keyring.vaultId);

  const isNamed = async ({ id, entry }: Pick<FileRow, 'id' | 'entry'>): Promise<boolean | 'unknown'> => {
    const read = await records.read(entry as string as RecordId);
    if (!read.ok) return 'unknown';
    return read.value !== null && attachmentsOf(read.value).some((ref) => ref.id === id);
  };
  const show = async (sending: AttachmentId | null): Promise<void> => {
    parts.show(
      (await database.files()).filter(({ complete }) => complete),
      sending,
    );
  };
  const changed = (): void => {
    inBackground(show(null));
    parts.onChanged();
  };

  const fetchFile = async (
    entry: EntryId,
    ref: AttachmentRef,
    options: FetchOptions,
  ): Promise<Result<Blob, OpenAttachmentFailure>> => {
    if (!parts.isLinked()) return err('not-here-yet');
    const name = keyring.nameAttachment(ref.id);
    if (!name.ok) return err('vault-locked');
    const size = { bytes: ref.bytes, ...partsOf(ref.bytes) };
    const place = { id: ref.id, entry, name: name.value, ...size, complete: false };
    const row: FileRow = { ...place, sent: size.parts, refusal: null, storedAt: clock.now() };
    // A full device has no place for it, but listening needs only memory.
    const hasPlace = await succeeds(database.addFile(row));
    const fetched = await fetchParts({ database, callApi }, row, options);
    if (!fetched.ok) return fetched;
    const { sealed, stored } = fetched.value;
    const content = keyring.openAttachment({ recordId: entry, attachmentId: ref.id }, sealed);
    if (!content.ok) return err('vault-locked');
    const blob = await toBlob(content.value, ref);
    if (blob.ok && hasPlace && stored)
      await database.changeFile(ref.id, (present) => ({ ...present, complete: true }));
    else await database.deleteFile(ref.id);
    changed();
    return blob;
  };

  await sweepFiles(database, { isNamed, now: clock.now(), graceMs: REMOVAL_GRACE_MS });
  await show(null);

  return {
    session,
    transfer: createTransfer({
      database,
      callApi,
      clock,
      random: parts.random,
      schedule: parts.schedule,
      isNamed,
      onChange: (sending) => inBackground(show(sending)),
    }),
    async keep(entry, { kind, sound, seconds }) {
      if (sound.size > ATTACHMENT_MOST_BYTES) return err<KeepFailure>({ code: 'recording-too-large' });
      const id = createUuid(parts.randomBytes) as string as AttachmentId;
      const unsealed = { id, entry, bytes: sound.size, content: chunksOf(sound) };
      const sealed = await sealFile({ database, keyring }, unsealed, clock.now());
      if (!sealed.ok) {
        return err<KeepFailure>({ code: sealed.error === 'locked' ? 'vault-locked' : sealed.error });
      }
      const ref: AttachmentRef = { id, kind, mediaType: sound.type, seconds, bytes: sound.size };
      const named = await parts.edit(entry, { attach: ref });
      if (!named.ok) {
        await database.deleteFile(id);
        return named;
      }
      changed();
      return ok(ref);
    },
    async open(entry, ref, options = {}) {
      const row = await database.file(ref.id);
      if (row?.complete !== true) return fetchFile(entry, ref, options);
      const here = await toBlob(openFile({ database, keyring }, row), ref);
      if (here.ok || here.error !== 'corrupt' || row.sent < row.parts) return here;
      // It has rotted here, and the server has it whole.
      await database.deleteFile(ref.id);
      return fetchFile(entry, ref, options);
    },
    async planRemoval(entry, id, dueAt) {
      const name = keyring.nameAttachment(id);
      if (!name.ok) return;
      await database.addRemoval({ id, entry, name: name.value, dueAt });
      changed();
    },
    recordings: {
      list: async () => (await database.files()).filter(({ complete }) => complete),
      part: (id, part) => database.part(id, part),
      async take(recording, from) {
        const taken = await takeFile({ database, keyring }, recording, from, clock.now());
        changed();
        return taken;
      },
    },
    refresh: () => show(null),
    close: () => database.close(),
  };
}

async function succeeds(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    ignoreStorage(error);
    return false;
  }
}

/** Whole or not at all. The type comes from another device, so only a sound's is passed on. */
async function toBlob(
  pieces: AsyncIterable<Result<Uint8Array<ArrayBuffer>, string>>,
  { bytes, mediaType }: AttachmentRef,
): Promise<Result<Blob, OpenAttachmentFailure>> {
  const content: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of pieces) {
    if (!piece.ok) return err(piece.error === 'locked' ? 'vault-locked' : 'corrupt');
    content.push(piece.value);
  }
  const type = /^(audio|video)\//.test(mediaType) ? mediaType : 'application/octet-stream';
  const blob = new Blob(content, { type });
  return blob.size === bytes ? ok(blob) : err('corrupt');
}
