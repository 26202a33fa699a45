import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import type { PushedOp } from '@undertone/contract/sync';
import { err, ok, type Result } from '@undertone/base/result';
import { applyIn, type AppliedExchange, type ExchangeEffect } from './apply-exchange.ts';
import {
  COMMIT_TABLES,
  commitIn,
  isReplaceable,
  type CommitFailure,
  type RecordCommit,
} from './commit-record.ts';
import { toPulledRow, toQuarantine } from './quarantine-rows.ts';
import { readPlace, refuseRetired, rewindIn } from './store-meta.ts';
import type {
  DraftRow,
  OutboxRow,
  PulledRow,
  QuarantineReason,
  QuarantineRow,
  RecordRow,
  Refusal,
} from './store-rows.ts';
import {
  StorageFailure,
  type StorageFailureCode,
  type StoreBackend,
  type TableName,
  type Tables,
} from './store-tables.ts';
import { takeBatchIn, type Batch, type BatchLimits } from './take-batch.ts';

/** One record with all that waits around it, read at one moment. */
export interface RecordState {
  readonly row: RecordRow | null;
  /** Ops of it not yet acknowledged, oldest first. */
  readonly queued: readonly (OutboxRow & {
    /** No server can have it: a newer op may stand in for it. */
    readonly replaceable: boolean;
  })[];
  /** Ops of it pulled but not yet merged, in log order. */
  readonly pulled: readonly PulledRow[];
}

/** What the journal and the sync loop share: every method is one transaction, so none can be half done. */
export interface LocalStore {
  readRecord(recordId: RecordId): Promise<RecordState>;
  pageRecords(beforeOrder: number | null, limit: number): Promise<readonly RecordRow[]>;
  readRecords(recordIds: readonly RecordId[]): Promise<readonly (RecordRow | undefined)[]>;
  /** Durable when it resolves. */
  commitRecord(commit: RecordCommit): Promise<Result<void, CommitFailure>>;
  /** All in one transaction, though each may have its own conflict. One outcome per commit, in order. */
  commitRecords(
    commits: readonly RecordCommit[],
  ): Promise<Result<readonly Result<void, 'conflict'>[], StorageFailureCode>>;
  /** Notes that every record up to this place has been opened once: one that no longer opens has rotted here. */
  noteOpenedThrough(order: number): Promise<void>;
  countRecords(): Promise<number>;

  readPulled(limit: number): Promise<readonly PulledRow[]>;
  /** A pulled op that does not open leaves the way to the merge. */
  quarantinePulled(opId: OpId, reason: QuarantineReason): Promise<void>;
  /** A stored state that does not open. If it was synced, everything is pulled again, its sound copy included. */
  quarantineRecord(row: RecordRow, reason: QuarantineReason): Promise<void>;
  readQuarantine(): Promise<readonly QuarantineRow[]>;
  /** Puts pulled ops back on the way to the merge, for a newer version of the app to try. */
  retryQuarantine(keys: readonly string[]): Promise<void>;

  /** The oldest ops that fit, marked as attempted before this resolves. */
  takeBatch(limits: BatchLimits): Promise<Batch>;
  applyExchange(applied: AppliedExchange): Promise<Result<ExchangeEffect, StorageFailureCode>>;
  readOutbox(): Promise<readonly OutboxRow[]>;
  countOutbox(): Promise<number>;
  /** Ops refused for this reason may be tried again. */
  retryRefused(refusal: Refusal): Promise<void>;
  /** Sealed characters of the smallest op that waits for this reason; `null` when none does. */
  smallestRefused(refusal: Refusal): Promise<number | null>;
  refuse(opId: OpId, refusal: Refusal): Promise<void>;
  /** Records with something queued: all of them, or those of the given ones. */
  queuedRecords(among?: readonly RecordId[]): Promise<ReadonlySet<RecordId>>;
  /** Narrows the open lanes of what is queued. Even of attempted ops: a server tells ops by their sealed lane. */
  narrowOpenLanes(narrow: (open: PushedOp['open']) => PushedOp['open']): Promise<void>;
  /**
   * Pulls everything again from the start, which is harmless: merging is idempotent. `owesEverything` notes in
   * the same transaction that every record is to be pushed again too.
   */
  rewind(options?: { readonly owesEverything: boolean }): Promise<void>;

  readDraft(of: string): Promise<DraftRow | null>;
  writeDraft(draft: DraftRow): Promise<Result<void, StorageFailureCode>>;
  /** With `stateId`: only while it is still that one. */
  deleteDraft(of: string, stateId?: OpId): Promise<void>;
  draftNames(): Promise<readonly string[]>;

  /** Grows with every save. */
  readSaves(): Promise<number>;
  /** Refuses every save from now on, other tabs' too; `false`, and nothing, if there was one since `saves` was read. */
  retire(saves: number): Promise<boolean>;
  /** Takes saves again: somebody came back to a journal that was on its way out. */
  reinstate(): Promise<void>;

  readMeta(key: string): Promise<unknown>;
  writeMeta(key: string, value: unknown): Promise<Result<void, StorageFailureCode>>;
}

export function createLocalStore(backend: StoreBackend): LocalStore {
  const write = async <Value>(
    names: readonly TableName[],
    body: (tables: Tables) => Promise<Value>,
  ): Promise<Result<Value, StorageFailureCode>> => {
    try {
      return ok(await backend.transaction('write', names, body));
    } catch (error) {
      if (error instanceof StorageFailure) return err(error.code);
      throw error;
    }
  };
  const mustWrite = async <Value>(names: readonly TableName[], body: (tables: Tables) => Promise<Value>) =>
    backend.transaction('write', names, body);
  const read = backend.transaction.bind(backend, 'read') as <Value>(
    names: readonly TableName[],
    body: (tables: Tables) => Promise<Value>,
  ) => Promise<Value>;

  return {
    readRecord: (recordId) =>
      read(['records', 'outbox', 'inbox', 'meta'], async ({ records, outbox, inbox, meta }) => {
        const [[row], attemptedThrough, waiting, pulled] = await Promise.all([
          records.get([recordId]),
          readPlace(meta, 'attemptedThrough'),
          outbox.ofRecord(recordId),
          inbox.ofRecord(recordId),
        ]);
        const queued = waiting.map((each) => ({
          ...each,
          replaceable: isReplaceable(each, attemptedThrough),
        }));
        return { row: row ?? null, queued, pulled };
      }),
    pageRecords: (beforeOrder, limit) =>
      read(['records'], ({ records }) => records.list('newest-first', beforeOrder, limit)),
    readRecords: (recordIds) => read(['records'], ({ records }) => records.get(recordIds)),
    countRecords: () => read(['records'], ({ records }) => records.count()),

    async commitRecord(commit) {
      const outcome = await write(COMMIT_TABLES, (tables) => commitIn(tables, commit));
      return outcome.ok ? outcome.value : outcome;
    },
    commitRecords: (commits) =>
      write(COMMIT_TABLES, async (tables) => {
        const outcomes: Result<void, 'conflict'>[] = [];
        for (const commit of commits) outcomes.push(await commitIn(tables, commit));
        return outcomes;
      }),
    noteOpenedThrough: (order) =>
      mustWrite(['meta'], async ({ meta }) => {
        const through = await readPlace(meta, 'openedThrough');
        if (order > through) await meta.put([{ key: 'openedThrough', value: order }]);
      }),

    readPulled: (limit) => read(['inbox'], ({ inbox }) => inbox.list('oldest-first', null, limit)),
    quarantinePulled: (opId, reason) =>
      mustWrite(['inbox', 'quarantine'], async ({ inbox, quarantine }) => {
        const [row] = await inbox.get([opId]);
        if (row === undefined) return;
        await quarantine.put([{ ...row, key: opId, reason }]);
        await inbox.delete([opId]);
      }),
    quarantineRecord: (row, reason) =>
      mustWrite(['records', 'outbox', 'inbox', 'quarantine', 'meta'], async (tables) => {
        const [current] = await tables.records.get([row.recordId]);
        if (current === undefined || current.revision !== row.revision) return;
        const wasSound = current.opened || current.order <= (await readPlace(tables.meta, 'openedThrough'));
        await tables.quarantine.put([toQuarantine(current, reason, wasSound)]);
        await tables.records.delete([row.recordId]);
        if (!wasSound) return;
        // What was written here and not yet pushed would not be pulled back: its own op brings it.
        const queued = await tables.outbox.ofRecord(row.recordId);
        await tables.inbox.put(queued.map(({ op, order }) => toPulledRow({ ...op, seq: order as Sequence })));
        await rewindIn(tables);
      }),
    readQuarantine: () =>
      read(['quarantine'], ({ quarantine }) =>
        quarantine.list('oldest-first', null, Number.MAX_SAFE_INTEGER),
      ),
    retryQuarantine: (keys) =>
      mustWrite(['inbox', 'quarantine'], async ({ inbox, quarantine }) => {
        const rows = (await quarantine.get(keys)).filter((row) => row !== undefined);
        await inbox.put(rows.map(({ key: _key, reason: _reason, ...row }) => row));
        await quarantine.delete(rows.map(({ key }) => key));
      }),

    takeBatch: (limits) => mustWrite(['outbox', 'meta'], (tables) => takeBatchIn(tables, limits)),
    applyExchange: (applied) =>
      write(['records', 'outbox', 'inbox', 'quarantine', 'meta'], (tables) => applyIn(tables, applied)),
    readOutbox: () =>
      read(['outbox'], ({ outbox }) => outbox.list('oldest-first', null, Number.MAX_SAFE_INTEGER)),
    countOutbox: () => read(['outbox'], ({ outbox }) => outbox.count()),
    retryRefused: (refusal) =>
      mustWrite(['outbox'], async ({ outbox }) => {
        const rows = await outbox.refused();
        await outbox.put(
          rows.filter((row) => row.refusal === refusal).map((row) => ({ ...row, refusal: null })),
        );
      }),
    smallestRefused: (refusal) =>
      read(['outbox'], async ({ outbox }) => {
        const rows = await outbox.refused();
        const sizes = rows.filter((row) => row.refusal === refusal).map(({ op }) => op.sealed.length);
        return sizes.length === 0 ? null : Math.min(...sizes);
      }),
    refuse: (opId, refusal) =>
      mustWrite(['outbox'], async ({ outbox }) => {
        const rows = (await outbox.get([opId])).filter((row) => row !== undefined);
        await outbox.put(rows.map((row) => ({ ...row, refusal })));
      }),
    queuedRecords: (among) => read(['outbox'], async ({ outbox }) => new Set(await outbox.recordIds(among))),
    narrowOpenLanes: (narrow) =>
      mustWrite(['outbox'], async ({ outbox }) => {
        const rows = await outbox.list('oldest-first', null, Number.MAX_SAFE_INTEGER);
        const withLane = rows.filter(({ op }) => op.open !== null);
        await outbox.put(withLane.map((row) => ({ ...row, op: { ...row.op, open: narrow(row.op.open) } })));
      }),
    rewind: ({ owesEverything } = { owesEverything: false }) =>
      mustWrite(['meta'], async (tables) => {
        await rewindIn(tables);
        if (owesEverything) await tables.meta.put([{ key: 'owesEverything', value: true }]);
      }),

    readDraft: (of) => read(['drafts'], async ({ drafts }) => (await drafts.get([of]))[0] ?? null),
    writeDraft: (draft) =>
      write(['drafts', 'meta'], async ({ drafts, meta }) => {
        const [retired] = await meta.get(['retired']);
        refuseRetired(retired);
        await drafts.put([draft]);
      }),
    deleteDraft: (of, stateId) =>
      mustWrite(['drafts'], async ({ drafts }) => {
        const [row] = stateId === undefined ? [] : await drafts.get([of]);
        if (row?.stateId === stateId) await drafts.delete([of]);
      }),
    draftNames: () => read(['drafts'], ({ drafts }) => drafts.keys()),

    readSaves: () => read(['meta'], ({ meta }) => readPlace(meta, 'nextPlace')),
    retire: (saves) =>
      mustWrite(['meta'], async ({ meta }) => {
        if ((await readPlace(meta, 'nextPlace')) !== saves) return false;
        await meta.put([{ key: 'retired', value: true }]);
        return true;
      }),

    reinstate: () => mustWrite(['meta'], ({ meta }) => meta.delete(['retired'])),

    readMeta: (key) => read(['meta'], async ({ meta }) => (await meta.get([key]))[0]?.value),
    writeMeta: (key, value) => write(['meta'], ({ meta }) => meta.put([{ key, value }])),
  };
}
