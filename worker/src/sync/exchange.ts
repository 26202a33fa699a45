import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { LIMITS, PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { StoredReading } from '@undertone/contract/reading';
import type { SyncReply, SyncRequest } from '@undertone/contract/sync';
import type { AccountId } from '../db/account-id.ts';
import { digestOp } from './op-digest.ts';
import { planPush, type DigestedOp } from './push.ts';
import { EMPTY_PAGE, type LogHead, type Page, type PageQuery, type SyncStore } from './store.ts';

/** Attempts before an exchange gives way to the others of its account; the device tries again later. */
const MOST_ATTEMPTS = 8;

export interface Exchanged {
  readonly reply: SyncReply;
  /** The log has grown, so the account's other devices want to know. */
  readonly grew: boolean;
}

/**
 * One exchange: pushes the request's ops, then returns what lies after its cursor.
 *
 * `reply.cursor` is safe: nothing at or below it can appear later. It is below the request's cursor only when this
 * server has lost what it once had (restored from an older backup); the device then pushes everything again.
 * 'busy': other exchanges of this account came first every time; nothing was written.
 */
export async function exchange(
  store: SyncStore,
  account: AccountId,
  request: SyncRequest,
  now: EpochMs,
): Promise<Result<Exchanged, 'busy'>> {
  if (request.ops.length === 0) {
    const head = await store.readHead(account);
    const page = await pull(store, account, request.cursor, head.lastSeq);
    return ok({ reply: replyWith({ head, request, page, now, acked: [], rejected: [] }), grew: false });
  }
  const ops = await Promise.all(request.ops.map(async (op) => ({ op, digest: await digestOp(op) })));
  const asked = whatToAsk(ops);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const context = await store.readForPush(account, asked);
    const { head } = context;
    const { acked, rejected, commit } = planPush(context, ops, now);
    if (commit === null) {
      const page = await pull(store, account, request.cursor, head.lastSeq);
      return ok({ reply: replyWith({ head, request, page, now, acked, rejected }), grew: false });
    }
    const others = request.cursor < head.lastSeq ? pageAfter(request.cursor, head.lastSeq) : null;
    const page = await store.commit(account, commit, others);
    if (page === 'conflict') continue;
    const newHead = { ...head, lastSeq: commit.lastSeq, usedChars: commit.usedChars };
    const reply = replyWith({ head: newHead, request, page, now, acked, rejected, own: commit.readings });
    return ok({ reply, grew: true });
  }
  return err('busy');
}

function whatToAsk(ops: readonly DigestedOp[]) {
  const opIds = new Set<OpId>();
  const recordIds = new Set<RecordId>();
  for (const { op } of ops) {
    opIds.add(op.opId);
    for (const target of op.supersedes) opIds.add(target);
    recordIds.add(op.recordId);
  }
  return {
    opIds: [...opIds],
    recordIds: [...recordIds],
    corrections: ops.some(({ op }) => op.open !== null),
  };
}

function pageAfter(after: Sequence, upTo: Sequence): PageQuery {
  return {
    after,
    upTo,
    maxOps: LIMITS.opsPerPage,
    maxChars: LIMITS.pageBytes,
    maxReadings: LIMITS.opsPerPage,
  };
}

function pull(store: SyncStore, account: AccountId, after: Sequence, upTo: Sequence): Promise<Page> | Page {
  return after < upTo ? store.readPage(account, pageAfter(after, upTo)) : EMPTY_PAGE;
}

function replyWith(parts: {
  readonly head: LogHead;
  readonly request: SyncRequest;
  readonly page: Page;
  readonly now: EpochMs;
  readonly acked: SyncReply['acked'];
  readonly rejected: SyncReply['rejected'];
  /** Readings made by this very request; they lie after everything on the page. */
  readonly own?: readonly StoredReading[];
}): SyncReply {
  const { head, page, acked } = parts;
  const isAckedHere = new Set(acked.map(({ opId }) => opId));
  // Where either list was cut, the cursor stops before what the other list holds beyond the cut.
  const cut = Math.min(
    page.moreOps ? page.ops.at(-1)!.seq : Infinity,
    page.moreReadings ? page.readings.at(-1)!.seq : Infinity,
  );
  const cursor = cut === Infinity ? head.lastSeq : (cut as Sequence);
  const readings = [...page.readings, ...(parts.own ?? [])].filter(({ seq }) => seq <= cursor);
  return {
    protocol: PROTOCOL_VERSION,
    cursor,
    more: cut !== Infinity,
    acked,
    rejected: parts.rejected,
    ops: page.ops.filter(({ opId, seq }) => seq <= cursor && !isAckedHere.has(opId)),
    readings: readings.map(toWire),
    consents: head.consents,
    quota: { usedChars: head.usedChars, limitChars: head.quotaChars },
    serverTime: new Date(parts.now).toISOString(),
  };
}

/** Leaves the scores behind: the device has its own. */
function toWire(stored: StoredReading): StoredReading {
  const { seq, recordId, localDay, localHour, correction, reliability, reading } = stored;
  return { seq, recordId, localDay, localHour, correction, reliability, reading };
}
