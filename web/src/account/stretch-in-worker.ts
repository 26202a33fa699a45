import type { Bytes } from '@undertone/base/bytes';
import type { KdfParams } from '@undertone/crypto/kdf-params';
import { trustedScriptUrl } from '../app/trusted-script-url.ts';
import workerUrl from './argon2.worker.ts?worker&url';
import { StretchNotLoaded, type StretchReply, type StretchRequest } from './stretch-message.ts';

/**
 * Argon2id away from the main thread. The worker lives for one passphrase: with it goes the memory that held
 * the passphrase and the 64 MiB that stretched it. Throws `StretchNotLoaded` without a network at the first time.
 */
export function stretchInWorker(passphrase: string, kdf: KdfParams): Promise<Bytes> {
  const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module', name: 'argon2id' });
  return new Promise<Bytes>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<StretchReply>) => {
      if ('stretched' in event.data) resolve(event.data.stretched);
      else reject(new Error('Argon2id did not run'));
    });
    worker.addEventListener('error', () => reject(new StretchNotLoaded('Argon2id did not load')));
    worker.postMessage({ passphrase, kdf } satisfies StretchRequest);
  }).finally(() => worker.terminate());
}
