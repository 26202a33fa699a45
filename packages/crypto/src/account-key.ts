import type { Brand } from '@undertone/base/brand';
import type { Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { createUuid, type Uuid } from '@undertone/base/id';
import { redact, type Redacted } from '@undertone/base/redacted';
import { KEY_BYTES } from './hkdf.ts';

/**
 * Names the journal itself. It stands where other designs put the account, because the journal is
 * sealed from its first line and may never have an account.
 */
export type VaultId = Brand<Uuid, 'VaultId'>;

/** The 256-bit root of every key that seals content. */
export type AccountKey = Redacted<Brand<Bytes, 'AccountKey'>>;

/** What a first launch makes; nothing is ever sealed again for want of an account. */
export function createVault(random: RandomBytes): {
  readonly vaultId: VaultId;
  readonly accountKey: AccountKey;
} {
  return { vaultId: createUuid(random) as VaultId, accountKey: holdAccountKey(random(KEY_BYTES)) };
}

/** Takes over `keyBytes` (32 bytes, else throws): the caller keeps no other copy. */
export function holdAccountKey(keyBytes: Bytes): AccountKey {
  if (keyBytes.length !== KEY_BYTES) throw new RangeError('an account key has 32 bytes');
  return redact(keyBytes as Brand<Bytes, 'AccountKey'>);
}
