import type { Bytes } from '@undertone/base/bytes';
import { toBase64Url, utf8 } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { systemRandom } from '@undertone/base/clock';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import type { PulledOp, PushedOp } from '@undertone/contract/sync';
import { unwrap } from '@undertone/base/result';
import { expect, it } from 'vitest';
import type { RecordCommit } from './commit-record.ts';
import { createLocalStore, type LocalStore } from './local-store.ts';
import type { Batch } from './take-batch.ts';
import type { StoreBackend } from './store-tables.ts';

const ENVELOPE: Bytes = utf8('sealed');
const LIMITS = { ops: 10, chars: 1_000_000 };

const newOpId = () => createUuid(systemRandom) as string as OpId;
const newRecordId = () => createUuid(systemRandom) as string as RecordId;

function pushedOp(recordId: RecordId, supersedes: readonly OpId[] = []): PushedOp {
  return {
    opId: newOpId(),
    collection: 'entries',
    recordId,
    supersedes: [...supersedes],
    schema: 1,
    sealed: toBase64Url(ENVELOPE),
    deleted: false,
    open: null,
  };
}

function pulledOp(seq: number, recordId = newRecordId(), change: Partial<PulledOp> = {}): PulledOp {
  const { open: _, ...op } = pushedOp(recordId);
  return { ...op, seq: seq as Sequence, ...change };
}

function commitOf(op: PushedOp, basedOn: number, change: Partial<RecordCommit> = {}): RecordCommit {
  const { opId, recordId, collection, schema } = op;
  return {
    row: { recordId, collection, schema, stateId: opId, envelope: ENVELOPE, heads: [opId], opened: true },
    basedOn,
    queue: op,
    replaces: [],
    merges: [],
    ...change,
  };
}

const applied = (batch: Batch, cursor: number, pulled: readonly PulledOp[], acked: readonly OpId[] = []) => ({
  batch,
  cursor: cursor as Sequence,
  acked: acked.map((opId, index) => ({ opId, seq: (index + 1) as Sequence })),
  refused: [],
  pulled,
});

/** What every local store does, whatever holds its rows. */
export function describeLocalStore(makeBackend: () => Promise<StoreBackend>): void {
  const open = async (): Promise<LocalStore> => createLocalStore(await makeBackend());

  it('stores a record and queues its op in one go', async () => {
    const store = await open();
    const op = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(op, 0)));
    const { row, queued } = await store.readRecord(op.recordId);
    expect(row).toMatchObject({ recordId: op.recordId, heads: [op.opId], revision: 1 });
    expect(row?.envelope).toEqual(ENVELOPE);
    expect(queued.map(({ opId }) => opId)).toEqual([op.opId]);
    expect(await store.countOutbox()).toBe(1);
    expect([...(await store.queuedRecords())]).toEqual([op.recordId]);
    expect([...(await store.queuedRecords([newRecordId(), op.recordId]))]).toEqual([op.recordId]);
  });

  it('refuses a commit that was computed from an older revision, and changes nothing', async () => {
    const store = await open();
    const op = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(op, 0)));
    const late = pushedOp(op.recordId);
    expect(await store.commitRecord(commitOf(late, 0))).toEqual({ ok: false, error: 'conflict' });
    expect((await store.readRecord(op.recordId)).queued.map(({ opId }) => opId)).toEqual([op.opId]);
  });

  it('stores many records in one go, each with its own conflict', async () => {
    const store = await open();
    const [one, two] = [pushedOp(newRecordId()), pushedOp(newRecordId())];
    unwrap(await store.commitRecord(commitOf(two, 0)));
    const outcomes = unwrap(await store.commitRecords([commitOf(one, 0), commitOf(two, 0)]));
    expect(outcomes).toEqual([
      { ok: true, value: undefined },
      { ok: false, error: 'conflict' },
    ]);
    expect(await store.countRecords()).toBe(2);
  });

  it('lets a newer op take the place of one never sent, but not of one that a server may have', async () => {
    const store = await open();
    const first = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(first, 0)));
    const second = pushedOp(first.recordId);
    unwrap(await store.commitRecord(commitOf(second, 1, { replaces: [first.opId] })));
    expect((await store.takeBatch(LIMITS)).ops.map(({ opId }) => opId)).toEqual([second.opId]);
    const third = pushedOp(first.recordId);
    const outcome = await store.commitRecord(commitOf(third, 2, { replaces: [second.opId] }));
    expect(outcome).toEqual({ ok: false, error: 'conflict' });
  });

  it('sends ops in the order in which they were made, within the limits, and says when there are more', async () => {
    const store = await open();
    const ops = Array.from({ length: 5 }, () => pushedOp(newRecordId()));
    for (const op of ops) unwrap(await store.commitRecord(commitOf(op, 0)));
    const batch = await store.takeBatch({ ops: 3, chars: 1_000_000 });
    expect(batch.ops).toEqual(ops.slice(0, 3));
    expect(batch.more).toBe(true);
    const tiny = await store.takeBatch({ ops: 3, chars: 1 });
    expect(tiny.ops).toEqual(ops.slice(0, 1));
    expect((await store.takeBatch({ ops: 5, chars: 1_000_000 })).more).toBe(false);
  });

  it('drops what was acknowledged, takes in what was pulled and moves the cursor together', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const batch = await store.takeBatch(LIMITS);
    const theirs = pulledOp(2);
    const effect = unwrap(await store.applyExchange(applied(batch, 2, [theirs], [mine.opId])));
    expect(effect).toMatchObject({ pulled: { waiting: [] }, settled: [mine.recordId], pulledApplied: true });
    expect(effect.pulled.placed.map((row) => row.recordId)).toEqual([theirs.recordId]);
    expect(await store.countOutbox()).toBe(0);
    expect((await store.readRecord(theirs.recordId)).row).toMatchObject({
      heads: [theirs.opId],
      opened: false,
    });
    expect((await store.takeBatch(LIMITS)).cursor).toBe(2);
  });

  it('lets further ops of a record that is here wait to be merged', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const [one, two] = [pulledOp(3, mine.recordId), pulledOp(4, mine.recordId)];
    const effect = unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 4, [one, two])));
    expect(effect.pulled).toEqual({ placed: [], waiting: [mine.recordId] });
    const state = await store.readRecord(mine.recordId);
    expect(state.row?.heads).toEqual([mine.opId]);
    expect(state.pulled.map(({ opId }) => opId)).toEqual([one.opId, two.opId]);
    const merged = commitOf(mine, 1, { queue: null, merges: [one.opId, two.opId] });
    unwrap(await store.commitRecord(merged));
    expect(await store.readPulled(10)).toEqual([]);
  });

  it('takes an op of its own that comes back as an acknowledgement', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const { open: _, ...echo } = mine;
    const batch = await store.takeBatch(LIMITS);
    unwrap(await store.applyExchange(applied(batch, 7, [{ ...echo, seq: 7 as Sequence }])));
    expect(await store.countOutbox()).toBe(0);
    expect(await store.readPulled(10)).toEqual([]);
  });

  it('believes only the acknowledgements of a reply to an older question', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const early = await store.takeBatch(LIMITS);
    unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 9, [])));
    const effect = unwrap(await store.applyExchange(applied(early, 5, [pulledOp(5)], [mine.opId])));
    expect(effect).toMatchObject({ pulledApplied: false, pulled: { placed: [], waiting: [] } });
    expect((await store.takeBatch(LIMITS)).cursor).toBe(9);
    expect(await store.countOutbox()).toBe(0);
    await store.rewind();
    const { cursor, epoch } = await store.takeBatch(LIMITS);
    expect([cursor, epoch]).toEqual([0, 1]);
  });

  it('keeps an op that it cannot place, as it came, and does not take it in twice', async () => {
    const store = await open();
    const ops = [
      pulledOp(1, newRecordId(), { collection: 'dreams' }),
      pulledOp(2, newRecordId(), { sealed: '***' }),
    ];
    unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 2, ops)));
    await store.rewind();
    unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 2, ops)));
    const kept = await store.readQuarantine();
    expect(kept.map(({ opId, reason, sealed }) => [opId, reason, sealed])).toEqual([
      [ops[0]!.opId, 'unsupported-version', ops[0]!.sealed],
      [ops[1]!.opId, 'corrupt', '***'],
    ]);
    await store.retryQuarantine(kept.map(({ key }) => key));
    expect(await store.readQuarantine()).toEqual([]);
    expect((await store.readPulled(10)).map(({ opId }) => opId)).toEqual(ops.map(({ opId }) => opId));
  });

  it('sets a rotten record aside, brings back what is queued of it and pulls the rest again', async () => {
    const store = await open();
    const op = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(op, 0)));
    unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 9, [])));
    await store.quarantineRecord((await store.readRecord(op.recordId)).row!, 'corrupt');
    const state = await store.readRecord(op.recordId);
    expect(state.row).toBeNull();
    expect(state.pulled.map(({ opId }) => opId)).toEqual([op.opId]);
    expect((await store.takeBatch(LIMITS)).cursor).toBe(0);
    expect(await store.readQuarantine()).toMatchObject([{ recordId: op.recordId, reason: 'corrupt' }]);
  });

  it('keeps refused ops out of the way until they may be tried again', async () => {
    const store = await open();
    const [big, next] = [pushedOp(newRecordId()), pushedOp(newRecordId())];
    for (const op of [big, next]) unwrap(await store.commitRecord(commitOf(op, 0)));
    const batch = await store.takeBatch(LIMITS);
    const refused = [{ opId: big.opId, refusal: 'quota-exceeded' as const }];
    unwrap(await store.applyExchange({ ...applied(batch, 1, [], [next.opId]), refused }));
    expect((await store.takeBatch(LIMITS)).ops).toEqual([]);
    expect(await store.smallestRefused('quota-exceeded')).toBe(big.sealed.length);
    await store.retryRefused('quota-exceeded');
    expect((await store.takeBatch(LIMITS)).ops).toEqual([big]);
    expect(await store.smallestRefused('quota-exceeded')).toBeNull();
  });

  it('forgets a refused op that a newer one stands for', async () => {
    const store = await open();
    const old = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(old, 0)));
    const batch = await store.takeBatch(LIMITS);
    const newer = pushedOp(old.recordId, [old.opId]);
    unwrap(await store.commitRecord(commitOf(newer, 1)));
    const refused = [{ opId: old.opId, refusal: 'quota-exceeded' as const }];
    unwrap(await store.applyExchange({ ...applied(batch, 0, []), refused }));
    expect((await store.readOutbox()).map(({ opId }) => opId)).toEqual([newer.opId]);
  });

  it('takes numbers out of everything that is queued', async () => {
    const store = await open();
    const op = pushedOp(newRecordId());
    const lane = { localDay: 1, localHour: 2, scores: [], correction: null };
    unwrap(await store.commitRecord(commitOf({ ...op, open: lane }, 0)));
    await store.takeBatch(LIMITS);
    await store.narrowOpenLanes(() => null);
    expect((await store.takeBatch(LIMITS)).ops).toEqual([op]);
  });

  it('keeps as witness the newest op that the server is known to have, until it rewinds', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const batch = await store.takeBatch({ ...LIMITS, witness: true });
    expect(batch.witness).toBeNull();
    const theirs = pulledOp(9);
    unwrap(await store.applyExchange(applied(batch, 9, [pulledOp(8), theirs], [mine.opId])));
    const next = await store.takeBatch({ ...LIMITS, witness: true });
    expect(next.witness).toEqual({ opId: theirs.opId, seq: 9 });
    expect((await store.takeBatch(LIMITS)).witness).toBeNull();
    await store.rewind();
    expect((await store.takeBatch({ ...LIMITS, witness: true })).witness).toBeNull();
  });

  it('takes in a page of a thousand among others, and knows those that it has met', async () => {
    const store = await open();
    const mine = pushedOp(newRecordId());
    unwrap(await store.commitRecord(commitOf(mine, 0)));
    const page = Array.from({ length: 1_000 }, (_, index) => pulledOp(index + 1));
    const again = page.slice(0, 100).map(({ recordId }, index) => pulledOp(2_000 + index, recordId));
    unwrap(await store.applyExchange(applied(await store.takeBatch(LIMITS), 1_000, page)));
    const later = applied(await store.takeBatch(LIMITS), 3_000, [...again, pulledOp(2_999, mine.recordId)]);
    const effect = unwrap(await store.applyExchange(later));
    expect([effect.pulled.placed.length, effect.pulled.waiting.length]).toEqual([0, 101]);
    expect(await store.countRecords()).toBe(1_001);
  });

  it('retires only when nothing was saved meanwhile, and takes no save afterwards', async () => {
    const store = await open();
    const [first, second, late] = [newRecordId(), newRecordId(), newRecordId()].map((id) => pushedOp(id));
    unwrap(await store.commitRecord(commitOf(first!, 0)));
    const saves = await store.readSaves();
    unwrap(await store.commitRecord(commitOf(second!, 0)));
    expect(await store.retire(saves)).toBe(false);
    unwrap(await store.commitRecord(commitOf(pushedOp(second!.recordId), 1)));
    expect(await store.retire(await store.readSaves())).toBe(true);
    expect(await store.commitRecord(commitOf(late!, 0))).toEqual({ ok: false, error: 'storage-unavailable' });
    expect(await store.countRecords()).toBe(2);
    await store.reinstate();
    unwrap(await store.commitRecord(commitOf(late!, 0)));
  });

  it('pages records newest first', async () => {
    const store = await open();
    const ops = Array.from({ length: 5 }, () => pushedOp(newRecordId()));
    for (const op of ops) unwrap(await store.commitRecord(commitOf(op, 0)));
    const first = await store.pageRecords(null, 2);
    const rest = await store.pageRecords(first[1]!.order, 9);
    expect([...first, ...rest].map((row) => row.recordId)).toEqual(ops.map((op) => op.recordId).reverse());
  });

  it('keeps drafts and notes of its own', async () => {
    const store = await open();
    unwrap(await store.writeDraft({ of: 'new', stateId: newOpId(), envelope: ENVELOPE }));
    unwrap(await store.writeMeta('lastBackupAt', 5));
    expect((await store.readDraft('new'))?.envelope).toEqual(ENVELOPE);
    expect(await store.draftNames()).toEqual(['new']);
    expect(await store.readMeta('lastBackupAt')).toBe(5);
    await store.deleteDraft('new');
    expect(await store.readDraft('new')).toBeNull();
  });
}
