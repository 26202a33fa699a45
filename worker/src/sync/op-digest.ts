import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { PushedOp } from '@undertone/contract/sync';

/**
 * SHA-256 over the sealed lane of an op, to tell a replay from another op under the same id. The open lane is left
 * out: a device that loses its consent between two tries sends the same op without it.
 */
export async function digestOp(op: PushedOp): Promise<string> {
  const content = [op.collection, op.recordId, op.supersedes, op.schema, op.deleted, op.sealed];
  const hash = await crypto.subtle.digest('SHA-256', utf8(JSON.stringify(content)));
  return toBase64Url(new Uint8Array(hash).subarray(0, 16));
}
