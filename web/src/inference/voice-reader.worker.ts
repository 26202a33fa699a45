import { createVoiceReader } from '@undertone/inference/voice/voice-reader';
import { streamFile } from '../capture/stream-file.ts';
import { serveModelWorker } from './serve-model-worker.ts';
import { createVoiceHandler } from './voice-jobs.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

serveModelWorker(self, (need) =>
  createVoiceHandler(
    createVoiceReader({ assets: { fetch: need }, createSession: createWorkerSessions(need) }),
    streamFile,
  ),
);
