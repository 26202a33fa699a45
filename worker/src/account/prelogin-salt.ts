import { toBase64Url, utf8 } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { Failure } from '../http/failure.ts';

const SALT_BYTES = 16;

/** What prelogin answers for an address that has no account, and what sign-up starts from. */
export const DEFAULT_KDF = {
  algorithm: 'argon2id',
  memoryKib: 65_536,
  iterations: 3,
  parallelism: 1,
} as const;

/**
 * The salt of an address until it has its own: a keyed hash, so it is stable, looks random, and nobody outside can
 * tell whether an account stands behind it.
 */
export async function createSaltOf(secret: string): Promise<(email: string) => Promise<string>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  return async (email) => {
    const mac = await crypto.subtle.sign('HMAC', key, utf8(`salt:${email}`));
    return toBase64Url(new Uint8Array(mac).subarray(0, SALT_BYTES));
  };
}

/** What prelogin answers for an address. */
type PreloginKdf = Readonly<Record<keyof typeof DEFAULT_KDF | 'salt', string | number>>;

const NOT_AS_SAID: Failure = { code: 'invalid-request', issues: [{ path: 'kdf', rule: 'as-prelogin-said' }] };

/**
 * Wherever a passphrase is set: other parameters would change what prelogin answers for the address, and so tell that
 * an account stands behind it. An account keeps its own: what is said of free addresses changes with the secret.
 */
export function refuseOtherKdf(kdf: PreloginKdf, said: PreloginKdf): Result<void, Failure> {
  const names = Object.keys(said) as (keyof PreloginKdf)[];
  return names.every((name) => kdf[name] === said[name]) ? ok() : err(NOT_AS_SAID);
}
