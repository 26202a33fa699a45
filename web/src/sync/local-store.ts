import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { COLLECTIONS, type PulledOp, type PushedOp, type SyncReply } from '@undertone/contract/sync';
import { parseBase64Url, toBase64Url } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
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

export interface RecordCommit {
  /** `revision` and `order` are set by the store. */
  readonly row: Omit<RecordRow, 'revision' | 'order'>;
  /** The revision that this was computed from; 0 for a record that was not there. */
  readonly basedOn: number;
  readonly queue: PushedOp | null;
  /** Queued ops that `queue` stands in for. A conflict if one of them has been attempted meanwhile. */
  readonly replaces: readonly OpId[];
  /** Queued ops dropped even though attempted: another op in the outbox now supersedes them. */
  readonly withdraws?: readonly OpId[];
  /** Pulled ops that this state has merged. */
  readonly merges: readonly OpId[];
  /** A draft that this commit makes durable as an entry. */
  readonly clearsDraft?: string;
}

/** `conflict`: another tab or the sync loop changed the record; read it again and redo. */
export type CommitFailure = 'conflict' | StorageFailureCode;

export interface Batch {
  readonly cursor: Sequence;
  /** Changes when the cursor is rewound, so that a reply to an older question is not believed. */
  readonly epoch: number;
  readonly ops: readonly PushedOp[];
  /** There are further ops to send. */
  readonly more: boolean;
  /** When asked for: see [Note: Witness]. */
  readonly witness: Witness | null;
}

/**
 * [Note: Witness] The newest op that this device knows the server to have, and its place in the log. A server that
 * no longer has it there has lost a part of its log (it was restored from an older backup), even if others have
 * filled the log up since, so that the cursor tells nothing. Asking does not add the op: the answer stays the same
 * until the device has acted on it.
 */
export interface Witness {
  readonly opId: OpId;
  readonly seq: Sequence;
}

export interface AppliedExchange {
  readonly batch: Batch;
  readonly cursor: Sequence;
  readonly acked: SyncReply['acked'];
  readonly refused: readonly { readonly opId: OpId; readonly refusal: Refusal }[];
  readonly pulled: readonly PulledOp[];
}

/** What an exchange brought and nobody has looked at yet. */
export interface PulledWork {
  /** Records that are new here, as they were stored: to be opened. */
  readonly placed: readonly RecordRow[];
  /** Records with ops that wait to be merged. */
  readonly waiting: readonly RecordId[];
}

const NO_WORK: PulledWork = { placed: [], waiting: [] };

export interface ExchangeEffect {
  readonly pulled: PulledWork;
  /** Records of which an op was acknowledged. */
  readonly settled: readonly RecordId[];
  /** `false`: another tab has moved the cursor since; its own exchange brought what this one pulled. */
  readonly pulledApplied: boolean;
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
  takeBatch(limits: {
    readonly ops: number;
    readonly chars: number;
    readonly witness?: boolean;
  }): Promise<Batch>;
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
        const [row] = await records.get([recordId]);
        const attemptedThrough = await readPlace(meta, 'attemptedThrough');
        const queued = (await outbox.ofRecord(recordId)).map((each) => ({
          ...each,
          replaceable: isReplaceable(each, attemptedThrough),
        }));
        return { row: row ?? null, queued, pulled: await inbox.ofRecord(recordId) };
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

    takeBatch: (limits) =>
      mustWrite(['outbox', 'meta'], async ({ outbox, meta }) => {
        const { rows, more } = await oldestThatFit(outbox, limits);
        const newest = rows.at(-1)?.order ?? 0;
        const attemptedThrough = await readPlace(meta, 'attemptedThrough');
        if (newest > attemptedThrough) await meta.put([{ key: 'attemptedThrough', value: newest }]);
        const { cursor, epoch } = await readPosition(meta);
        const [witness] = limits.witness === true ? await meta.get(['witness']) : [];
        const ops = rows.map(({ op }) => op);
        return { cursor, epoch, ops, more, witness: (witness?.value as Witness | undefined) ?? null };
      }),
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
        await refuseRetired(meta);
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

const COMMIT_TABLES = ['records', 'outbox', 'inbox', 'meta', 'drafts'] as const;

async function commitIn(
  { records, outbox, inbox, meta, drafts }: Tables,
  commit: RecordCommit,
): Promise<Result<void, 'conflict'>> {
  const { recordId } = commit.row;
  const [current] = await records.get([recordId]);
  if ((current?.revision ?? 0) !== commit.basedOn) return err('conflict');
  const replaced = await outbox.get(commit.replaces);
  await refuseRetired(meta);
  const attemptedThrough = await readPlace(meta, 'attemptedThrough');
  if (replaced.some((row) => row === undefined || !isReplaceable(row, attemptedThrough)))
    return err('conflict');
  const isNew = current === undefined || commit.queue !== null;
  const place = isNew ? await takePlace(meta) : 0;
  await records.put([{ ...commit.row, revision: commit.basedOn + 1, order: current?.order ?? place }]);
  await outbox.delete([...commit.replaces, ...(commit.withdraws ?? [])]);
  if (commit.queue !== null) {
    const { opId } = commit.queue;
    await outbox.put([{ opId, recordId, order: place, op: commit.queue, refusal: null }]);
  }
  await inbox.delete(commit.merges);
  if (commit.clearsDraft !== undefined) await drafts.delete([commit.clearsDraft]);
  return ok();
}

async function refuseRetired(meta: Tables['meta']): Promise<void> {
  const [retired] = await meta.get(['retired']);
  if (retired?.value === true) throw new StorageFailure('storage-unavailable');
}

async function applyIn(
  { records, outbox, inbox, quarantine, meta }: Tables,
  { batch, cursor, acked, refused, pulled }: AppliedExchange,
): Promise<ExchangeEffect> {
  const position = await readPosition(meta);
  // Asked before a rewind: what it acknowledges may be lost since, and is queued again.
  if (position.epoch !== batch.epoch) return { pulled: NO_WORK, settled: [], pulledApplied: false };
  // An op of ours may come back as somebody's: pushed by another tab, or before a crash.
  const mine = await outbox.get(pulled.map(({ opId }) => opId));
  const delivered = [
    ...acked.map(({ opId }) => opId),
    ...mine.flatMap((row) => (row === undefined ? [] : [row.opId])),
  ];
  const settled = (await outbox.get(delivered)).flatMap((row) => (row === undefined ? [] : [row.recordId]));
  await outbox.delete(delivered);
  await noteRefusals(outbox, refused);

  if (position.cursor !== batch.cursor) {
    await keepWitness(meta, newestOf(acked, []));
    return { pulled: NO_WORK, settled, pulledApplied: false };
  }
  const known = await quarantine.get(pulled.map(({ opId }) => opId));
  const fresh = pulled.filter((_, index) => mine[index] === undefined && known[index] === undefined);
  const work = await takeIn({ records, inbox, quarantine, meta }, fresh);
  await meta.put([{ key: 'cursor', value: cursor }]);
  await keepWitness(meta, newestOf(acked, pulled));
  return { pulled: work, settled, pulledApplied: true };
}

async function keepWitness(meta: Tables['meta'], witness: Witness | null): Promise<void> {
  const [row] = await meta.get(['witness']);
  const present = row?.value as Witness | undefined;
  if (witness !== null && witness.seq > (present?.seq ?? 0))
    await meta.put([{ key: 'witness', value: witness }]);
}

function newestOf(acked: SyncReply['acked'], pulled: readonly PulledOp[]): Witness | null {
  const known: readonly Witness[] = [...acked, ...pulled.slice(-1)];
  return known.reduce<Witness | null>(
    (best, { opId, seq }) => (best === null || seq > best.seq ? { opId, seq } : best),
    null,
  );
}

/** A refused op that a newer one in the outbox supersedes has nothing to wait for. */
async function noteRefusals(outbox: Tables['outbox'], refused: AppliedExchange['refused']): Promise<void> {
  const rows = await outbox.get(refused.map(({ opId }) => opId));
  for (const [index, row] of rows.entries()) {
    if (row === undefined) continue;
    const others = await outbox.ofRecord(row.recordId);
    if (others.some(({ op }) => op.supersedes.includes(row.opId))) await outbox.delete([row.opId]);
    else await outbox.put([{ ...row, refusal: refused[index]!.refusal }]);
  }
}

/**
 * The first op of a record that this device has not met is stored as the record itself, still unopened: no
 * second write when a whole journal arrives. Everything else waits in the inbox to be merged.
 */
async function takeIn(
  { records, inbox, quarantine, meta }: Pick<Tables, 'records' | 'inbox' | 'quarantine' | 'meta'>,
  ops: readonly PulledOp[],
): Promise<PulledWork> {
  const firsts = new Map<RecordId, RecordRow>();
  const sound: PulledOp[] = [];
  const unknown: QuarantineRow[] = [];
  const firstPlace = await takePlace(meta, ops.length);
  for (const [index, op] of ops.entries()) {
    const sealed = parseBase64Url(op.sealed);
    if (!(COLLECTIONS as readonly string[]).includes(op.collection)) {
      unknown.push({ ...toPulledRow(op), key: op.opId, reason: 'unsupported-version' });
    } else if (!sealed.ok) {
      unknown.push({ ...toPulledRow(op), key: op.opId, reason: 'corrupt' });
    } else {
      sound.push(op);
      if (firsts.has(op.recordId)) continue;
      firsts.set(op.recordId, {
        recordId: op.recordId,
        collection: op.collection,
        schema: op.schema,
        stateId: op.opId,
        envelope: sealed.value,
        heads: [op.opId],
        revision: 1,
        order: firstPlace + index,
        opened: false,
      });
    }
  }
  const known = (await records.add([...firsts.values()])).map(({ recordId }) => recordId);
  const heads = new Map((await records.get(known)).map((row) => [row!.recordId, row!.heads]));
  const placed = [...firsts.values()].filter(({ recordId }) => !heads.has(recordId));
  const isPlaced = new Set(placed.map(({ stateId }) => stateId));
  // What is among the heads has been merged already.
  const waiting = sound.filter(
    ({ opId, recordId }) => !isPlaced.has(opId) && heads.get(recordId)?.includes(opId) !== true,
  );
  await inbox.put(waiting.map(toPulledRow));
  await quarantine.put(unknown);
  return { placed, waiting: [...new Set(waiting.map(({ recordId }) => recordId))] };
}

/** Ids, heads and open lane of one op as JSON: 64 heads take 2,500 characters and scores 1,000. */
const CHARS_BESIDE_SEALED = 4_000;

async function oldestThatFit(
  outbox: Tables['outbox'],
  limits: { readonly ops: number; readonly chars: number },
): Promise<{ readonly rows: readonly OutboxRow[]; readonly more: boolean }> {
  const taken: OutboxRow[] = [];
  let chars = 0;
  let from: number | null = null;
  for (;;) {
    const rows: readonly OutboxRow[] = await outbox.list('oldest-first', from, limits.ops);
    for (const row of rows) {
      from = row.order;
      if (row.refusal !== null) continue;
      chars += row.op.sealed.length + CHARS_BESIDE_SEALED;
      // One op always goes, however large: the contract's own limits let it.
      if (taken.length === limits.ops || (taken.length > 0 && chars > limits.chars))
        return { rows: taken, more: true };
      taken.push(row);
    }
    if (rows.length < limits.ops) return { rows: taken, more: false };
  }
}

async function readPosition(
  meta: Tables['meta'],
): Promise<{ readonly cursor: Sequence; readonly epoch: number }> {
  const [cursor, epoch] = await meta.get(['cursor', 'epoch']);
  return { cursor: Number(cursor?.value ?? 0) as Sequence, epoch: Number(epoch?.value ?? 0) };
}

async function rewindIn({ meta }: Pick<Tables, 'meta'>): Promise<void> {
  const { epoch } = await readPosition(meta);
  await meta.put([
    { key: 'cursor', value: 0 },
    { key: 'epoch', value: epoch + 1 },
  ]);
  await meta.delete(['witness']);
}

/**
 * Ops leave oldest first, so one place tells which of them a server may have: no row is written again only to say
 * that it was sent. A refusal is a server's word that it has not kept the op.
 */
function isReplaceable({ order, refusal }: OutboxRow, attemptedThrough: number): boolean {
  return order > attemptedThrough || refusal !== null;
}

async function readPlace(
  meta: Tables['meta'],
  key: 'attemptedThrough' | 'openedThrough' | 'nextPlace',
): Promise<number> {
  const [row] = await meta.get([key]);
  return Number(row?.value ?? 0);
}

/** The first of `count` places in the order of this device. */
async function takePlace(meta: Tables['meta'], count = 1): Promise<number> {
  const [row] = await meta.get(['nextPlace']);
  const place = Number(row?.value ?? 1);
  if (count > 0) await meta.put([{ key: 'nextPlace', value: place + count }]);
  return place;
}

function toPulledRow({ opId, recordId, seq, collection, schema, supersedes, sealed }: PulledOp): PulledRow {
  return { opId, recordId, order: seq, collection, schema, supersedes, sealed };
}

function toQuarantine(row: RecordRow, reason: QuarantineReason, wasSound: boolean): QuarantineRow {
  const { stateId, recordId, order, collection, schema } = row;
  return {
    key: wasSound ? `local:${recordId}` : stateId,
    opId: stateId,
    recordId,
    order,
    collection,
    schema,
    supersedes: [],
    sealed: toBase64Url(row.envelope),
    reason,
  };
}
