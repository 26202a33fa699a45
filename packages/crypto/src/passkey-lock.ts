import type { Bytes } from '@undertone/base/bytes';
import { revealSecret, type Redacted } from '@undertone/base/redacted';
import { importAesKey } from './aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes, KEY_BYTES } from './hkdf.ts';
import type { LockOf } from './lock.ts';

export const PASSKEY_LOCK_LABEL = 'undertone/passkey-lock/1';

/** UTF-8 of what the authenticator's PRF is asked with (WebAuthn 3 §10.1.4), the same for every passkey. */
export const PASSKEY_PRF_INPUT = 'undertone/passkey-prf/1';

/**
 * The lock that a passkey of an account opens, from the 32 bytes of its PRF (else throws). Those bytes never leave the
 * device; they are zeroed here.
 */
export async function derivePasskeyLock(prfOutput: Redacted<Bytes>): Promise<LockOf<'passkey'>> {
  const output = revealSecret(prfOutput);
  if (output.length !== KEY_BYTES) throw new RangeError("an authenticator's PRF gives 32 bytes");
  const keyBytes = deriveKeyBytes(output, encodeFields(PASSKEY_LOCK_LABEL));
  const key = await importAesKey(keyBytes);
  keyBytes.fill(0);
  output.fill(0);
  return { kind: 'passkey', key };
}
