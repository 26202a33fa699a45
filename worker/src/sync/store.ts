import type { EpochMs } from '@undertone/base/clock';
import type { OpenScore } from '@undertone/contract/open-lane';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import type { StoredReading } from '@undertone/contract/reading';
import type { Consents, PulledOp, PushedOp } from '@undertone/contract/sync';
import type { Modality } from '@undertone/emotion/modality';
import type { Correction, Reliability } from '@undertone/emotion/reliability';
import type { AccountId } from '../db/account-id.ts';

/** The head of one account's log. An account that has never synced has a head of zeros and no consents. */
export interface LogHead {
  /** Changes with every write: see [Note: One writer at a time]. */
  readonly version: number;
  readonly lastSeq: Sequence;
  /** Sealed characters held. */
  readonly usedChars: number;
  readonly quotaChars: number;
  readonly consents: Consents;
}

/** What the store knows of an op that a request names. */
export interface KnownOp {
  readonly opId: OpId;
  readonly recordId: RecordId;
  readonly seq: Sequence;
  readonly digest: string;
  readonly superseded: boolean;
}

/** A reading with the numbers it was fused from. One for each record. */
export interface ScoredRecord extends StoredReading {
  readonly opId: OpId;
  readonly scores: readonly OpenScore[];
  readonly reliability: Reliability;
}

/** A {@link StoredReading} that is JSON already. */
export interface WrittenReading {
  readonly seq: Sequence;
  readonly json: string;
}

export interface NamedOp {
  readonly opId: OpId;
  readonly recordId: RecordId;
}

/** Everything that a push is decided on, read at one moment. */
export interface PushContext {
  readonly head: LogHead;
  /** Those of the asked op ids that exist. */
  readonly known: readonly KnownOp[];
  /** Those of the asked op ids that an earlier op of this record supersedes already. */
  readonly awaited: readonly NamedOp[];
  /** Which op each asked record's numbers come from, where it has any. */
  readonly scored: readonly NamedOp[];
  /** The newest CORRECTIONS_USED; empty unless asked for. */
  readonly corrections: readonly Correction[];
}

export interface AcceptedOp extends Omit<PushedOp, 'open'> {
  readonly seq: Sequence;
  readonly digest: string;
  readonly acceptedAt: EpochMs;
  /** Not `null` when it arrives after the op that supersedes it. */
  readonly supersededAt: EpochMs | null;
}

/**
 * One write, whole or not at all.
 *
 * [Note: One writer at a time] A change is decided in memory from what was read at `expectedVersion` and written
 * only if the head is still there. So sequences, quota, consent and readings are decided without a lock, two
 * exchanges of one account never mix, and no reader sees a sequence before all lower ones are in.
 */
export interface Commit {
  readonly expectedVersion: number;
  readonly lastSeq: Sequence;
  readonly usedChars: number;
  readonly at: EpochMs;
  readonly ops: readonly AcceptedOp[];
  /** Ops stored earlier that are no longer live. */
  readonly superseded: readonly OpId[];
  readonly awaited: readonly NamedOp[];
  readonly removedReadings: readonly RecordId[];
  readonly readings: readonly ScoredRecord[];
  readonly consent: { readonly modality: Modality; readonly granted: boolean } | null;
}

/** How large each live op after a cursor is, in order: enough to decide where a page ends before it is read. */
export type Outline = readonly { readonly seq: Sequence; readonly chars: number }[];

/** Live ops and readings in (after, upTo], in order; the readings cut at `maxReadings`. */
export interface PageQuery {
  readonly after: Sequence;
  readonly upTo: Sequence;
  readonly maxReadings: number;
}

export interface Page {
  readonly ops: readonly PulledOp[];
  readonly readings: readonly StoredReading[];
  readonly moreReadings: boolean;
}

/** One partition per account; nothing of one account is ever visible through another's id. */
export interface SyncStore {
  readHead(account: AccountId): Promise<LogHead>;
  /** The head, and at one moment with it the first `limit` live ops after `after`. */
  readOutline(
    account: AccountId,
    after: Sequence,
    limit: number,
  ): Promise<{ readonly head: LogHead; readonly outline: Outline }>;
  readPage(account: AccountId, query: PageQuery): Promise<Page>;
  readForPush(
    account: AccountId,
    asked: {
      readonly opIds: readonly OpId[];
      readonly recordIds: readonly RecordId[];
      readonly corrections: boolean;
    },
  ): Promise<PushContext>;
  /** 'conflict': the head has moved, and nothing was written. */
  commit(account: AccountId, commit: Commit): Promise<'committed' | 'conflict'>;
  /** Records with scores of the modality, or of a fusion older than `fusionBefore`. */
  readScored(
    account: AccountId,
    which: { readonly modality: Modality } | { readonly fusionBefore: number; readonly limit: number },
  ): Promise<{ readonly head: LogHead; readonly records: readonly ScoredRecord[] }>;
  /** In the order in which they changed, after `after`. */
  readReadings(
    account: AccountId,
    after: Sequence,
    limit: number,
  ): Promise<{ readonly readings: readonly WrittenReading[]; readonly more: boolean }>;
  /** Abstained or not, newest by the entry's own time first. */
  readRecentReadings(account: AccountId, limit: number): Promise<readonly StoredReading[]>;
  readCorrections(account: AccountId): Promise<readonly Correction[]>;
  /** Drops at most `limit` payloads superseded before `before`, oldest first, and gives their quota back. */
  freeSuperseded(account: AccountId, before: EpochMs, limit: number): Promise<{ readonly freed: number }>;
}
