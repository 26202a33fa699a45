import { Buffer } from 'node:buffer';
import { argon2Sync, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { insist, refuse } from './refusal.ts';

// docs/format.md, Conventions and Keys, by Node's own OpenSSL: the product uses WebCrypto and hash-wasm.

const NO_SALT = Buffer.alloc(0);

export function hkdf(key: Buffer, info: Buffer, salt: Buffer = NO_SALT): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}

/** The second half of HKDF alone, one block long. */
export function hkdfExpand(key: Buffer, info: Buffer): Buffer {
  return createHmac('sha256', key).update(info).update(Buffer.of(1)).digest();
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function argon2id(
  message: Buffer,
  cost: { readonly salt: Buffer; readonly memoryKiB: number; readonly iterations: number },
): Buffer {
  return argon2Sync('argon2id', {
    message,
    nonce: cost.salt,
    memory: cost.memoryKiB,
    passes: cost.iterations,
    parallelism: 1,
    tagLength: 64,
  });
}

const TAG_LENGTH = 16;

/** Opens ciphertext followed by its 16-byte tag. */
export function openGcm(key: Buffer, nonce: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  insist(sealed.length >= TAG_LENGTH, 'shorter than a tag');
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(aad);
  cipher.setAuthTag(sealed.subarray(-TAG_LENGTH));
  const plaintext = cipher.update(sealed.subarray(0, -TAG_LENGTH));
  try {
    return Buffer.concat([plaintext, cipher.final()]);
  } catch {
    return refuse('the tag does not fit');
  }
}
