import { createHash } from 'node:crypto';

/**
 * WebCrypto hashes on another thread, and a schedule would spend most of its time on the way there and back.
 * The same hash, made here.
 */
export function hashOnThisThread(): void {
  const digest = async (_algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> => {
    const hash = createHash('sha256').update(data).digest();
    return hash.buffer.slice(hash.byteOffset, hash.byteOffset + hash.byteLength);
  };
  Object.defineProperty(crypto.subtle, 'digest', { value: digest, configurable: true });
}
