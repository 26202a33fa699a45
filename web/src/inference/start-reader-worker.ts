import { trustedScriptUrl } from '../app/trusted-script-url.ts';
import type { FromReader } from './reader-messages.ts';
import type { ReaderWorker } from './text-reader.ts';
import workerUrl from './text-reader.worker.ts?worker&url';

export function startReaderWorker(): ReaderWorker {
  const worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module', name: 'text-reader' });
  return {
    postMessage: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<FromReader>) => listener(event.data)),
    onCrash: (listener) => {
      worker.addEventListener('error', listener);
      worker.addEventListener('messageerror', listener);
    },
    terminate: () => worker.terminate(),
  };
}
