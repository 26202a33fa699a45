import { loadSpeechPack } from '../packs/speech-pack.ts';
import { serveModelWorker } from './serve-model-worker.ts';
import { createSpeechHandler } from './speech-jobs.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

serveModelWorker(self, (need) => {
  const createSession = createWorkerSessions(need);
  return createSpeechHandler((pack) => loadSpeechPack(pack, need, createSession));
});
