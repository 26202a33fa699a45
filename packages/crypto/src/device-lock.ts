import type { LockOf } from './lock.ts';

/**
 * This device's own lock, for a journal without an account: the browser keeps the key and never
 * shows its bytes. Store `lock.key` in IndexedDB, where a CryptoKey survives structured cloning.
 */
export async function createDeviceLock(): Promise<LockOf<'device'>> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return deviceLock(key);
}

export function deviceLock(key: CryptoKey): LockOf<'device'> {
  return { kind: 'device', key };
}
