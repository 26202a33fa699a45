import { signal } from '@preact/signals';
import type { Clock, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import {
  ATTACHMENT_MOST_BYTES,
  type AttachmentPlace,
  type AttachmentsPort,
  type KeepFailure,
  type OpenAttachmentFailure,
} from '../app/attachments-port.ts';
import type { CallApi } from '../app/call-api.ts';
import type { AttachmentId, AttachmentRef, EntryId } from '../app/journal-port.ts';
import type { Leadership } from '../sync/leadership.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { attachmentsOf } from '../vault/entry-attachments.ts';
import { ignoreStorage, inBackground } from '../vault/in-background.ts';
import type { TabChannel } from '../vault/tab-channel.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultSession } from '../vault/vault-session.ts';
import type { FileRow } from './attachment-rows.ts';
import { chunksOf } from './blob-chunks.ts';
import { fetchParts, type FetchOptions } from './fetch-file.ts';
import { openFilesDatabase, type FilesDatabase } from './files-database.ts';
import { partsOf } from './sealed-parts.ts';
import { openFile, sealFile } from './sealed-files.ts';
import { sweepFiles } from './sweep-files.ts';
import { createTransfer, type Transfer } from './transfer.ts';

/** How long a recording that was taken out of its entry can be brought back. */
export const REMOVAL_GRACE_MS = 24 * 3_600_000;

export interface Attachments extends AttachmentsPort {
  /** Signed in with a session that holds. */
  resume(): void;
  /** Signed out, or the session has ended: what waits, waits. */
  pause(): void;
  /** The tab came back to the front, or the network did. */
  wake(): void;
}

export interface AttachmentsParts {
  readonly vault: Vault;
  readonly callApi: CallApi;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** In [0, 1). */
  readonly random: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly leadership: Leadership;
  readonly tabs: TabChannel;
}

/** The files of the vault that is open, and the loop that sends them. */
interface OpenFiles {
  readonly session: VaultSession;
  readonly database: FilesDatabase;
  readonly transfer: Transfer;
}

export function createAttachments(parts: AttachmentsParts): Attachments {
  const { vault, callApi, clock, tabs } = parts;
  const places = signal<ReadonlyMap<AttachmentId, AttachmentPlace>>(new Map());
  const usage = signal({ count: 0, bytes: 0 });
  let opening: Promise<OpenFiles> | null = null;
  let linked = false;
  let leading = false;
  let release: (() => void) | null = null;

  const show = async (database: FilesDatabase, sending: AttachmentId | null): Promise<void> => {
    const rows = (await database.files()).filter(({ complete }) => complete);
    places.value = new Map(rows.map((row) => [row.id, row.id === sending ? 'uploading' : placeOf(row)]));
    usage.value = { count: rows.length, bytes: rows.reduce((sum, row) => sum + row.sealedBytes, 0) };
  };

  const isNamedIn =
    ({ records }: VaultSession) =>
    async ({ id, entry }: Pick<FileRow, 'id' | 'entry'>): Promise<boolean | 'unknown'> => {
      const read = await records.read(entry as string as RecordId);
      if (!read.ok) return 'unknown';
      return read.value !== null && attachmentsOf(read.value).some((ref) => ref.id === id);
    };

  const openFiles = async (session: VaultSession): Promise<OpenFiles> => {
    const database = await openFilesDatabase(session.keyring.vaultId);
    const isNamed = isNamedIn(session);
    const transfer = createTransfer({
      database,
      callApi,
      clock,
      random: parts.random,
      schedule: parts.schedule,
      isNamed,
      onChange: (sending) => inBackground(show(database, sending)),
    });
    await sweepFiles(database, { isNamed, now: clock.now(), graceMs: REMOVAL_GRACE_MS });
    await show(database, null);
    return { session, database, transfer };
  };

  /** `null` without an open vault. Throws `StorageFailure`. */
  const files = async (): Promise<OpenFiles | null> => {
    const session = vault.session.value;
    if (session === null) return null;
    const present = opening === null ? null : await opening.catch(() => null);
    if (present?.session === session) return present;
    opening = openFiles(session);
    return opening;
  };

  const lead = async (): Promise<void> => {
    const open = await files();
    if (open === null || !leading) return;
    await (linked ? open.transfer.start() : open.transfer.wake());
  };

  const changed = (open: OpenFiles): void => {
    tabs.tell({ kind: 'attachments-changed' });
    inBackground(show(open.database, null).then(() => (leading ? open.transfer.wake() : undefined)));
  };

  vault.session.subscribe((session) => {
    const former = opening;
    opening = null;
    places.value = new Map();
    usage.value = { count: 0, bytes: 0 };
    if (former !== null) {
      inBackground(
        former.then(({ transfer, database }) => {
          transfer.stop();
          database.close();
        }),
      );
    }
    release?.();
    leading = false;
    if (session === null) return;
    release = parts.leadership.seek(() => {
      leading = true;
      inBackground(lead());
    });
  });
  vault.onForgotten((entry, refs) => {
    const dueAt = clock.now();
    inBackground(
      files().then(async (open) => {
        if (open === null) return;
        for (const { id } of refs) await plan(open, entry, id, dueAt);
        changed(open);
      }),
    );
  });
  tabs.listen((message) => {
    if (message.kind !== 'attachments-changed') return;
    inBackground(files().then((open) => (open === null ? undefined : changedElsewhere(open))));
  });

  const changedElsewhere = async (open: OpenFiles): Promise<void> => {
    await show(open.database, null);
    if (leading) await open.transfer.wake();
  };

  const plan = async (open: OpenFiles, entry: EntryId, id: AttachmentId, dueAt: number): Promise<void> => {
    const name = open.session.keyring.nameAttachment(id);
    if (name.ok) await open.database.addRemoval({ id, entry, name: name.value, dueAt });
  };

  const keep: AttachmentsPort['keep'] = async (entry, { kind, sound, seconds }) => {
    if (sound.size > ATTACHMENT_MOST_BYTES) return err<KeepFailure>({ code: 'recording-too-large' });
    const open = await files();
    if (open === null) return err({ code: 'storage-unavailable' });
    const { database, session } = open;
    const id = createUuid(parts.randomBytes) as string as AttachmentId;
    const unsealed = { id, entry, bytes: sound.size, content: chunksOf(sound) };
    const sealed = await sealFile({ database, keyring: session.keyring }, unsealed, clock.now());
    if (!sealed.ok) {
      return err<KeepFailure>({ code: sealed.error === 'locked' ? 'vault-locked' : sealed.error });
    }
    const ref: AttachmentRef = { id, kind, mediaType: sound.type, seconds, bytes: sound.size };
    const named = await vault.journal.edit(entry, { attach: ref });
    if (!named.ok) {
      await database.deleteFile(id);
      return named;
    }
    changed(open);
    return ok(ref);
  };

  const fetchFile = async (
    open: OpenFiles,
    entry: EntryId,
    ref: AttachmentRef,
    options: FetchOptions,
  ): Promise<Result<Blob, OpenAttachmentFailure>> => {
    if (!linked) return err('not-here-yet');
    const { database, session } = open;
    const { keyring } = session;
    const name = keyring.nameAttachment(ref.id);
    if (!name.ok) return err('vault-locked');
    const size = { bytes: ref.bytes, ...partsOf(ref.bytes) };
    const place = { id: ref.id, entry, name: name.value, ...size, complete: false };
    const row: FileRow = { ...place, sent: size.parts, refusal: null, storedAt: clock.now() };
    const hasPlace = await database.addFile(row).then(
      () => true,
      // A full device: listening needs only memory.
      (error: unknown) => ignoreStorage(error) ?? false,
    );
    const fetched = await fetchParts({ database, callApi }, row, options);
    if (!fetched.ok) return fetched;
    const { sealed, stored } = fetched.value;
    const content = keyring.openAttachment({ recordId: entry, attachmentId: ref.id }, sealed);
    if (!content.ok) return err('vault-locked');
    const blob = await toBlob(content.value, ref);
    if (blob.ok && hasPlace && stored)
      await database.changeFile(ref.id, (present) => ({ ...present, complete: true }));
    else await database.deleteFile(ref.id);
    changed(open);
    return blob;
  };

  return {
    places,
    usage,
    keep: (...given) => keep(...given).catch(asStorageFailure),
    async open(entry, ref, options = {}) {
      try {
        const open = await files();
        if (open === null) return err('storage-unavailable');
        const { database, session } = open;
        const row = await database.file(ref.id);
        if (row?.complete !== true) return await fetchFile(open, entry, ref, options);
        const here = await toBlob(openFile({ database, keyring: session.keyring }, row), ref);
        if (here.ok || here.error !== 'corrupt' || row.sent < row.parts) return here;
        // It has rotted here, and the server has it whole.
        await database.deleteFile(ref.id);
        return await fetchFile(open, entry, ref, options);
      } catch (error) {
        if (error instanceof StorageFailure) return err('storage-unavailable');
        throw error;
      }
    },
    async remove(entry, id) {
      const removed = await vault.journal.edit(entry, { detach: id });
      if (!removed.ok) return removed;
      const dueAt = clock.now() + REMOVAL_GRACE_MS;
      // What cannot be noted now is found at the next start.
      inBackground(
        files().then(async (open) => {
          if (open === null) return;
          await plan(open, entry, id, dueAt);
          changed(open);
        }),
      );
      return ok();
    },
    // A removal that waits sees, before it acts, that the entry names the recording again.
    restore: (entry, ref) => vault.journal.edit(entry, { attach: ref }),
    resume() {
      linked = true;
      if (leading) inBackground(lead());
    },
    pause() {
      linked = false;
      inBackground((opening ?? Promise.resolve(null)).then((open) => open?.transfer.stop()));
    },
    wake() {
      if (leading) inBackground(files().then((open) => open?.transfer.wake()));
    },
  };
}

function placeOf({ sent, parts, refusal }: FileRow): AttachmentPlace {
  if (sent === parts) return 'stored';
  return refusal === null ? 'here' : 'refused';
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

function asStorageFailure(error: unknown): Result<never, KeepFailure> {
  if (error instanceof StorageFailure) return err({ code: error.code });
  throw error;
}
