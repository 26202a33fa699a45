import type { Bytes } from '@undertone/base/bytes';
import type { OpId, RecordId } from '@undertone/contract/primitives';
import type { PushedOp, Rejection } from '@undertone/contract/sync';

/** Everything at rest on the device: ids, counts and sealed bytes, no content. */

/** The state of a record as this device knows it. */
export interface RecordRow {
  readonly recordId: RecordId;
  readonly collection: string;
  readonly schema: number;
  /** The op id that `envelope` is bound to: an op's own, or one that was minted for a merged state. */
  readonly stateId: OpId;
  readonly envelope: Bytes;
  /** Ops merged into this state that nothing here supersedes: what the next op of the record will. */
  readonly heads: readonly OpId[];
  /** Grows by one with every change; a writer that read an older one must read again. */
  readonly revision: number;
  /** Place in the order in which records first came to this device: close to newest first, and tells no time. */
  readonly order: number;
  /** `false` when it was stored as it was pulled: not known to be sound until it has been opened once. */
  readonly opened: boolean;
}

/** An op to push. Once it was in a batch a server may have it, so its sealed lane never changes again. */
export interface OutboxRow {
  readonly opId: OpId;
  readonly recordId: RecordId;
  readonly order: number;
  readonly op: PushedOp;
  /** Why the server would not take it: it waits and is shown, never dropped. */
  readonly refusal: Refusal | null;
}

/** `invalid-op`: the server finds fault with this very op, so it must not hold up the others. */
export type Refusal = Rejection | 'invalid-op';

/** A pulled op, kept exactly as it came. */
export interface PulledRow {
  readonly opId: OpId;
  readonly recordId: RecordId;
  /** Its sequence in the account's log. */
  readonly order: number;
  readonly collection: string;
  readonly schema: number;
  readonly supersedes: readonly OpId[];
  readonly sealed: string;
}

export const QUARANTINE_REASONS = ['corrupt', 'unsupported-version', 'malformed-document'] as const;

export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Something that could not be opened. It is no head, so nothing written here can ever supersede it. */
export interface QuarantineRow extends PulledRow {
  /** The op id of a pulled op; `local:` and the record id of a state that rotted here, whose sound copy may be pulled. */
  readonly key: string;
  readonly reason: QuarantineReason;
}

export interface DraftRow {
  /** An entry's id, `new`, or `plan.` and a step of the safety plan. */
  readonly of: string;
  readonly stateId: OpId;
  readonly envelope: Bytes;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}
