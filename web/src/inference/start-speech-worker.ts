import type { WorkerChannel } from './model-worker.ts';
import type { FromSpeechWorker, ToSpeechWorker } from './speech-messages.ts';
import workerUrl from './speech-writer.worker.ts?worker&url';
import { startModelWorker } from './start-model-worker.ts';

export function startSpeechWorker(): WorkerChannel<ToSpeechWorker, FromSpeechWorker> {
  return startModelWorker(workerUrl, 'speech-writer');
}
