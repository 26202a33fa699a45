import type { FromFaceWorker, ToFaceWorker } from './face-messages.ts';
import workerUrl from './face-reader.worker.ts?worker&url';
import type { WorkerChannel } from './model-worker.ts';
import { startModelWorker } from './start-model-worker.ts';

export function startFaceWorker(): WorkerChannel<ToFaceWorker, FromFaceWorker> {
  return startModelWorker(workerUrl, 'face-reader');
}
