import { err, ok } from '@undertone/base/result';
import { UNIFORM } from '@undertone/emotion/distribution';
import type { TextReading } from '@undertone/inference/text/text-reading';
import { expect, test } from 'vitest';
import type { ModelFiles } from './model-files.ts';
import type { FromReader, ToReader } from './reader-messages.ts';
import { createTextReaderPort, IDLE_MS, type ReaderWorker, type TextReaderParts } from './text-reader.ts';

const READING: TextReading = {
  score: {
    modality: 'text',
    distribution: UNIFORM,
    valence: 0,
    arousal: 0,
    quality: 1,
    modelId: 'text-en',
    modelVersion: '1.0.0',
    abstained: null,
  },
  sentences: [],
  carriedBy: null,
  language: 'en',
  readUnits: 3,
};

function setUp(
  change: Partial<TextReaderParts> = {},
  obtained: Awaited<ReturnType<ModelFiles['obtain']>> = ok(new Uint8Array(4)),
) {
  const workers: {
    sent: ToReader[];
    say: ((message: FromReader) => void) | undefined;
    crash: (() => void) | undefined;
    terminated: boolean;
  }[] = [];
  const timers = new Map<number, { run: () => void; delayMs: number }>();
  const startWorker = (): ReaderWorker => {
    const worker = {
      sent: [] as ToReader[],
      say: undefined as ((message: FromReader) => void) | undefined,
      crash: undefined as (() => void) | undefined,
      terminated: false,
    };
    workers.push(worker);
    return {
      postMessage: (message) => void worker.sent.push(message),
      onMessage: (listener) => (worker.say = listener),
      onCrash: (listener) => (worker.crash = listener),
      terminate: () => (worker.terminated = true),
    };
  };
  const reader = createTextReaderPort({
    startWorker,
    files: { obtain: async () => obtained, sizeBytes: () => 8, keepAll: async () => undefined },
    hasWebAssembly: true,
    uiLanguage: () => 'en',
    setTimer: (run, delayMs) => {
      timers.set(timers.size, { run, delayMs });
      return timers.size - 1;
    },
    clearTimer: (timer) => void timers.delete(timer),
    ...change,
  });
  const answer = (result: Extract<FromReader, { kind: 'answer' }>['result'], id = 1) =>
    workers.at(-1)?.say?.({ kind: 'answer', id, result });
  return { reader, workers, timers, answer };
}

test('no worker is started before the first text, and one serves all', async () => {
  const { reader, workers, answer } = setUp();
  expect(workers).toHaveLength(0);
  const first = reader.read('one');
  const second = reader.read('two');
  answer(ok(READING), 1);
  answer(ok(READING), 2);
  expect(workers).toHaveLength(1);
  expect((await first).ok && (await second).ok).toBe(true);
  expect(reader.status.value).toEqual({ kind: 'ready', modelId: 'text-en', modelVersion: '1.0.0' });
});

test('the worker asks for its files, and the bytes that have come are shown', async () => {
  const { reader, workers } = setUp();
  void reader.read('one');
  workers[0]?.say?.({ kind: 'need', id: 7, modelId: 'text-en', path: 'network.onnx' });
  await Promise.resolve();
  await Promise.resolve();
  expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'file', id: 7, bytes: new Uint8Array(4) });
  expect(reader.status.value).toEqual({ kind: 'loading', loadedBytes: 4, totalBytes: 8 });
});

test('a corrupt file reaches the worker as one that cannot pass its check, a missing one as none', async () => {
  for (const [error, bytes] of [
    ['corrupt', new Uint8Array(0)],
    ['unreachable', null],
  ] as const) {
    const { reader, workers } = setUp({}, err(error));
    void reader.read('one');
    workers[0]?.say?.({ kind: 'need', id: 1, modelId: 'text-en', path: 'network.onnx' });
    await Promise.resolve();
    await Promise.resolve();
    expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'file', id: 1, bytes });
  }
});

test('a runtime that is corrupt or missing is told as such, and the next text starts another worker', async () => {
  for (const [error, code] of [
    ['corrupt', 'model-corrupt'],
    ['unreachable', 'model-missing'],
  ] as const) {
    const { reader, workers, answer } = setUp({}, err(error));
    const read = reader.read('one');
    workers[0]?.say?.({ kind: 'need', id: 1, modelId: 'runtime', path: 'runtime' });
    await Promise.resolve();
    await Promise.resolve();
    answer(err({ code: 'crashed', reason: 'the runtime never came' }));
    expect(await read).toEqual(err({ code }));
    expect(workers[0]?.terminated).toBe(true);
    void reader.read('two');
    expect(workers).toHaveLength(2);
  }
});

test('a model that was refused is told as such, and tried again with the next text', async () => {
  const { reader, answer } = setUp();
  const read = reader.read('one');
  answer(err({ code: 'model-corrupt', modelId: 'text-en', path: 'network.onnx' }));
  expect(await read).toEqual(err({ code: 'model-corrupt' }));
  expect(reader.status.value).toEqual({ kind: 'failed', reason: 'model-corrupt' });
  const again = reader.read('two');
  answer(ok(READING), 2);
  expect((await again).ok).toBe(true);
});

test('an abort answers at once and stops the work', async () => {
  const { reader, workers, answer } = setUp();
  const controller = new AbortController();
  const read = reader.read('one', { signal: controller.signal });
  controller.abort();
  expect(await read).toEqual(err({ code: 'cancelled' }));
  expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
  answer(ok(READING));
  expect(await reader.read('two', { signal: controller.signal })).toEqual(err({ code: 'cancelled' }));
});

test('a worker that dies fails what waited, and the next text starts another', async () => {
  const { reader, workers, answer } = setUp();
  const read = reader.read('one');
  workers[0]?.crash?.();
  expect(await read).toEqual(err({ code: 'crashed' }));
  expect(reader.status.value).toEqual({ kind: 'failed', reason: 'crashed' });
  const next = reader.read('two');
  answer(ok(READING), 2);
  expect((await next).ok).toBe(true);
  expect(workers).toHaveLength(2);
});

test('after two idle minutes the worker is let go; a text in between keeps it', async () => {
  const { reader, workers, timers, answer } = setUp();
  void reader.read('one');
  answer(ok(READING), 1);
  expect([...timers.values()].map(({ delayMs }) => delayMs)).toEqual([IDLE_MS]);
  void reader.read('two');
  expect(timers.size).toBe(0);
  answer(ok(READING), 2);
  [...timers.values()][0]?.run();
  expect(workers[0]?.terminated).toBe(true);
  expect(reader.status.value).toEqual({ kind: 'idle' });
});

test('without WebAssembly it says so and starts nothing', async () => {
  const { reader, workers } = setUp({ hasWebAssembly: false });
  expect(await reader.read('one')).toEqual(err({ code: 'no-webassembly' }));
  expect(workers).toHaveLength(0);
});
