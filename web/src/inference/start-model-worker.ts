import { trustedScriptUrl } from '../app/trusted-script-url.ts';
import type { WorkerChannel } from './model-worker.ts';

/**
 * A module worker of our own origin.
 * @param scriptUrl as the bundler names it (`?worker&url`).
 * @param name for the browser's tools.
 */
export function startModelWorker<Sent, Received>(
  scriptUrl: string,
  name: string,
): WorkerChannel<Sent, Received> {
  const worker = new Worker(trustedScriptUrl(scriptUrl), { type: 'module', name });
  return {
    postMessage: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<Received>) => listener(event.data)),
    onCrash: (listener) => {
      // HTML (run a worker): a script that did not come is a plain event, one that threw an `ErrorEvent`.
      worker.addEventListener('error', (event) =>
        listener(event instanceof ErrorEvent ? 'threw' : 'did-not-load'),
      );
      worker.addEventListener('messageerror', () => listener('threw'));
    },
    terminate: () => worker.terminate(),
  };
}
