import type { EpochMs } from '@undertone/base/clock';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { PushedOp, SyncReply } from '@undertone/contract/sync';
import { learnReliability } from '@undertone/emotion/reliability';
import { scoreRecord } from './score-record.ts';
import type { AcceptedOp, Commit, KnownOp, NamedOp, PushContext, ScoredRecord } from './store.ts';

export interface DigestedOp {
  readonly op: PushedOp;
  readonly digest: string;
}

export interface PushPlan {
  readonly acked: SyncReply['acked'];
  readonly rejected: SyncReply['rejected'];
  /** `null` when there is nothing new to write. */
  readonly commit: Commit | null;
}

/**
 * Decides, in the order of the request, what becomes of each pushed op. Pure: the same context and ops give the same
 * plan, so it may be thrown away and made again when another exchange came first.
 */
export function planPush(context: PushContext, ops: readonly DigestedOp[], now: EpochMs): PushPlan {
  const { head } = context;
  const known = new Map<OpId, Pick<KnownOp, 'seq' | 'digest'>>(context.known.map((op) => [op.opId, op]));
  const acked: SyncReply['acked'] = [];
  const rejected: SyncReply['rejected'] = [];
  const accepted: { op: PushedOp; digest: string; seq: Sequence }[] = [];
  let lastSeq = head.lastSeq;
  let usedChars = head.usedChars;

  for (const { op, digest } of ops) {
    const { opId } = op;
    const earlier = known.get(opId);
    if (earlier !== undefined) {
      if (earlier.digest === digest) acked.push({ opId, seq: earlier.seq });
      else rejected.push({ opId, code: 'op-id-reused' });
      continue;
    }
    // A deletion is what makes room, so it does not wait for room; yet what merely says that it deletes has an end.
    const mostChars = head.quotaChars + (op.deleted ? LIMITS.deletionReserveChars : 0);
    if (usedChars + op.sealed.length > mostChars) {
      rejected.push({ opId, code: 'quota-exceeded' });
      continue;
    }
    lastSeq = (lastSeq + 1) as Sequence;
    usedChars += op.sealed.length;
    known.set(opId, { seq: lastSeq, digest });
    acked.push({ opId, seq: lastSeq });
    accepted.push({ op, digest, seq: lastSeq });
  }
  if (accepted.length === 0) return { acked, rejected, commit: null };

  const edges = supersede(context, accepted, now);
  const numbers = changeReadings(context, accepted, edges);
  return {
    acked,
    rejected,
    commit: {
      expectedVersion: head.version,
      lastSeq,
      usedChars,
      at: now,
      ops: edges.ops,
      superseded: edges.superseded,
      awaited: edges.awaited,
      ...numbers,
      consent: null,
    },
  };
}

interface Edges {
  readonly ops: readonly AcceptedOp[];
  readonly superseded: readonly OpId[];
  readonly awaited: readonly NamedOp[];
}

/**
 * An op supersedes only ops of its own record and never itself; one that has not arrived yet is awaited, so that the
 * order of arrival does not matter.
 */
function supersede(
  context: PushContext,
  accepted: readonly { op: PushedOp; digest: string; seq: Sequence }[],
  now: EpochMs,
): Edges {
  const keyOf = (opId: OpId, recordId: RecordId) => `${opId} ${recordId}`;
  const stored = new Map(context.known.map((op) => [op.opId, op]));
  const arriving = new Set(accepted.map(({ op }) => op.opId));
  const dead = new Set(context.awaited.map(({ opId, recordId }) => keyOf(opId, recordId)));
  const superseded = new Set<OpId>();
  const awaited = new Map<string, NamedOp>();

  for (const { op } of accepted) {
    for (const target of op.supersedes) {
      if (target === op.opId) continue;
      const key = keyOf(target, op.recordId);
      const existing = stored.get(target);
      if (existing === undefined) {
        dead.add(key);
        if (!arriving.has(target)) awaited.set(key, { opId: target, recordId: op.recordId });
      } else if (existing.recordId === op.recordId && !existing.superseded) {
        superseded.add(target);
      }
    }
  }
  const ops = accepted.map(({ op, digest, seq }) => {
    const { open: _, ...sealedLane } = op;
    const supersededAt = dead.has(keyOf(op.opId, op.recordId)) ? now : null;
    return { ...sealedLane, seq, digest, acceptedAt: now, supersededAt };
  });
  return { ops, superseded: [...superseded], awaited: [...awaited.values()] };
}

/**
 * A record's numbers are those of its newest live op that brought any under consent; they go when that op is
 * superseded. A score without consent is dropped here and stored nowhere: the device may not have heard yet of a
 * revocation made on another.
 */
function changeReadings(
  context: PushContext,
  accepted: readonly { op: PushedOp; seq: Sequence }[],
  edges: Edges,
): Pick<Commit, 'removedReadings' | 'readings'> {
  const gone = new Set<OpId>(edges.superseded);
  const removed = new Set(
    context.scored.filter(({ opId }) => gone.has(opId)).map(({ recordId }) => recordId),
  );
  const alive = new Set(edges.ops.filter((op) => op.supersededAt === null).map((op) => op.opId));
  const reliability = learnReliability(context.corrections);
  const readings = new Map<RecordId, ScoredRecord>();
  for (const { op, seq } of accepted) {
    const { open, opId, recordId } = op;
    if (open === null || op.deleted || !alive.has(opId)) continue;
    const scores = open.scores.filter(({ modality }) => context.head.consents[modality]);
    if (scores.length === 0) continue;
    readings.set(recordId, scoreRecord({ ...open, scores, opId, recordId }, seq, reliability));
    removed.delete(recordId);
  }
  return { removedReadings: [...removed], readings: [...readings.values()] };
}
