import { createTextReader } from '@undertone/inference/text/text-reader';
import { serveModelWorker } from './serve-model-worker.ts';
import type { TextJob } from './text-messages.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

serveModelWorker(self, (need) => {
  const reader = createTextReader({ assets: { fetch: need }, createSession: createWorkerSessions(need) });
  return ({ text, uiLanguage }: TextJob, { signal }) => reader.read(text, { uiLanguage, signal });
});
