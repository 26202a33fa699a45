import type { WorkerChannel } from './model-worker.ts';
import { startModelWorker } from './start-model-worker.ts';
import type { FromVoiceWorker, ToVoiceWorker } from './voice-messages.ts';
import workerUrl from './voice-reader.worker.ts?worker&url';

export function startVoiceWorker(): WorkerChannel<ToVoiceWorker, FromVoiceWorker> {
  return startModelWorker(workerUrl, 'voice-reader');
}
