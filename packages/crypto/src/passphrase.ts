import { parseBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import { redact, revealSecret, type Redacted } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { argon2id } from 'hash-wasm';
import { importAesKey } from './aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes } from './hkdf.ts';
import type { KdfParams } from './kdf-params.ts';
import type { LockOf } from './lock.ts';

export const AUTH_SECRET_LABEL = 'undertone/auth-secret/1';
export const KEY_ENCRYPTION_LABEL = 'undertone/key-encryption/1';

const STRETCHED_BYTES = 64;

/**
 * Argon2id of the passphrase in Unicode NFKC (so that one keyboard's "é" is another's): 64 bytes.
 * The slow step (a fifth of a second and more, 64 MiB), synchronous once begun: run it in a Web Worker,
 * whose termination aborts it. In and out are plain values that survive `postMessage`.
 * `kdf` is from `parseKdfParams` or `createKdfParams`; an empty passphrase throws.
 */
export async function stretchPassphrase(passphrase: string, kdf: KdfParams): Promise<Bytes> {
  const stretched = await argon2id({
    password: utf8(passphrase.normalize('NFKC')),
    salt: unwrap(parseBase64Url(kdf.salt)),
    memorySize: kdf.memoryKiB,
    iterations: kdf.iterations,
    parallelism: kdf.parallelism,
    hashLength: STRETCHED_BYTES,
    outputType: 'binary',
  });
  return new Uint8Array(stretched);
}

export interface PassphraseKeys {
  /** 32 bytes, sent as base64url in place of a password; the server stores a slow hash of it. */
  readonly authSecret: Redacted<Bytes>;
  /** Never leaves the device. */
  readonly lock: LockOf<'passphrase'>;
}

/** Splits what {@link stretchPassphrase} gave and zeroes it. */
export async function splitPassphraseKeys(stretched: Bytes, kdf: KdfParams): Promise<PassphraseKeys> {
  if (stretched.length !== STRETCHED_BYTES) throw new RangeError('a stretched passphrase has 64 bytes');
  const authSecret = deriveKeyBytes(stretched, encodeFields(AUTH_SECRET_LABEL));
  const keyBytes = deriveKeyBytes(stretched, encodeFields(KEY_ENCRYPTION_LABEL));
  const key = await importAesKey(keyBytes);
  keyBytes.fill(0);
  stretched.fill(0);
  return { authSecret: redact(authSecret), lock: { kind: 'passphrase', key, kdf } };
}

/** `stretch` is where a browser puts its worker. */
export async function derivePassphraseKeys(
  passphrase: Redacted<string>,
  kdf: KdfParams,
  stretch: (passphrase: string, kdf: KdfParams) => Promise<Bytes> = stretchPassphrase,
): Promise<PassphraseKeys> {
  return splitPassphraseKeys(await stretch(revealSecret(passphrase), kdf), kdf);
}
