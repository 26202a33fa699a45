import { err, ok } from '@undertone/base/result';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import { expect, test } from 'vitest';
import { AUDIO_FILE_MOST_BYTES } from '../app/capture-ports.ts';
import type { DecodeWhole } from '../capture/decode-whole.ts';
import { fakeModelHost } from './model-worker.testkit.ts';
import type { FromVoiceWorker, ToVoiceWorker } from './voice-messages.ts';
import { createVoiceReaderPort } from './voice-reader.ts';

const READING = {
  score: { modality: 'voice', modelId: 'voice-tone', modelVersion: '1.0.0' },
  detail: { seconds: 3 },
} as VoiceReading;
const CLIP = { samples: new Float32Array(16), sampleRate: 16_000, encoded: null } as const;
const SONG = new Blob(['a song']);

function setUp(decodeWhole: DecodeWhole = async () => err('not-decodable')) {
  const { parts, workers } = fakeModelHost<ToVoiceWorker, FromVoiceWorker>();
  const reader = createVoiceReaderPort({ ...parts, decodeWhole });
  const answer = (result: Extract<FromVoiceWorker, { kind: 'answer' }>['result'], id = 1) =>
    workers.at(-1)?.say({ kind: 'answer', id, result });
  return { reader, workers, answer };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a clip goes to the worker and stays with the page, so that it can be read again', async () => {
  const { reader, workers, answer } = setUp();
  const shares: number[] = [];
  const read = reader.read(CLIP, { onProgress: (share) => shares.push(share) });
  expect(workers[0]?.sent).toEqual([
    { kind: 'job', id: 1, job: { kind: 'clip', samples: CLIP.samples, usualVoice: null } },
  ]);
  expect(workers[0]?.transferred).toEqual([]);
  workers[0]?.say({ kind: 'progress', id: 1, progress: 0.5 });
  answer(ok(READING));
  expect(await read).toEqual(ok(READING));
  expect(shares).toEqual([0.5]);
  expect(reader.status.value).toEqual({ kind: 'ready', modelId: 'voice-tone', modelVersion: '1.0.0' });
});

test('an empty and a too large file start no worker', async () => {
  const { reader, workers } = setUp();
  expect(await reader.readFile(new Blob([]))).toEqual(err('empty'));
  const large = { size: AUDIO_FILE_MOST_BYTES + 1 } as Blob;
  expect(await reader.readFile(large)).toEqual(err('too-large'));
  expect(workers).toHaveLength(0);
});

test('what is wrong with a file says nothing against the model', async () => {
  const { reader, answer } = setUp();
  const read = reader.readFile(SONG);
  answer(err({ code: 'truncated' }));
  expect(await read).toEqual(err('truncated'));
  expect(reader.status.value.kind).toBe('idle');
});

test('a format that only the browser knows is decoded whole and then read as a clip', async () => {
  const { reader, workers, answer } = setUp(async () => ok(CLIP.samples));
  const read = reader.readFile(SONG);
  answer(err({ code: 'no-stream-decoder' }));
  await settled();
  expect(workers[0]?.sent.at(-1)).toMatchObject({ id: 2, job: { kind: 'clip', samples: CLIP.samples } });
  answer(ok(READING), 2);
  expect(await read).toEqual(ok(READING));
});

test('a format that nobody knows is not decodable', async () => {
  const { reader, answer } = setUp();
  const read = reader.readFile(SONG);
  answer(err({ code: 'no-stream-decoder' }));
  expect(await read).toEqual(err('not-decodable'));
});

test('a cancel while the browser decodes is heeded before anything is read', async () => {
  const controller = new AbortController();
  const { reader, workers, answer } = setUp(async () => {
    controller.abort();
    return ok(CLIP.samples);
  });
  const read = reader.readFile(SONG, { signal: controller.signal });
  answer(err({ code: 'no-stream-decoder' }));
  expect(await read).toEqual(err('cancelled'));
  expect(workers[0]?.sent.filter(({ kind }) => kind === 'job')).toHaveLength(1);
});
