import type { WorkerChannel } from './model-worker.ts';
import { startModelWorker } from './start-model-worker.ts';
import type { FromTextWorker, ToTextWorker } from './text-messages.ts';
import workerUrl from './text-reader.worker.ts?worker&url';

export function startTextWorker(): WorkerChannel<ToTextWorker, FromTextWorker> {
  return startModelWorker(workerUrl, 'text-reader');
}
