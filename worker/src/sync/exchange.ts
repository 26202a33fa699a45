import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { LIMITS, PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { StoredReading } from '@undertone/contract/reading';
import type { SyncReply, SyncRequest } from '@undertone/contract/sync';
import type { AccountId } from '../db/account-id.ts';
import { digestOp } from './op-digest.ts';
import { planPush, type DigestedOp } from './push.ts';
import type { LogHead, Outline, Page, PushContext, SyncStore } from './store.ts';
import { toWire } from './to-wire.ts';

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
    const context =
      request.witness === undefined ? null : await store.readForPush(account, whatToAsk([], request));
    const seen = context === null ? {} : { upTo: context.head, witness: verdictOn(request, context) };
    return ok({ reply: await answer(store, account, { request, now, ...seen }), grew: false });
  }
  const ops = await Promise.all(request.ops.map(async (op) => ({ op, digest: await digestOp(op) })));
  const asked = whatToAsk(ops, request);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const context = await store.readForPush(account, asked);
    const { acked, rejected, commit } = planPush(context, ops, now);
    const witness = verdictOn(request, context);
    if (commit === null) {
      const reply = await answer(store, account, {
        request,
        now,
        acked,
        rejected,
        witness,
        upTo: context.head,
      });
      return ok({ reply, grew: false });
    }
    if ((await store.commit(account, commit)) === 'conflict') continue;
    const { lastSeq, usedChars, readings } = commit;
    const own = { head: { ...context.head, lastSeq, usedChars }, readings };
    const upTo = context.head;
    const reply = await answer(store, account, { request, now, acked, rejected, witness, upTo, own });
    return ok({ reply, grew: true });
  }
  return err('busy');
}

/** Asked before anything of this request is written, so that the request cannot vouch for itself. */
function verdictOn({ witness }: SyncRequest, context: PushContext): SyncReply['witness'] {
  if (witness === undefined) return undefined;
  const isKnown = context.known.some(({ opId, seq }) => opId === witness.opId && seq === witness.seq);
  return isKnown ? 'known' : 'lost';
}

function whatToAsk(ops: readonly DigestedOp[], { witness }: SyncRequest) {
  const opIds = new Set<OpId>(witness === undefined ? [] : [witness.opId]);
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

interface Pull {
  readonly request: SyncRequest;
  readonly now: EpochMs;
  readonly acked?: SyncReply['acked'];
  readonly rejected?: SyncReply['rejected'];
  readonly witness?: SyncReply['witness'];
  /** Where the log stood before this request, when that is known: nothing beyond it is read. */
  readonly upTo?: LogHead;
  /** What this request itself added; it lies after everything that is read. */
  readonly own?: { readonly head: LogHead; readonly readings: readonly StoredReading[] };
}

/**
 * Reads what lies after the cursor. Not in the transaction of the push, and it need not be: whatever others commit
 * meanwhile lies beyond `upTo`, and an op they supersede is missing here because they bring its successor.
 */
async function answer(store: SyncStore, account: AccountId, pull: Pull): Promise<SyncReply> {
  const { request, acked = [], rejected = [], own } = pull;
  const isCaughtUp = pull.upTo !== undefined && request.cursor >= pull.upTo.lastSeq;
  const outlined = isCaughtUp
    ? null
    : await store.readOutline(account, request.cursor, LIMITS.opsPerPage + 1);
  const upTo = pull.upTo ?? outlined!.head;
  const head = own?.head ?? upTo;

  const opsCut = cutOf(outlined?.outline.filter(({ seq }) => seq <= upTo.lastSeq) ?? []);
  const last = opsCut ?? upTo.lastSeq;
  const query = { after: request.cursor, upTo: last, maxReadings: LIMITS.opsPerPage };
  const page = request.cursor < last ? await store.readPage(account, query) : EMPTY_PAGE;
  // Where either list was cut, the cursor stops before what the other list holds beyond the cut.
  const cut = page.moreReadings ? page.readings.at(-1)!.seq : opsCut;
  const cursor = cut ?? head.lastSeq;

  const isAckedHere = new Set(acked.map(({ opId }) => opId));
  const readings = [...page.readings, ...(own?.readings ?? [])].filter(({ seq }) => seq <= cursor);
  return {
    protocol: PROTOCOL_VERSION,
    cursor,
    more: cut !== null,
    ...(pull.witness === undefined ? {} : { witness: pull.witness }),
    acked,
    rejected,
    ops: page.ops.filter(({ opId, seq }) => seq <= cursor && !isAckedHere.has(opId)),
    readings: readings.map(toWire),
    consents: head.consents,
    quota: { usedChars: head.usedChars, limitChars: head.quotaChars },
    serverTime: new Date(pull.now).toISOString(),
  };
}

const EMPTY_PAGE: Page = { ops: [], readings: [], moreReadings: false };

/** The last op that fits on the page; `null` when all do. */
function cutOf(outline: Outline): Sequence | null {
  let chars = 0;
  for (const [index, op] of outline.entries()) {
    if (index === LIMITS.opsPerPage || (index > 0 && chars >= LIMITS.pageBytes))
      return outline[index - 1]!.seq;
    chars += op.chars;
  }
  return null;
}
