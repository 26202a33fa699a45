import type { Clock, EpochMs } from '@undertone/base/clock';
import type { OpId, RecordId } from '@undertone/contract/primitives';
import { LIMITS, PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { PushedOp, SyncReply } from '@undertone/contract/sync';
import type { SyncState } from '../app/services.ts';
import { backoffMs } from './backoff.ts';
import { checkReply } from './check-reply.ts';
import type { PulledWork } from './apply-exchange.ts';
import type { LocalStore } from './local-store.ts';
import type { Batch } from './take-batch.ts';
import { StorageFailure } from './store-tables.ts';
import type { Transport, TransportFailure } from './transport.ts';

/** How long an edit waits for others to travel with it. */
const DEBOUNCE_MS = 1_000;
/** The body's cap, less a margin for the request around the ops. */
const BATCH_CHARS = LIMITS.syncBodyBytes - 64 * 1024;

export interface SyncEngineParts {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Runs once after `delayMs`; returns how to call it off. */
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  /** An op as it may leave at this moment: consent may have been revoked since it was queued. */
  readonly narrow: (op: PushedOp) => PushedOp;
  /** Opens and merges what was pulled. */
  readonly mergePulled: (work: PulledWork) => Promise<void>;
  /** Queues records once more as new ops: these, or all of them. */
  readonly queueAgain: (recordIds: readonly RecordId[] | 'all') => Promise<unknown>;
  /** Ops of these records were acknowledged. */
  readonly onSettled: (recordIds: readonly RecordId[]) => void;
  readonly onReply?: (reply: SyncReply) => void;
  readonly onState: (state: SyncState) => void;
}

/**
 * The sync loop: one exchange at a time, which pushes and pulls together, until nothing is left to do.
 * It holds nothing that matters in memory: killed anywhere, it goes on from the local store.
 */
export interface SyncEngine {
  /** The person is signed in: from now on exchanges run. Also resumes after a stop of any kind. */
  start(): void;
  /** Signed out or another tab took over: a reply still on its way is not looked at. */
  stop(): void;
  /** `edited` waits a moment for more; the others cut a wait short. */
  request(why: 'edited' | 'online' | 'poked' | 'reconnected'): void;
  /** Resolves when the loop has come to rest, in whatever state. */
  syncNow(): Promise<void>;
}

type Step = 'again' | 'rest';

const LONG_MS = 10 * 60_000;

/** Also when the clock was set back: this only ever asks once too often. */
function isLongAgo(then: EpochMs | null, now: EpochMs): boolean {
  return then === null || Math.abs(now - then) > LONG_MS;
}

export function createSyncEngine(parts: SyncEngineParts): SyncEngine {
  const { store, transport, clock, schedule } = parts;
  let generation = 0;
  let started = false;
  let halted = false;
  let loop: Promise<void> | null = null;
  let wanted = false;
  let failures = 0;
  /** How often something hinted that the server may have been restored, and how many of those hints are settled. */
  let doubts = 1;
  let settledDoubts = 0;
  let batchOps: number = LIMITS.opsPerExchange;
  let lastExchangeAt: EpochMs | null = null;
  let cancelTimer: (() => void) | null = null;

  const setTimer = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = schedule(delayMs, () => {
      cancelTimer = null;
      void run();
    });
  };
  const clearTimer = (): void => {
    cancelTimer?.();
    cancelTimer = null;
  };

  const retryLater = (state: 'offline' | 'waiting' | SyncState, retryAfterMs = 0): Step => {
    failures++;
    doubts++;
    const delayMs = Math.max(retryAfterMs, backoffMs(failures, parts.random()));
    const retryAt = (clock.now() + delayMs) as EpochMs;
    if (typeof state === 'object') parts.onState(state);
    else parts.onState(state === 'offline' ? { kind: 'offline' } : { kind: 'waiting', retryAt });
    setTimer(delayMs);
    return 'rest';
  };

  const halt = (reason: 'session-expired' | 'client-outdated'): Step => {
    halted = true;
    parts.onState({ kind: 'stopped', reason });
    return 'rest';
  };

  const afterFailure = async (batch: Batch, failure: TransportFailure): Promise<Step> => {
    switch (failure.code) {
      case 'unauthenticated':
        return halt('session-expired');
      case 'protocol-unsupported':
        return halt('client-outdated');
      case 'offline':
        return retryLater('offline');
      case 'payload-too-large':
      case 'invalid-request':
        if (batch.ops.length === 0) return retryLater('waiting', failure.retryAfterMs);
        // Halve until the op at fault is alone, so that it holds up no other.
        if (batch.ops.length === 1) await store.refuse(batch.ops[0]!.opId, 'invalid-op');
        batchOps = Math.max(1, Math.floor(batch.ops.length / 2));
        return 'again';
      default:
        return retryLater('waiting', failure.retryAfterMs);
    }
  };

  const recoverServer = async (): Promise<Step> => {
    await store.rewind({ owesEverything: true });
    await settleDebt();
    return retryLater('waiting');
  };

  /** [Note: Server behind] A server restored from an older backup gets everything again, and is read from its start. */
  const settleDebt = async (): Promise<void> => {
    await parts.queueAgain('all');
    await store.writeMeta('owesEverything', false);
  };

  const exchangeOnce = async (mergeLater: (work: PulledWork) => void): Promise<Step> => {
    const mine = generation;
    const doubtsBefore = doubts;
    const witnessed = doubts > settledDoubts || isLongAgo(lastExchangeAt, clock.now());
    const take = () => store.takeBatch({ ops: batchOps, chars: BATCH_CHARS, witness: witnessed });
    let batch = await take();
    if (batch.owesEverything) {
      await settleDebt();
      batch = await take();
    }
    const { cursor } = batch;
    const reply = await transport.exchange({
      protocol: PROTOCOL_VERSION,
      cursor,
      ops: batch.ops.map(parts.narrow),
      ...(batch.witness === null ? {} : { witness: batch.witness }),
    });
    if (mine !== generation) return 'rest';
    // The server may have been restored between the question and its answer: ask again, with a witness. And the network
    // may be back since a question that nobody answered: that needs no wait.
    if ((!witnessed || !reply.ok) && doubts > doubtsBefore) return 'again';
    if (!reply.ok) return afterFailure(batch, reply.error);
    const checked = checkReply(batch, reply.value);
    if (!checked.ok) return checked.error === 'behind' ? recoverServer() : retryLater('waiting');

    const { acked, rejected } = reply.value;
    const applied = await store.applyExchange({
      batch,
      cursor: reply.value.cursor,
      acked,
      refused: rejected.map(({ opId, code }) => ({ opId, refusal: code })),
      pulled: reply.value.ops,
    });
    if (!applied.ok) return retryLater({ kind: 'stopped', reason: 'storage-full' }, 30_000);
    failures = 0;
    // A hint that came while this exchange was on its way is not settled by it.
    if (witnessed) settledDoubts = doubtsBefore;
    lastExchangeAt = clock.now();
    batchOps = Math.min(LIMITS.opsPerExchange, batchOps * 2);
    const { pulled, settled, pulledApplied } = applied.value;
    if (pulled.placed.length + pulled.waiting.length > 0) mergeLater(pulled);
    parts.onSettled(settled);
    parts.onReply?.(reply.value);
    const reminted = await remint(batch, rejected);
    const retried = await retryWhatFits(reply.value.quota);
    const goOn = reply.value.more || batch.more || !pulledApplied || reminted || retried;
    return goOn ? 'again' : 'rest';
  };

  /** Another op holds that id (a copied profile): the same content goes out under a new one. */
  const remint = async (batch: Batch, rejected: SyncReply['rejected']): Promise<boolean> => {
    const reused = new Set<OpId>(
      rejected.filter(({ code }) => code === 'op-id-reused').map(({ opId }) => opId),
    );
    const recordIds = batch.ops.filter(({ opId }) => reused.has(opId)).map(({ recordId }) => recordId);
    if (recordIds.length === 0) return false;
    await parts.queueAgain([...new Set(recordIds)]);
    return true;
  };

  const retryWhatFits = async (quota: SyncReply['quota']): Promise<boolean> => {
    const smallest = await store.smallestRefused('quota-exceeded');
    if (smallest === null || smallest > quota.limitChars - quota.usedChars) return false;
    await store.retryRefused('quota-exceeded');
    return true;
  };

  const rest = async (): Promise<void> => {
    const refused = await store.smallestRefused('quota-exceeded');
    if (refused === null) parts.onState({ kind: 'idle', lastExchangeAt });
    else parts.onState({ kind: 'stopped', reason: 'quota-exceeded' });
  };

  const runLoop = async (): Promise<void> => {
    let merging: Promise<void> = Promise.resolve();
    let done = 0;
    // The next page travels while this one is opened.
    const mergeLater = (work: PulledWork): void => {
      done += work.placed.length + work.waiting.length;
      merging = merging.then(() => parts.mergePulled(work));
      merging.catch(() => undefined);
    };
    let step: Step = 'again';
    while (step === 'again' || wanted) {
      wanted = false;
      parts.onState({ kind: 'exchanging', done, total: null });
      step = await exchangeOnce(mergeLater);
      if (!started || halted || cancelTimer !== null) break;
    }
    await merging;
    if (started && !halted && cancelTimer === null) await rest();
  };

  const run = (): Promise<void> => {
    if (!started || halted) return Promise.resolve();
    clearTimer();
    if (loop !== null) {
      wanted = true;
      return loop;
    }
    loop = runLoop()
      .catch((error: unknown) => {
        if (!started) return;
        if (!(error instanceof StorageFailure)) {
          retryLater('waiting');
          throw error;
        }
        retryLater(
          error.code === 'storage-full' ? { kind: 'stopped', reason: 'storage-full' } : 'waiting',
          30_000,
        );
      })
      .finally(() => {
        loop = null;
      })
      // What was asked for while the last of it came to rest.
      .then(() => (wanted && cancelTimer === null ? run() : undefined));
    return loop;
  };

  return {
    start() {
      generation++;
      started = true;
      halted = false;
      doubts++;
      failures = 0;
      void run();
    },
    stop() {
      generation++;
      started = false;
      wanted = false;
      clearTimer();
      parts.onState({ kind: 'off' });
    },
    request(why) {
      if (!started || halted) return;
      if (why === 'online' || why === 'reconnected') doubts++;
      if (loop !== null) wanted = true;
      else if (why === 'edited') {
        if (cancelTimer === null) setTimer(DEBOUNCE_MS);
      } else void run();
    },
    syncNow: () => run(),
  };
}
