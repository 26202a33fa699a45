import { utf8, type Bytes } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';

/** What is left of an account: no address, no id, nothing that was written. */
export interface Tombstone {
  /** Keyed pseudonym of the account's id, the same as in the audit. */
  readonly account: string;
  readonly requestedAt: EpochMs;
  readonly deletedAt: EpochMs;
  /** Rows by table when the deletion began, as canonical JSON. */
  readonly counts: string;
}

/** What is signed (Ed25519) of a tombstone. */
export function tombstoneMessage({ account, requestedAt, deletedAt, counts }: Tombstone): Bytes {
  return utf8(`undertone-tombstone/1\n${account}\n${requestedAt}\n${deletedAt}\n${counts}`);
}
