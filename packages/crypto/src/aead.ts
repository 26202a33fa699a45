import { concatBytes, type Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** An AES-256-GCM key (NIST SP 800-38D) that the page can use but not read. */
export function importAesKey(keyBytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Returns ciphertext and 16-byte tag. A nonce must never come twice under one key. */
export async function encrypt(
  key: CryptoKey,
  nonce: Bytes,
  associatedData: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
}

/** `unauthentic`: another key, other associated data, or altered bytes; which one cannot be told. */
export async function decrypt(
  key: CryptoKey,
  nonce: Bytes,
  associatedData: Bytes,
  ciphertext: Bytes,
): Promise<Result<Bytes, 'unauthentic'>> {
  if (ciphertext.length < TAG_BYTES) return err('unauthentic');
  try {
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: associatedData };
    return ok(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext)));
  } catch {
    return err('unauthentic');
  }
}

/** Nonce, ciphertext and tag in one run of bytes, under a fresh random nonce. */
export async function sealWithNonce(
  key: CryptoKey,
  associatedData: Bytes,
  plaintext: Bytes,
  random: RandomBytes,
): Promise<Bytes> {
  const nonce = random(NONCE_BYTES);
  return concatBytes(nonce, await encrypt(key, nonce, associatedData, plaintext));
}

export async function openWithNonce(
  key: CryptoKey,
  associatedData: Bytes,
  sealed: Bytes,
): Promise<Result<Bytes, 'unauthentic'>> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return err('unauthentic');
  return decrypt(key, sealed.subarray(0, NONCE_BYTES), associatedData, sealed.subarray(NONCE_BYTES));
}
