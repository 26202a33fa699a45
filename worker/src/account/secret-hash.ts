import { equalBytes, parseBase64Url, toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';

/**
 * What is hashed is already 256 bits out of Argon2id or a recovery kit, so no dictionary fits it; the salt and the
 * rounds are there should a device ever derive badly. Sized so that the three of a sign-up (about 2 ms each) stay
 * within the 10 ms of CPU of a free Worker.
 */
const ITERATIONS = 12_000;
/** A stored hash asks for no more than this, lest a damaged row occupy the Worker. */
const MOST_ITERATIONS = 1_000_000;
const SALT_BYTES = 16;
const HASH_BITS = 256;
const SCHEME = 'pbkdf2-sha256';

/** `pbkdf2-sha256$<iterations>$<salt>$<hash>`, the last two base64url. */
export async function hashSecret(secret: string, random: RandomBytes): Promise<string> {
  const salt = random(SALT_BYTES);
  const hash = await derive(secret, salt, ITERATIONS);
  return [SCHEME, ITERATIONS, toBase64Url(salt), toBase64Url(hash)].join('$');
}

/** Takes the same time for a wrong secret as for a right one. A malformed hash matches nothing. */
export async function verifySecret(secret: string, stored: string): Promise<boolean> {
  const [scheme, iterations, saltText, hashText] = stored.split('$');
  const salt = parseBase64Url(saltText ?? '');
  const hash = parseBase64Url(hashText ?? '');
  const rounds = Number(iterations);
  const isUsable = Number.isSafeInteger(rounds) && rounds >= 1 && rounds <= MOST_ITERATIONS;
  if (scheme !== SCHEME || !isUsable || !salt.ok || !hash.ok) return false;
  return equalBytes(await derive(secret, salt.value, rounds), hash.value);
}

async function derive(secret: string, salt: Bytes, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, HASH_BITS));
}
