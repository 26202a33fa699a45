import { systemClock, systemRandom } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { openFilesCache } from '@undertone/web/app/browser-parts';
import { createOutbound } from '@undertone/web/app/outbound';
import { createModelFiles } from '@undertone/web/inference/model-files';
import { SHIPPED_MODELS, SHIPPED_RUNTIME } from '@undertone/web/inference/shipped-models';
import { startTextWorker } from '@undertone/web/inference/start-text-worker';
import { createTextReaderPort } from '@undertone/web/inference/text-reader';
import { measureMemory } from './memory.ts';

/** The app's own reader, its worker and files included, without screens. */
const { origin } = location;
const reader = createTextReaderPort({
  startWorker: startTextWorker,
  files: createModelFiles({
    outbound: createOutbound({ origin, clock: systemClock, random: systemRandom, note: () => undefined }),
    openCache: openFilesCache,
    origin,
    models: SHIPPED_MODELS,
    runtime: SHIPPED_RUNTIME,
  }),
  hasWebAssembly: true,
  uiLanguage: () => 'en',
  setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
  clearTimer: (timer) => window.clearTimeout(timer),
});

const readerBench = {
  /** Milliseconds of each reading, and of the page's life at the end of the last. */
  async read(text: string, count: number) {
    const times: number[] = [];
    for (let time = 0; time < count; time++) {
      const startedAt = performance.now();
      unwrap(await reader.read(text));
      times.push(performance.now() - startedAt);
    }
    return { times, sinceNavigationMs: performance.now() };
  },
  memory: measureMemory,
};

declare global {
  interface Window {
    readerBench: typeof readerBench;
  }
}

window.readerBench = readerBench;
