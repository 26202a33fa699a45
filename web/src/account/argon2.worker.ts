import { stretchPassphrase } from '@undertone/crypto/passphrase';
import type { StretchReply, StretchRequest } from './stretch-message.ts';

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener('message', (event: MessageEvent<StretchRequest>) => {
  stretchPassphrase(event.data.passphrase, event.data.kdf).then(
    (stretched) => self.postMessage({ stretched } satisfies StretchReply, [stretched.buffer]),
    () => self.postMessage({ failed: true } satisfies StretchReply),
  );
});
