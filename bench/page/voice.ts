/// <reference types="vite/client" />
import { systemClock, systemRandom } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { SAMPLE_RATE } from '@undertone/inference/voice/resample';
import { encodeWav, synthesiseSpeech } from '@undertone/inference/voice/speech.testkit';
import { openFilesCache } from '@undertone/web/app/browser-parts';
import { createOutbound } from '@undertone/web/app/outbound';
import { browserDecoding } from '@undertone/web/capture/browser-decoding';
import { createWholeDecoder } from '@undertone/web/capture/decode-whole';
import { createModelFiles } from '@undertone/web/inference/model-files';
import { createModelWorker } from '@undertone/web/inference/model-worker';
import { SHIPPED_MODELS, SHIPPED_RUNTIME } from '@undertone/web/inference/shipped-models';
import { startModelWorker } from '@undertone/web/inference/start-model-worker';
import { startVoiceWorker } from '@undertone/web/inference/start-voice-worker';
import type { VoiceFailure } from '@undertone/web/inference/voice-messages';
import { createVoiceReaderPort } from '@undertone/web/inference/voice-reader';
import { measureMemory } from './memory.ts';
import type { FromVoiceBench, ToVoiceBench, VoiceBenchJob, VoiceBenchValue } from './voice-bench-messages.ts';
import workerUrl from './voice-bench.worker.ts?worker&url';

/** The app's own voice reader, its worker and files included, without screens and without a microphone. */
const { origin } = location;
const files = createModelFiles({
  outbound: createOutbound({ origin, clock: systemClock, random: systemRandom, note: () => undefined }),
  openCache: openFilesCache,
  origin,
  models: SHIPPED_MODELS,
  runtime: SHIPPED_RUNTIME,
});
const host = {
  files,
  hasWebAssembly: true,
  setTimer: (run: () => void, delayMs: number) => window.setTimeout(run, delayMs),
  clearTimer: (timer: number) => window.clearTimeout(timer),
};
const reader = createVoiceReaderPort({
  ...host,
  startWorker: startVoiceWorker,
  decodeWhole: createWholeDecoder(browserDecoding),
});

const benchWorkers = new Map(
  [1, 2].map((threads) => [
    threads,
    createModelWorker<VoiceBenchJob, VoiceBenchValue, VoiceFailure, number>({
      ...host,
      startWorker: () => startModelWorker<ToVoiceBench, FromVoiceBench>(workerUrl, String(threads)),
      modelIds: () => ['voice-tone'],
      modelOf: () => null,
    }),
  ]),
);

function benchWorker(threads: number) {
  const worker = benchWorkers.get(threads);
  if (worker === undefined) throw new Error(`no worker with ${threads} threads`);
  return worker;
}

const speech = (seconds: number) => synthesiseSpeech({ seconds }).samples;

async function timed(work: () => Promise<unknown>, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let time = 0; time < count; time++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

const voiceBench = {
  /** Milliseconds of each reading in the app's own worker, and of the page's life at the end of the last. */
  async read(seconds: number, count: number) {
    const samples = speech(seconds);
    const clip = { samples, sampleRate: SAMPLE_RATE, encoded: null } as const;
    const times = await timed(async () => unwrap(await reader.read(clip)), count);
    return { times, sinceNavigationMs: performance.now() };
  },
  /** The same from a WAVE file. */
  async readFile(seconds: number, count: number) {
    const file = new Blob([encodeWav(speech(seconds))]);
    return timed(async () => unwrap(await reader.readFile(file)), count);
  },
  async readWithThreads(threads: number, seconds: number, count: number) {
    const job = { kind: 'clip', samples: speech(seconds), usualVoice: null } as const;
    return timed(async () => unwrap(await benchWorker(threads).run(job)), count);
  },
  async network(threads: number, seconds: number, count: number) {
    const job = { kind: 'network', samples: speech(seconds), count } as const;
    const value = unwrap(await benchWorker(threads).run(job));
    if (!('times' in value)) throw new Error('a reading instead of times');
    return value.times;
  },
  memory: measureMemory,
};

declare global {
  interface Window {
    voiceBench: typeof voiceBench;
  }
}

window.voiceBench = voiceBench;
