import { err, ok } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import type { VoiceReader } from '@undertone/inference/voice/voice-reader';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import { expect, test } from 'vitest';
import { streamWave } from '../capture/stream-wave.ts';
import type { StreamSound } from '../capture/stream-sound.ts';
import { waveFile } from '../capture/wave.testkit.ts';
import { createVoiceHandler } from './voice-jobs.ts';

const READING = { score: { distribution: UNIFORM }, detail: { seconds: 1 } } as unknown as VoiceReading;
const FILE = { kind: 'file', file: new Blob(), usualVoice: null } as const;

type Finished = Awaited<ReturnType<VoiceReader['read']>>;

function setUp(streamFile: StreamSound, answer: Finished = ok(READING)) {
  const pushed: Float32Array[] = [];
  const asked: Parameters<VoiceReader['read']>[] = [];
  let finished = 0;
  const reader = {
    async read(...given: Required<Parameters<VoiceReader['read']>>) {
      asked.push(given);
      given[1].onProgress?.(0.5);
      return answer;
    },
    begin() {
      return {
        push: async (samples: Float32Array) => void pushed.push(samples),
        get failed() {
          return !answer.ok && pushed.length > 0;
        },
        async finish() {
          finished++;
          return answer;
        },
      };
    },
  } as unknown as VoiceReader;
  const handle = createVoiceHandler(reader, streamFile);
  const shares: number[] = [];
  const controller = new AbortController();
  const context = {
    signal: controller.signal,
    report: (share: number) => void shares.push(share),
    transfer: () => undefined,
  };
  return {
    run: (job: Parameters<typeof handle>[0]) => handle(job, context),
    asked,
    pushed,
    shares,
    finished: () => finished,
  };
}

test('a clip is read with the usual voice, and its progress is told', async () => {
  const { run, asked, shares } = setUp(streamWave);
  const usualVoice = { version: 1, madeAt: 0, clips: 5, speechSeconds: 20, features: {} } as const;
  const samples = new Float32Array(4);
  expect(await run({ kind: 'clip', samples, usualVoice })).toEqual(ok(READING));
  expect(asked[0]?.[0]).toBe(samples);
  expect(asked[0]?.[1]).toMatchObject({ usualVoice });
  expect(shares).toEqual([0.5]);
});

test('a file is resampled to 16 kHz second by second, to its last sample', async () => {
  const { run, pushed, shares, finished } = setUp(streamWave);
  const file = waveFile([Array.from({ length: 24_000 }, () => 0.5)], { sampleRate: 8_000 });
  expect(await run({ ...FILE, file })).toEqual(ok(READING));
  expect(pushed.reduce((sum, { length }) => sum + length, 0)).toBe(48_000);
  expect(Math.max(...pushed.map(({ length }) => length))).toBeLessThanOrEqual(16_000);
  expect(shares).toEqual([1 / 3, 2 / 3, 1]);
  expect(finished()).toBe(1);
});

test('a rate that changes midway loses no sound', async () => {
  const { run, pushed } = setUp(async (_file, take) => {
    await take({ samples: new Float32Array(48_000), sampleRate: 48_000, share: 0.5 });
    await take({ samples: new Float32Array(8_000), sampleRate: 8_000, share: 1 });
    return ok();
  });
  await run(FILE);
  expect(pushed.reduce((sum, { length }) => sum + length, 0)).toBe(32_000);
});

test('a file that cannot be decoded is not read', async () => {
  const { run, finished } = setUp(async () => err('truncated'));
  expect(await run(FILE)).toEqual(err({ code: 'truncated' }));
  expect(finished()).toBe(0);
});

test('a model that is missing is told at once, not at the end of a long file', async () => {
  const missing = { code: 'model-missing', modelId: 'voice-tone', path: 'model.json' } as const;
  const { run, pushed } = setUp(streamWave, err(missing));
  const file = waveFile([Array.from({ length: 160_000 }, () => 0)], { sampleRate: 8_000 });
  expect(await run({ ...FILE, file })).toEqual(err(missing));
  expect(pushed).toHaveLength(2);
});

test('memory that ran out is told apart from a crash', async () => {
  const full = setUp(async () => {
    throw new RangeError('Array buffer allocation failed');
  });
  expect(await full.run(FILE)).toEqual(err({ code: 'out-of-memory' }));
  const clip = { kind: 'clip', samples: new Float32Array(4), usualVoice: null } as const;
  const runtime = setUp(streamWave, err({ code: 'crashed', reason: 'std::bad_alloc' }));
  expect(await runtime.run(clip)).toEqual(err({ code: 'out-of-memory' }));
  const crash = setUp(streamWave, err({ code: 'crashed', reason: 'no such node' }));
  expect(await crash.run(clip)).toEqual(err({ code: 'crashed', reason: 'no such node' }));
});
