import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import type { PulledOp, PushedOp, SyncReply, SyncRequest } from '@undertone/contract/sync';
import { describe, expect, it } from 'vitest';
import type { SyncState } from '../app/services.ts';
import { createSyncEngine } from './engine.ts';
import { createLocalStore } from './local-store.ts';
import { createMemoryBackend, createMemoryDatabase } from './memory-backend.ts';
import { StorageFailure } from './store-tables.ts';
import type { TransportFailure } from './transport.ts';

const newOpId = () => createUuid(systemRandom) as string as OpId;
const newRecordId = () => createUuid(systemRandom) as string as RecordId;
const seq = (value: number) => value as Sequence;

function replyTo(request: SyncRequest, change: Partial<SyncReply> = {}): SyncReply {
  return {
    protocol: 1,
    cursor: request.cursor,
    more: false,
    acked: request.ops.map(({ opId }, index) => ({ opId, seq: seq(index + 1) })),
    rejected: [],
    ops: [],
    readings: [],
    consents: { text: false, voice: false, face: false },
    quota: { usedChars: 0, limitChars: 1e9 },
    serverTime: '2026-11-21T09:00:00.000Z',
    ...change,
  };
}

function pulledOp(at: number): PulledOp {
  return {
    seq: seq(at),
    opId: newOpId(),
    collection: 'entries',
    recordId: newRecordId(),
    supersedes: [],
    schema: 1,
    sealed: 'AAAA',
    deleted: false,
  };
}

type Answer = (
  request: SyncRequest,
) => Result<SyncReply, TransportFailure> | Promise<Result<SyncReply, TransportFailure>>;

function open(answer: Answer) {
  const database = createMemoryDatabase();
  let full = false;
  const backend = createMemoryBackend(database, {
    before: async (mode) => {
      if (full && mode === 'write') throw new StorageFailure('storage-full');
    },
  });
  const store = createLocalStore(backend);
  const requests: SyncRequest[] = [];
  const states: SyncState[] = [];
  const timers: { readonly delayMs: number; readonly run: () => void }[] = [];
  const queuedAgain: (readonly RecordId[] | 'all')[] = [];
  const parts: { answer: Answer; onState: (state: SyncState) => void } = { answer, onState: () => {} };
  const engine = createSyncEngine({
    store,
    transport: {
      async exchange(request) {
        requests.push(structuredClone(request));
        return parts.answer(request);
      },
    },
    clock: { now: () => 1_000 as EpochMs },
    random: () => 0.5,
    schedule: (delayMs, run) => {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    narrow: (op) => op,
    mergePulled: async () => {},
    queueAgain: async (recordIds) => void queuedAgain.push(recordIds),
    onSettled: () => {},
    onState: (state) => {
      states.push(state);
      parts.onState(state);
    },
  });
  const queue = async (change: Partial<PushedOp> = {}): Promise<PushedOp> => {
    const op: PushedOp = {
      opId: newOpId(),
      collection: 'entries',
      recordId: newRecordId(),
      supersedes: [],
      schema: 1,
      sealed: 'AAAA',
      deleted: false,
      open: null,
      ...change,
    };
    const { opId, recordId } = op;
    const row = {
      recordId,
      collection: 'entries',
      schema: 1,
      stateId: opId,
      envelope: new Uint8Array(3),
      heads: [opId],
      opened: true,
    };
    unwrap(await store.commitRecord({ row, basedOn: 0, queue: op, replaces: [], merges: [] }));
    return op;
  };
  const run = async () => {
    engine.start();
    await engine.syncNow();
    return states.at(-1);
  };
  return {
    store,
    requests,
    states,
    timers,
    queuedAgain,
    engine,
    queue,
    run,
    parts,
    database,
    fill: () => void (full = true),
  };
}

describe('an exchange', () => {
  it('is asked once more for what is saved while the last one comes to rest', async () => {
    const sync = open((request) => ok(replyTo(request)));
    let rests = 0;
    sync.parts.onState = ({ kind }) => {
      if (kind === 'idle' && ++rests === 1) sync.engine.request('edited');
    };
    await sync.run();
    expect(rests).toBe(2);
    expect(sync.states.at(-1)?.kind).toBe('idle');
  });

  it('pushes what is queued, takes what came and asks again while there is more', async () => {
    const theirs = pulledOp(2);
    const sync = open((request) =>
      ok(
        replyTo(
          request,
          request.cursor === 0 ? { cursor: seq(2), ops: [theirs], more: true } : { cursor: seq(9) },
        ),
      ),
    );
    const mine = await sync.queue();
    expect(await sync.run()).toEqual({ kind: 'idle', lastExchangeAt: 1_000 });
    expect(sync.requests[0]!.ops).toEqual([mine]);
    expect(sync.requests.at(-1)!.cursor).toBe(2);
    expect(await sync.store.countOutbox()).toBe(0);
    expect((await sync.store.readRecord(theirs.recordId)).row?.heads).toEqual([theirs.opId]);
  });

  it('replays the very same op when no reply came', async () => {
    let tries = 0;
    const sync = open((request) =>
      ++tries === 1 ? err({ code: 'timeout' }) : ok(replyTo(request, { cursor: seq(1) })),
    );
    const mine = await sync.queue();
    expect(await sync.run()).toMatchObject({ kind: 'waiting' });
    sync.timers[0]!.run();
    await sync.engine.syncNow();
    expect(sync.requests.slice(0, 2).map(({ ops }) => ops)).toEqual([[mine], [mine]]);
  });

  it('never sends more ops or characters than the contract allows', async () => {
    const sync = open((request) => ok(replyTo(request, { cursor: seq(1) })));
    for (let count = 0; count < 8; count++) await sync.queue({ sealed: 'A'.repeat(690_000) });
    await sync.run();
    const sizes = sync.requests.map((request) => JSON.stringify(request).length);
    expect(Math.max(...sizes)).toBeLessThan(4 * 1024 * 1024);
    expect(await sync.store.countOutbox()).toBe(0);
  });
});

describe('a reply that does not fit its question', () => {
  const hostile: Record<string, (request: SyncRequest) => Partial<SyncReply>> = {
    'acknowledges what was never sent': () => ({
      acked: [{ opId: newOpId(), seq: seq(1) }],
    }),
    'answers one op twice': ({ ops }) => ({ rejected: [{ opId: ops[0]!.opId, code: 'quota-exceeded' }] }),
    'holds ops beyond its own cursor': () => ({ cursor: seq(1), ops: [pulledOp(5)] }),
    'holds ops out of order': () => ({ cursor: seq(9), ops: [pulledOp(5), pulledOp(4)] }),
    'promises more without getting anywhere': () => ({ more: true }),
  };

  it.each(Object.keys(hostile))('changes nothing when it %s', async (name) => {
    const sync = open((request) => ok(replyTo(request, hostile[name]!(request))));
    await sync.queue();
    expect(await sync.run()).toMatchObject({ kind: 'waiting' });
    expect(await sync.store.countOutbox()).toBe(1);
    expect((await sync.store.takeBatch({ ops: 9, chars: 9 })).cursor).toBe(0);
    expect(await sync.store.countRecords()).toBe(1);
  });
});

describe('a server that has lost what it had', () => {
  it('is told everything again and read from its start when its log ends before the cursor', async () => {
    const sync = open((request) => ok(replyTo(request, { cursor: seq(request.cursor === 0 ? 7 : 3) })));
    await sync.run();
    await sync.engine.syncNow();
    expect(sync.queuedAgain).toEqual(['all']);
    expect(sync.requests.map(({ cursor }) => cursor)).toEqual([0, 7, 0]);
  });

  it('is found out by an op that it no longer has, though its log is long enough', async () => {
    const theirs = pulledOp(7);
    let lost = false;
    const sync = open((request) => {
      const ops = request.cursor === 0 ? [theirs] : [];
      const verdict = request.witness === undefined ? {} : ({ witness: lost ? 'lost' : 'known' } as const);
      return ok(replyTo(request, { cursor: seq(99), ops, ...verdict }));
    });
    await sync.run();
    expect(sync.queuedAgain).toEqual([]);
    lost = true;
    sync.engine.request('reconnected');
    await sync.engine.syncNow();
    expect(sync.requests.flatMap(({ witness }) => witness ?? [])).toContainEqual({
      opId: theirs.opId,
      seq: 7,
    });
    expect(sync.queuedAgain[0]).toBe('all');
  });

  it('is not taken at its word when it does not answer for the op', async () => {
    const sync = open((request) =>
      ok(replyTo(request, { cursor: seq(7), ops: request.cursor === 0 ? [pulledOp(7)] : [] })),
    );
    await sync.run();
    sync.engine.request('reconnected');
    await sync.engine.syncNow();
    expect(sync.queuedAgain[0]).toBe('all');
  });

  it('is not believed when the hint came while an exchange without a witness was on its way', async () => {
    const known = { witness: 'known' } as const;
    const sync = open((request) => ok(replyTo(request, { cursor: seq(7), ops: [pulledOp(7)], ...known })));
    await sync.run();
    sync.parts.answer = (request) => {
      if (request.witness !== undefined) return ok(replyTo(request, { cursor: seq(9), witness: 'lost' }));
      sync.engine.request('reconnected');
      return ok(replyTo(request, { cursor: seq(9), ops: [pulledOp(9)] }));
    };
    await sync.engine.syncNow();
    expect(await sync.store.countRecords()).toBe(1);
    expect(sync.queuedAgain[0]).toBe('all');
  });

  it('is told everything even if the app dies before it could be', async () => {
    const sync = open((request) => ok(replyTo(request)));
    await sync.store.rewind({ owesEverything: true });
    await sync.run();
    expect(sync.queuedAgain).toEqual(['all']);
    await sync.engine.syncNow();
    expect(sync.queuedAgain).toEqual(['all']);
  });
});

describe('the states', () => {
  it('stop at an expired session, keep everything, and go on after the next sign-in', async () => {
    let valid = false;
    const sync = open((request) =>
      valid ? ok(replyTo(request, { cursor: seq(1) })) : err({ code: 'unauthenticated' }),
    );
    await sync.queue();
    expect(await sync.run()).toEqual({ kind: 'stopped', reason: 'session-expired' });
    sync.engine.request('online');
    expect(sync.requests).toHaveLength(1);
    valid = true;
    expect(await sync.run()).toMatchObject({ kind: 'idle' });
    expect(await sync.store.countOutbox()).toBe(0);
  });

  it('stop at a newer protocol', async () => {
    const sync = open(() => err({ code: 'protocol-unsupported' }));
    expect(await sync.run()).toEqual({ kind: 'stopped', reason: 'client-outdated' });
    expect(sync.timers).toEqual([]);
  });

  it('wait as long as the server asks', async () => {
    const sync = open(() => err({ code: 'rate-limited', retryAfterMs: 90_000 }));
    expect(await sync.run()).toEqual({ kind: 'waiting', retryAt: 91_000 });
    expect(sync.timers.map(({ delayMs }) => delayMs)).toEqual([90_000]);
  });

  it('wait longer after every failure, and try at once when the network is back', async () => {
    const sync = open(() => err({ code: 'offline' }));
    await sync.run();
    const delays = [sync.timers[0]!.delayMs];
    for (let turn = 0; turn < 3; turn++) {
      sync.engine.request('online');
      await sync.engine.syncNow();
      delays.push(sync.timers[0]!.delayMs);
    }
    expect(sync.states.at(-1)).toEqual({ kind: 'offline' });
    expect(delays).toEqual([...delays].sort((left, right) => left - right));
    expect(new Set(delays).size).toBeGreaterThan(2);
  });

  it('wait for nothing where the network came back while an exchange that fails was on its way', async () => {
    const sync = open(() => err({ code: 'offline' }));
    await sync.run();
    sync.timers.splice(0)[0]!.run();
    await sync.engine.syncNow();
    sync.parts.answer = () => {
      sync.parts.answer = (request) => ok(replyTo(request));
      sync.engine.request('online');
      return err({ code: 'timeout' });
    };
    await sync.engine.syncNow();
    expect(sync.states.at(-1)?.kind).toBe('idle');
    expect(sync.timers).toEqual([]);
  });

  it('say that the account is full, keep the op, and send it when there is room', async () => {
    let room = false;
    const sync = open((request) => {
      if (room) return ok(replyTo(request, { cursor: seq(1) }));
      const rejected = request.ops.map(({ opId }) => ({ opId, code: 'quota-exceeded' as const }));
      return ok(replyTo(request, { acked: [], rejected, quota: { usedChars: 10, limitChars: 10 } }));
    });
    await sync.queue();
    expect(await sync.run()).toEqual({ kind: 'stopped', reason: 'quota-exceeded' });
    expect(await sync.store.countOutbox()).toBe(1);
    room = true;
    await sync.engine.syncNow();
    expect(sync.states.at(-1)).toMatchObject({ kind: 'idle' });
    expect(await sync.store.countOutbox()).toBe(0);
  });

  it('say that this device is full, and lose nothing', async () => {
    const sync = open((request) => {
      sync.fill();
      return ok(replyTo(request, { cursor: seq(5), ops: [pulledOp(5)] }));
    });
    expect(await sync.run()).toEqual({ kind: 'stopped', reason: 'storage-full' });
    expect(sync.database.meta.get('cursor')).toBeUndefined();
  });
});

describe('an op that the server will not have', () => {
  it('goes out under a new id when its own is taken', async () => {
    const sync = open((request) => {
      const rejected = request.ops.map(({ opId }) => ({ opId, code: 'op-id-reused' as const }));
      return ok(replyTo(request, { acked: [], rejected }));
    });
    const mine = await sync.queue();
    sync.parts.answer = (request) => {
      sync.parts.answer = (next) => ok(replyTo(next));
      return ok(replyTo(request, { acked: [], rejected: [{ opId: mine.opId, code: 'op-id-reused' }] }));
    };
    await sync.run();
    expect(sync.queuedAgain).toEqual([[mine.recordId]]);
  });

  it('is found among the others and kept aside, so that they get through', async () => {
    let bad: OpId | null = null;
    const sync = open((request) =>
      request.ops.some(({ opId }) => opId === bad)
        ? err({ code: 'invalid-request' })
        : ok(replyTo(request, { cursor: seq(1) })),
    );
    const ops = [
      await sync.queue(),
      await sync.queue(),
      await sync.queue(),
      await sync.queue(),
      await sync.queue(),
    ];
    bad = ops[2]!.opId;
    await sync.run();
    expect((await sync.store.readOutbox()).map(({ opId, refusal }) => [opId, refusal])).toEqual([
      [bad, 'invalid-op'],
    ]);
  });
});

describe('signing out', () => {
  it('looks at no reply that comes after it', async () => {
    let answer: (value: Result<SyncReply, TransportFailure>) => void = () => {};
    const sync = open(() => new Promise((resolve) => void (answer = resolve)));
    sync.engine.start();
    const done = sync.engine.syncNow();
    while (sync.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    sync.engine.stop();
    answer(ok(replyTo(sync.requests[0]!, { cursor: seq(9), ops: [pulledOp(9)] })));
    await done;
    expect(await sync.store.countRecords()).toBe(0);
    expect(sync.states.at(-1)).toEqual({ kind: 'off' });
  });
});
