import type { OpId, Sequence } from '@undertone/contract/primitives';
import type { PushedOp } from '@undertone/contract/sync';
import { readPlace, readPosition } from './store-meta.ts';
import type { OutboxRow } from './store-rows.ts';
import type { Tables } from './store-tables.ts';

export interface Batch {
  readonly cursor: Sequence;
  /** Changes when the cursor is rewound, so that a reply to an older question is not believed. */
  readonly epoch: number;
  readonly ops: readonly PushedOp[];
  /** There are further ops to send. */
  readonly more: boolean;
  /** When asked for: see [Note: Witness]. */
  readonly witness: Witness | null;
  /** See [Note: Server behind]. */
  readonly owesEverything: boolean;
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

export interface BatchLimits {
  readonly ops: number;
  readonly chars: number;
  readonly witness?: boolean;
}

export async function takeBatchIn(
  { outbox, meta }: Pick<Tables, 'outbox' | 'meta'>,
  limits: BatchLimits,
): Promise<Batch> {
  const [{ rows, more }, attemptedThrough, { cursor, epoch }, [debt, witness]] = await Promise.all([
    oldestThatFit(outbox, limits),
    readPlace(meta, 'attemptedThrough'),
    readPosition(meta),
    meta.get(limits.witness === true ? ['owesEverything', 'witness'] : ['owesEverything']),
  ]);
  const newest = rows.at(-1)?.order ?? 0;
  if (newest > attemptedThrough) await meta.put([{ key: 'attemptedThrough', value: newest }]);
  const ops = rows.map(({ op }) => op);
  return {
    ...{ cursor, epoch, ops, more },
    witness: (witness?.value as Witness | undefined) ?? null,
    owesEverything: debt?.value === true,
  };
}

/** Ids, heads and open lane of one op as JSON: 64 heads take 2,500 characters and scores 1,000. */
const CHARS_BESIDE_SEALED = 4_000;

async function oldestThatFit(
  outbox: Tables['outbox'],
  limits: BatchLimits,
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
