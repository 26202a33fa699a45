import type { Result } from '@undertone/base/result';
import type { Bytes } from '@undertone/base/bytes';
import { isUuid } from '@undertone/base/id';
import type { Keyring, SealedRecord } from '@undertone/crypto/keyring';
import type { AttachmentId, EntryId } from '../app/journal-port.ts';
import type { StorageFailureCode } from '../sync/store-tables.ts';

/** Frames of a backup that hold one sealed part of a kept recording each (docs/format.md, The backup file). */
export const RECORDINGS_COLLECTION = 'attachments';
const SCHEMA = 1;

export interface SealedRecording {
  readonly id: AttachmentId;
  readonly entry: EntryId;
  readonly parts: readonly Bytes[];
}

/** What a backup needs of the recordings on this device. */
export interface BackupRecordings {
  /** Those that lie here whole, as they are now. */
  list(): Promise<readonly { readonly id: AttachmentId; readonly entry: EntryId; readonly parts: number }[]>;
  /** `undefined`: gone since it was listed. */
  part(id: AttachmentId, part: number): Promise<Bytes | undefined>;
  /** Seals it under this journal's keys, unless it is here already. What does not open is passed over. */
  take(recording: SealedRecording, keyring: Keyring): Promise<Result<void, StorageFailureCode | 'locked'>>;
}

/** As many frames as it says, whatever is removed meanwhile: a part that is gone is an empty frame. */
export async function listFrames(
  recordings: BackupRecordings,
): Promise<{ readonly count: number; readonly frames: AsyncIterable<SealedRecord> }> {
  const listed = await recordings.list();
  async function* frames(): AsyncGenerator<SealedRecord, void, void> {
    for (const { id, entry, parts } of listed) {
      for (let part = 0; part < parts; part++) {
        const envelope = (await recordings.part(id, part)) ?? new Uint8Array();
        const address = { collection: RECORDINGS_COLLECTION, recordId: entry, schema: SCHEMA };
        yield { ...address, opId: `${id}:${part}`, envelope };
      }
    }
  }
  return { count: listed.reduce((sum, { parts }) => sum + parts, 0), frames: frames() };
}

/** Puts the frames of a backup together, one recording at a time in memory. */
export function collectRecordings(recordings: BackupRecordings, keyring: Keyring) {
  let held: { id: AttachmentId; entry: EntryId; parts: Bytes[] } | null = null;

  const flush = async (): Promise<Result<void, StorageFailureCode | 'locked'> | null> => {
    const whole = held;
    held = null;
    return whole === null ? null : recordings.take(whole, keyring);
  };

  return {
    /** Frames must come in the file's order. A failure of the recording before is told here. */
    async add({ recordId, opId, envelope }: SealedRecord) {
      const [id = '', part = ''] = opId.split(':');
      if (!isUuid(id) || !isUuid(recordId)) return null;
      const outcome = held !== null && held.id !== id ? await flush() : null;
      if (part === '0')
        held = { id: id as string as AttachmentId, entry: recordId as string as EntryId, parts: [] };
      if (held?.id === id && String(held.parts.length) === part) held.parts.push(envelope);
      return outcome;
    },
    /** After the last frame. */
    flush,
  };
}
