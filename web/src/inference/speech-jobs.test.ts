import { err, ok } from '@undertone/base/result';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import { expect, test } from 'vitest';
import type { PackPin } from '../packs/pack-pin.ts';
import type { LoadedSpeech } from '../packs/speech-pack.ts';
import { createSpeechHandler } from './speech-jobs.ts';
import type { SpeechJob } from './speech-messages.ts';

const SAID: Transcript = { text: 'Hello.', language: 'en', isDoubtful: false };
const PACK = { id: 'speech-tiny' } as PackPin;
const JOB: SpeechJob = { samples: new Float32Array(4), expected: 'en', pack: PACK };
const MISSING = { code: 'model-missing', modelId: PACK.id, path: 'encoder' } as const;

function setUp(write: LoadedSpeech['write'] = async () => ok(SAID)) {
  const seen = { open: 0, mostOpen: 0, loads: 0 };
  const world = { isThere: true };
  const handle = createSpeechHandler(async () => {
    seen.loads++;
    if (!world.isThere) return err(MISSING);
    seen.mostOpen = Math.max(seen.mostOpen, ++seen.open);
    return ok({ write, release: async () => void seen.open-- });
  });
  const shares: number[] = [];
  const run = (signal = new AbortController().signal) =>
    handle(JOB, { signal, report: (share) => void shares.push(share), transfer: () => undefined });
  return { run, seen, world, shares };
}

test('a recording is written down, its progress told, and the networks released', async () => {
  const { run, seen, shares } = setUp(async (samples, { expected, onProgress }) => {
    expect([samples, expected]).toEqual([JOB.samples, 'en']);
    onProgress?.(0.5);
    return ok(SAID);
  });
  expect(await run()).toEqual(ok(SAID));
  expect(shares).toEqual([0.5]);
  expect(seen.open).toBe(0);
});

test('two recordings wait for each other: there is no room for the networks of both', async () => {
  const { run, seen } = setUp();
  expect(await Promise.all([run(), run()])).toEqual([ok(SAID), ok(SAID)]);
  expect(seen).toEqual({ open: 0, mostOpen: 1, loads: 2 });
});

test('what was cancelled while it waited opens nothing', async () => {
  const { run, seen } = setUp();
  const controller = new AbortController();
  const first = run();
  const second = run(controller.signal);
  controller.abort();
  await first;
  expect(await second).toEqual(err({ code: 'cancelled' }));
  expect(seen.loads).toBe(1);
});

test('a pack that is gone is told, and the next try looks again', async () => {
  const { run, world } = setUp();
  world.isThere = false;
  expect(await run()).toEqual(err(MISSING));
  world.isThere = true;
  expect(await run()).toEqual(ok(SAID));
});

test('memory that ran out is told apart from a crash, and both release the networks', async () => {
  for (const cause of [new RangeError('too long'), new Error('std::bad_alloc')]) {
    const full = setUp(() => Promise.reject(cause));
    expect(await full.run()).toEqual(err({ code: 'out-of-memory' }));
    expect(full.seen.open).toBe(0);
  }
  const broken = setUp(() => Promise.reject(new Error('no such node')));
  await expect(broken.run()).rejects.toThrow('no such node');
  expect(broken.seen.open).toBe(0);
});
