import type { Bytes } from '@undertone/base/bytes';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

export const KEY_BYTES = 32;

/** HKDF-SHA-256 (RFC 5869) with an empty salt: every input of ours is already uniformly random. */
export function deriveKeyBytes(
  inputKey: Uint8Array,
  info: Uint8Array,
  salt: Uint8Array = new Uint8Array(),
): Bytes {
  return hkdf(sha256, inputKey, salt, info, KEY_BYTES);
}

/** One pseudorandom key from which many 32-byte keys are expanded. */
export interface Expander {
  /** HKDF-Expand (RFC 5869 §2.3) to exactly 32 bytes. */
  expand(info: Uint8Array): Bytes;
  /** Forgets the key; expanding afterwards throws. */
  destroy(): void;
}

const COUNTER_ONE = new Uint8Array([1]);

/**
 * Hashes the key's two HMAC blocks once instead of at every expansion, which halves the cost of a
 * record key. The first block of output is all that 32 bytes need, so the counter is always 1.
 */
export function createExpander(pseudorandomKey: Uint8Array): Expander {
  const keyed = hmac.create(sha256, pseudorandomKey);
  const scratch = keyed.clone();
  return {
    expand(info) {
      const output = new Uint8Array(KEY_BYTES);
      // The library's own PBKDF2 does the same; its public `clone()` allocates and takes twice as long.
      // oxlint-disable-next-line no-underscore-dangle -- the reason is the line above
      keyed._cloneInto(scratch).update(info).update(COUNTER_ONE).digestInto(output);
      return output;
    },
    destroy() {
      keyed.destroy();
      scratch.destroy();
    },
  };
}
