import { createTextReader, type TextReader } from '@undertone/inference/text/text-reader';
import { loadTextPack } from '../packs/text-pack.ts';
import { serveModelWorker } from './serve-model-worker.ts';
import type { TextJob } from './text-messages.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

serveModelWorker(self, (need) => {
  const createSession = createWorkerSessions(need);
  let reader: TextReader | null = null;
  let packId: string | undefined;

  const readerWith = (pack: TextJob['pack']): TextReader => {
    if (reader !== null && pack?.id === packId) return reader;
    // Two networks at once could be more than a phone holds.
    void reader?.dispose();
    packId = pack?.id;
    reader = createTextReader({
      assets: { fetch: need },
      createSession,
      ...(pack === undefined
        ? {}
        : { loadLarger: (language) => loadTextPack(pack, language, need, createSession) }),
    });
    return reader;
  };

  return ({ text, uiLanguage, pack }: TextJob, { signal }) =>
    readerWith(pack).read(text, { uiLanguage, signal });
});
