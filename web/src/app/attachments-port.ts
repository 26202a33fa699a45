import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '@undertone/base/result';
import type { AttachmentId, AttachmentRef, EntryId, SaveFailure } from './journal-port.ts';

/** The largest recording that can be kept, bytes: sealed and padded it stays under the server's 50 MiB. */
export const ATTACHMENT_MOST_BYTES = 48 * 1024 * 1024;

/**
 * Where a recording lies:
 * - `here`: on this device only; it goes up when there is an account and a network
 * - `uploading`: on its way
 * - `stored`: here, and sealed on the server
 * - `refused`: here; the server has no room for it (or took offence), the entry itself is not affected
 *
 * One that is not in the map is not on this device: {@link AttachmentsPort.open} fetches it.
 */
export type AttachmentPlace = 'here' | 'uploading' | 'stored' | 'refused';

export type KeepFailure =
  | SaveFailure
  /** More than {@link ATTACHMENT_MOST_BYTES}. */
  | { readonly code: 'recording-too-large' };

export type OpenAttachmentFailure =
  /** It lies elsewhere and there is no network. */
  | 'offline'
  /** It lies on another device that has not sent it yet, or this device has no account. */
  | 'not-here-yet'
  | 'session-expired'
  | 'server-refused'
  /** Not what was sealed: altered or rotted. */
  | 'corrupt'
  | 'cancelled'
  | 'storage-unavailable'
  | 'vault-locked';

/** Recordings that a person kept: sealed on this device first, sent when signed in, fetched on demand elsewhere. */
export interface AttachmentsPort {
  readonly places: ReadonlySignal<ReadonlyMap<AttachmentId, AttachmentPlace>>;
  /** Of what lies on this device, sealed. */
  readonly usage: ReadonlySignal<{ readonly count: number; readonly bytes: number }>;
  /**
   * Seals the recording on this device and names it in the entry, which must be saved before: on any failure the entry
   * is as it was, and the recording is not kept.
   */
  keep(
    entry: EntryId,
    recording: { readonly kind: 'voice'; readonly sound: Blob; readonly seconds: number },
  ): Promise<Result<AttachmentRef, KeepFailure>>;
  /** To listen to: the whole recording, checked to its last byte. Fetched and kept here if it was not. */
  open(
    entry: EntryId,
    attachment: AttachmentRef,
    options?: {
      readonly signal?: AbortSignal;
      /** Share fetched, 0 … 1. */
      readonly onProgress?: (share: number) => void;
    },
  ): Promise<Result<Blob, OpenAttachmentFailure>>;
  /**
   * The entry no longer names it; its bytes go a day later, here and on the server, so that {@link restore} can undo
   * this. Deleting an entry keeps its recordings as long as the entry itself can be brought back.
   */
  remove(entry: EntryId, attachment: AttachmentId): Promise<Result<void, SaveFailure>>;
  restore(entry: EntryId, attachment: AttachmentRef): Promise<Result<void, SaveFailure>>;
}
