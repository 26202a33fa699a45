import { err, ok } from '@undertone/base/result';
import type { Transcript } from '@undertone/inference/speech/speech-to-text';
import { expect, test } from 'vitest';
import type { PackPin } from '../packs/pack-pin.ts';
import { fakeModelHost } from './model-worker.testkit.ts';
import type { FromSpeechWorker, ToSpeechWorker } from './speech-messages.ts';
import { createSpeechWriter } from './speech-writer.ts';

const SAID: Transcript = { text: 'Hola.', language: 'es', isDoubtful: false };
const PACK = { id: 'speech-tiny', revision: 'abc' } as PackPin;
const CLIP = { samples: new Float32Array(16), sampleRate: 16_000, encoded: null } as const;

function setUp() {
  const { parts, workers, timers } = fakeModelHost<ToSpeechWorker, FromSpeechWorker>();
  const writer = createSpeechWriter({ ...parts, uiLanguage: () => 'es', pack: PACK });
  return { writer, workers, timers };
}

test('the recording stays with the page, and goes over with its language and pack', async () => {
  const { writer, workers } = setUp();
  const shares: number[] = [];
  const written = writer.write(CLIP, { onProgress: (share) => shares.push(share) });
  expect(workers[0]?.sent).toEqual([
    { kind: 'job', id: 1, job: { samples: CLIP.samples, expected: 'es', pack: PACK } },
  ]);
  expect(workers[0]?.transferred).toEqual([]);
  workers[0]?.say({ kind: 'progress', id: 1, progress: 0.5 });
  workers[0]?.say({ kind: 'answer', id: 1, result: ok(SAID) });
  expect(await written).toEqual(ok(SAID));
  expect(shares).toEqual([0.5]);
});

test('the worker goes soon after the last word: its memory stays grown', async () => {
  const { writer, workers, timers } = setUp();
  const written = writer.write(CLIP);
  workers[0]?.say({ kind: 'answer', id: 1, result: ok(SAID) });
  await written;
  const [timer] = [...timers.values()];
  expect(timer?.delayMs).toBeLessThanOrEqual(5_000);
  timer?.run();
  expect(workers[0]?.terminated).toBe(true);
});

test('a build that pins no speech pack starts no worker', async () => {
  const { parts, workers } = fakeModelHost<ToSpeechWorker, FromSpeechWorker>();
  const writer = createSpeechWriter({ ...parts, uiLanguage: () => 'en', pack: undefined });
  expect(await writer.write(CLIP)).toEqual(err('model-missing'));
  expect(workers).toHaveLength(0);
});
