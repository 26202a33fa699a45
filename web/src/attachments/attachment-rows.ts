import type { AttachmentId, EntryId } from '../app/journal-port.ts';

/** A sealed recording on this device. Its parts are stored beside it. */
export interface FileRow {
  readonly id: AttachmentId;
  readonly entry: EntryId;
  /** What the server knows it by. */
  readonly name: string;
  /** Of the recording itself. */
  readonly bytes: number;
  readonly sealedBytes: number;
  readonly parts: number;
  /** All parts are here; until then the row holds the place of a file that is being written. */
  readonly complete: boolean;
  /** So many of its parts, from the first on, the server has acknowledged. */
  readonly sent: number;
  /** Why it is not sent; tried again when there may be room. */
  readonly refusal: FileRefusal | null;
  /** Epoch ms. */
  readonly storedAt: number;
}

export type FileRefusal = 'quota-exceeded' | 'refused';

/** A recording that no entry names any more, on its way out. */
export interface RemovalRow {
  readonly id: AttachmentId;
  readonly entry: EntryId;
  readonly name: string;
  /** Epoch ms: until then it can be brought back. */
  readonly dueAt: number;
}
