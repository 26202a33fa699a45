import { parseBase64Url } from '@undertone/base/bytes';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import { COLLECTIONS, type PulledOp, type SyncReply } from '@undertone/contract/sync';
import { toPulledRow } from './quarantine-rows.ts';
import { readPosition, takePlace } from './store-meta.ts';
import type { QuarantineRow, RecordRow, Refusal } from './store-rows.ts';
import type { Tables } from './store-tables.ts';
import type { Batch, Witness } from './take-batch.ts';

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

export async function applyIn(
  { records, outbox, inbox, quarantine, meta }: Tables,
  { batch, cursor, acked, refused, pulled }: AppliedExchange,
): Promise<ExchangeEffect> {
  const pulledIds = pulled.map(({ opId }) => opId);
  const [position, mine, known, answered] = await Promise.all([
    readPosition(meta),
    outbox.get(pulledIds),
    quarantine.get(pulledIds),
    outbox.get(acked.map(({ opId }) => opId)),
  ]);
  // Asked before a rewind: what it acknowledges may be lost since, and is queued again.
  if (position.epoch !== batch.epoch) return { pulled: NO_WORK, settled: [], pulledApplied: false };
  // An op of ours may come back as somebody's: pushed by another tab, or before a crash.
  const delivered = [...answered, ...mine].filter((row) => row !== undefined);
  const settled = delivered.map(({ recordId }) => recordId);
  await outbox.delete(delivered.map(({ opId }) => opId));
  await noteRefusals(outbox, refused);

  if (position.cursor !== batch.cursor) {
    await keepWitness(meta, newestOf(acked, []));
    return { pulled: NO_WORK, settled, pulledApplied: false };
  }
  const fresh = pulled.filter((_, index) => mine[index] === undefined && known[index] === undefined);
  const work = await takeIn({ records, inbox, quarantine, meta }, fresh);
  await Promise.all([
    meta.put([{ key: 'cursor', value: cursor }]),
    keepWitness(meta, newestOf(acked, pulled)),
  ]);
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
  await Promise.all([inbox.put(waiting.map(toPulledRow)), quarantine.put(unknown)]);
  return { placed, waiting: [...new Set(waiting.map(({ recordId }) => recordId))] };
}
