import type { ReadonlySignal } from '@preact/signals';
import type { Brand } from '@undertone/base/brand';
import type { EpochMs } from '@undertone/base/clock';
import type { Uuid } from '@undertone/base/id';
import type { Result } from '@undertone/base/result';
import type { Distribution } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import type { Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Mood } from '@undertone/emotion/mood';
import type { FaceReadingDetail } from '@undertone/inference/face/face-reading';
import type { VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';

export type { Mood };

/** What the screens know of the journal. The vault implements it; nothing above it sees keys, rows or ops. */

export type EntryId = Brand<Uuid, 'EntryId'>;

/** A sentence of the text it was read from; offsets in UTF-16 code units. */
export interface ReadSentence {
  readonly start: number;
  readonly end: number;
  readonly distribution: Distribution;
  /** Share of the pooled reading this sentence carried, 0 … 1. */
  readonly weight: number;
}

export interface TextReadingDetail {
  readonly sentences: readonly ReadSentence[];
  /** Index into `sentences`, or `null` when the model abstained. */
  readonly carriedBy: number | null;
  /** `en`, `es` or `und` when the device could not tell. */
  readonly language: string;
}

export type AttachmentId = Brand<Uuid, 'AttachmentId'>;

/** A recording that the person kept, as its entry names it. Its bytes are sealed apart (see attachments-port.ts). */
export interface AttachmentRef {
  readonly id: AttachmentId;
  readonly kind: 'voice';
  /** As the browser that made it named it, e.g. `audio/webm;codecs=opus`. */
  readonly mediaType: string;
  readonly seconds: number;
  /** Of the recording itself, unsealed. */
  readonly bytes: number;
}

export interface Revision {
  readonly text: string;
  readonly savedAt: EpochMs;
}

export interface Entry {
  readonly id: EntryId;
  readonly createdAt: EpochMs;
  /** IANA zone the entry was written in: its day never moves when the person travels. */
  readonly zone: string;
  /** `YYYY-MM-DD` in that zone. */
  readonly localDate: string;
  /** `HH:MM` in that zone. */
  readonly localTime: string;
  readonly text: string;
  readonly mood: Mood | null;
  /** One per modality that was read. */
  readonly scores: readonly ModalityScore[];
  readonly textReading: TextReadingDetail | null;
  readonly voiceReading: VoiceReadingDetail | null;
  readonly faceReading: FaceReadingDetail | null;
  /** Recordings that the person kept, oldest first. */
  readonly attachments: readonly AttachmentRef[];
  /** What the person said they felt; equals the reading's label when they said "that's right". */
  readonly correction: Label | null;
  /** Earlier texts, newest first. */
  readonly revisions: readonly Revision[];
  /** Texts that another device wrote at the same time; both are kept until the person chooses. */
  readonly otherVersions: readonly Revision[];
  readonly editedAt: EpochMs | null;
  /** Not yet acknowledged by the server; always false without an account. */
  readonly unsynced: boolean;
}

export interface EntryChanges {
  readonly text?: string;
  readonly mood?: Mood | null;
  /**
   * Takes the place of that modality's score, or takes it away. Single steps too: what another tab or device read
   * meanwhile stays, whatever the screen knew of it.
   */
  readonly addScore?: ModalityScore;
  readonly dropScore?: Modality;
  readonly textReading?: TextReadingDetail | null;
  readonly voiceReading?: VoiceReadingDetail | null;
  readonly faceReading?: FaceReadingDetail | null;
  /**
   * Names a recording, or no longer does. Single steps and no whole list, so that two devices that each add one keep
   * both. Screens leave this to {@link AttachmentsPort}, which also sees to the bytes.
   */
  readonly attach?: AttachmentRef;
  readonly detach?: AttachmentId;
  readonly correction?: Label | null;
  /** Settles a conflict: `text` is what stays, the others go to the history. */
  readonly settleVersions?: true;
  /** `text` carries on from this screen's previous save: no step in the history. Left out, every save is one. */
  readonly continuesSession?: true;
}

export type SaveFailure =
  | { readonly code: 'storage-full' }
  | { readonly code: 'storage-unavailable' }
  | { readonly code: 'entry-too-long'; readonly maxCharacters: number }
  | { readonly code: 'entry-missing' }
  | { readonly code: 'vault-locked' };

/** Whose unsaved text: the Today screen's, one entry's editor's, or that of a step of the safety plan. */
export type DraftName = EntryId | 'new' | `plan.${string}`;

export interface Draft {
  readonly text: string;
  readonly mood: Mood | null;
  readonly updatedAt: EpochMs;
  /** The device would not take it: it is in this tab's memory only, sealed. */
  readonly isHeld?: boolean;
}

/** A local or pulled record that could not be opened: kept as it is, shown, never dropped. */
export interface QuarantinedRecord {
  readonly recordId: string;
  readonly reason: 'corrupt' | 'unsupported-version' | 'malformed-document';
  readonly sizeBytes: number;
}

export type JournalStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Behind the app lock: no key and no entry is in memory. */
  | { readonly kind: 'locked' }
  /** No IndexedDB (some private modes), no WebCrypto (plain http), or the browser refused. */
  | {
      readonly kind: 'unavailable';
      readonly reason: 'no-indexeddb' | 'no-webcrypto' | 'blocked' | 'newer-schema';
    };

export interface Journal {
  readonly status: ReadonlySignal<JournalStatus>;
  /** Newest first; deleted entries are not in it. */
  readonly entries: ReadonlySignal<readonly Entry[]>;
  readonly quarantined: ReadonlySignal<readonly QuarantinedRecord[]>;
  /** Resolves when the entry is durable on this device (and queued for sync), never later. */
  create(changes: EntryChanges): Promise<Result<EntryId, SaveFailure>>;
  edit(id: EntryId, changes: EntryChanges): Promise<Result<void, SaveFailure>>;
  /** The entry leaves the timeline at once; {@link undelete} brings it back, also on other devices. */
  delete(id: EntryId): Promise<Result<void, SaveFailure>>;
  undelete(id: EntryId): Promise<Result<void, SaveFailure>>;
  /** Every word must occur (accents and case folded); newest first. */
  search(query: string): readonly Entry[];
  /** Unsaved text, sealed at rest like everything else. While it cannot be read, nothing may be saved over it. */
  loadDraft(of: DraftName): Promise<Result<Draft | null, 'storage-unavailable'>>;
  /** What fails is held until the tab closes, for {@link loadDraft} to give back; not while the journal is locked. */
  saveDraft(of: DraftName, draft: Draft): Promise<Result<void, SaveFailure>>;
  clearDraft(of: DraftName): Promise<void>;
}
