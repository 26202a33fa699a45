import { err, ok, type Result } from '@undertone/base/result';
import type { SyncReply } from '@undertone/contract/sync';
import type { Batch } from './take-batch.ts';

/**
 * What a schema cannot see. Believing an acknowledgement of something never sent, or a cursor that jumps over
 * ops, would lose them here; so a reply that does not fit its question changes nothing.
 * `behind`: the log ends before what this device has already seen, so the server has lost a part of it.
 */
export function checkReply(batch: Batch, reply: SyncReply): Result<void, 'malformed-reply' | 'behind'> {
  const { witness } = batch;
  const sent = new Set(batch.ops.map(({ opId }) => opId));
  const answered = [...reply.acked, ...reply.rejected].map(({ opId }) => opId);
  if (answered.some((opId) => !sent.delete(opId))) return err('malformed-reply');
  if (reply.cursor < batch.cursor) return err('behind');
  if (witness !== null && reply.witness !== 'known') return err('behind');
  let last: number = batch.cursor;
  for (const { seq } of reply.ops) {
    if (seq <= last || seq > reply.cursor) return err('malformed-reply');
    last = seq;
  }
  if (reply.more && reply.cursor === batch.cursor) return err('malformed-reply');
  return ok();
}
