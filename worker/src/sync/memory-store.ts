import type { EpochMs } from '@undertone/base/clock';
import { toCorrection } from '@undertone/contract/open-lane';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { StoredReading } from '@undertone/contract/reading';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { CORRECTIONS_USED } from '@undertone/emotion/reliability';
import type { AccountId } from '../db/account-id.ts';
import type { AcceptedOp, Commit, LogHead, Page, PageQuery, ScoredRecord, SyncStore } from './store.ts';
import { toWire } from './to-wire.ts';

interface Partition {
  version: number;
  lastSeq: Sequence;
  usedChars: number;
  readonly granted: Set<Modality>;
  readonly ops: Map<OpId, Omit<AcceptedOp, 'sealed'> & { sealed: string | null }>;
  readonly awaited: Map<OpId, Set<RecordId>>;
  readonly readings: Map<RecordId, ScoredRecord>;
}

/** For tests and simulations: the same behaviour as the database, held in memory. */
export interface MemoryStore extends SyncStore {
  setQuota(account: AccountId, quotaChars: number): void;
  /** A copy of everything, which a later `restore` puts back: a backup, or a crash between two steps. */
  backup(): MemoryBackup;
  restore(backup: MemoryBackup): void;
}

export type MemoryBackup = ReadonlyMap<AccountId, Partition>;

export function createMemoryStore(): MemoryStore {
  const quotas = new Map<AccountId, number>();
  let partitions = new Map<AccountId, Partition>();

  const partitionOf = (account: AccountId): Partition => {
    const existing = partitions.get(account);
    if (existing !== undefined) return existing;
    const created: Partition = {
      version: 0,
      lastSeq: 0 as Sequence,
      usedChars: 0,
      granted: new Set(),
      ops: new Map(),
      awaited: new Map(),
      readings: new Map(),
    };
    partitions.set(account, created);
    return created;
  };

  const headOf = (account: AccountId): LogHead => {
    const { version, lastSeq, usedChars, granted } = partitionOf(account);
    const quotaChars = quotas.get(account) ?? LIMITS.accountQuotaChars;
    return { version, lastSeq, usedChars, quotaChars, consents: consentsFrom([...granted]) };
  };

  const correctionsOf = (account: AccountId) =>
    [...partitionOf(account).readings.values()]
      .filter(({ correction }) => correction !== null)
      .sort(newestFirst)
      .slice(0, CORRECTIONS_USED)
      .flatMap((record) => toCorrection(record.recordId, record) ?? []);

  return {
    setQuota: (account, quotaChars) => void quotas.set(account, quotaChars),
    backup: () => structuredClone(partitions),
    restore: (backup) => void (partitions = structuredClone(backup) as Map<AccountId, Partition>),

    readHead: async (account) => headOf(account),
    readOutline: async (account, after, limit) => {
      const live = [...partitionOf(account).ops.values()].filter(
        (op) => op.supersededAt === null && op.seq > after,
      );
      const outline = live.sort(bySeq).slice(0, limit);
      return {
        head: headOf(account),
        outline: outline.map(({ seq, sealed }) => ({ seq, chars: sealed?.length ?? 0 })),
      };
    },
    readPage: async (account, query) => pageOf(partitionOf(account), query),

    readForPush: async (account, asked) => {
      const { ops, awaited, readings } = partitionOf(account);
      return {
        head: headOf(account),
        known: asked.opIds.flatMap((opId) => {
          const op = ops.get(opId);
          if (op === undefined) return [];
          const { recordId, seq, digest } = op;
          return [{ opId, recordId, seq, digest, superseded: op.supersededAt !== null }];
        }),
        awaited: asked.opIds.flatMap((opId) =>
          [...(awaited.get(opId) ?? [])].map((recordId) => ({ opId, recordId })),
        ),
        scored: asked.recordIds.flatMap((recordId) => {
          const record = readings.get(recordId);
          return record === undefined ? [] : [{ opId: record.opId, recordId }];
        }),
        corrections: asked.corrections ? correctionsOf(account) : [],
      };
    },

    commit: async (account, commit) => {
      const partition = partitionOf(account);
      if (partition.version !== commit.expectedVersion) return 'conflict';
      write(partition, structuredClone(commit));
      return 'committed';
    },

    readScored: async (account, which) => {
      const records = [...partitionOf(account).readings.values()].sort(bySeq);
      return {
        head: headOf(account),
        records:
          'modality' in which
            ? records.filter(({ scores }) => scores.some(({ modality }) => modality === which.modality))
            : records
                .filter(({ reading }) => reading.fusionVersion < which.fusionBefore)
                .slice(0, which.limit),
      };
    },

    readReadings: async (account, after, limit) => {
      const changed = [...partitionOf(account).readings.values()]
        .filter(({ seq }) => seq > after)
        .sort(bySeq);
      const written = changed.map((record) => ({ seq: record.seq, json: JSON.stringify(toWire(record)) }));
      return { readings: written.slice(0, limit), more: changed.length > limit };
    },

    readRecentReadings: async (account, limit) =>
      [...partitionOf(account).readings.values()].sort(newestFirst).slice(0, limit),
    readCorrections: async (account) => correctionsOf(account),
    freeSuperseded: async (account, before, limit) => free(partitionOf(account), before, limit),
  };
}

function consentsFrom(granted: readonly string[]): LogHead['consents'] {
  return Object.fromEntries(
    MODALITIES.map((modality) => [modality, granted.includes(modality)]),
  ) as LogHead['consents'];
}

function newestFirst(left: StoredReading, right: StoredReading): number {
  return (
    right.localDay - left.localDay ||
    right.localHour - left.localHour ||
    (left.recordId < right.recordId ? -1 : 1)
  );
}

function write(partition: Partition, commit: Commit): void {
  partition.version++;
  partition.lastSeq = commit.lastSeq;
  partition.usedChars = commit.usedChars;
  for (const op of commit.ops) partition.ops.set(op.opId, op);
  for (const opId of commit.superseded) {
    const op = partition.ops.get(opId);
    if (op !== undefined) partition.ops.set(opId, { ...op, supersededAt: commit.at });
  }
  for (const { opId, recordId } of commit.awaited) {
    partition.awaited.set(opId, (partition.awaited.get(opId) ?? new Set()).add(recordId));
  }
  for (const recordId of commit.removedReadings) partition.readings.delete(recordId);
  for (const record of commit.readings) partition.readings.set(record.recordId, record);
  if (commit.consent?.granted === true) partition.granted.add(commit.consent.modality);
  if (commit.consent?.granted === false) partition.granted.delete(commit.consent.modality);
}

function bySeq(left: { readonly seq: Sequence }, right: { readonly seq: Sequence }): number {
  return left.seq - right.seq;
}

function pageOf(partition: Partition, query: PageQuery): Page {
  const within = ({ seq }: { readonly seq: Sequence }) => seq > query.after && seq <= query.upTo;
  const live = [...partition.ops.values()].filter((op) => op.supersededAt === null && within(op)).sort(bySeq);
  const changed = [...partition.readings.values()].filter(within).sort(bySeq);
  return {
    ops: live.map(({ seq, opId, collection, recordId, supersedes, schema, deleted, sealed }) => ({
      ...{ seq, opId, collection, recordId, supersedes, schema, deleted, sealed: sealed ?? '' },
    })),
    readings: changed.slice(0, query.maxReadings),
    moreReadings: changed.length > query.maxReadings,
  };
}

function free(partition: Partition, before: EpochMs, limit: number): { freed: number } {
  const due = [...partition.ops.values()]
    .filter((op) => op.supersededAt !== null && op.supersededAt < before && op.sealed !== null)
    .sort((left, right) => left.supersededAt! - right.supersededAt! || left.seq - right.seq)
    .slice(0, limit);
  for (const op of due) {
    partition.usedChars -= op.sealed!.length;
    op.sealed = null;
  }
  if (due.length > 0) partition.version++;
  return { freed: due.length };
}
