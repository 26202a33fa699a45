import { err, ok, type Result } from '@undertone/base/result';
import type { OpId } from '@undertone/contract/primitives';
import type { PushedOp } from '@undertone/contract/sync';
import { refuseRetired, takePlace } from './store-meta.ts';
import type { OutboxRow, RecordRow } from './store-rows.ts';
import type { StorageFailureCode, Tables } from './store-tables.ts';

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
}

/** `conflict`: another tab or the sync loop changed the record; read it again and redo. */
export type CommitFailure = 'conflict' | StorageFailureCode;

export const COMMIT_TABLES = ['records', 'outbox', 'inbox', 'meta'] as const;

export async function commitIn(
  { records, outbox, inbox, meta }: Pick<Tables, (typeof COMMIT_TABLES)[number]>,
  commit: RecordCommit,
): Promise<Result<void, 'conflict'>> {
  const { recordId } = commit.row;
  // Asked and written together: to wait for each would be another way to the database and back.
  const [[current], replaced, [attempted, retired]] = await Promise.all([
    records.get([recordId]),
    outbox.get(commit.replaces),
    meta.get(['attemptedThrough', 'retired']),
  ]);
  if ((current?.revision ?? 0) !== commit.basedOn) return err('conflict');
  refuseRetired(retired);
  const attemptedThrough = Number(attempted?.value ?? 0);
  if (replaced.some((row) => row === undefined || !isReplaceable(row, attemptedThrough)))
    return err('conflict');
  const { queue } = commit;
  const place = current === undefined || queue !== null ? await takePlace(meta) : 0;
  await Promise.all([
    records.put([{ ...commit.row, revision: commit.basedOn + 1, order: current?.order ?? place }]),
    outbox.delete([...commit.replaces, ...(commit.withdraws ?? [])]),
    outbox.put(
      queue === null ? [] : [{ opId: queue.opId, recordId, order: place, op: queue, refusal: null }],
    ),
    inbox.delete(commit.merges),
  ]);
  return ok();
}

/**
 * Ops leave oldest first, so one place tells which of them a server may have: no row is written again only to say
 * that it was sent. A refusal is a server's word that it has not kept the op.
 */
export function isReplaceable({ order, refusal }: OutboxRow, attemptedThrough: number): boolean {
  return order > attemptedThrough || refusal !== null;
}
