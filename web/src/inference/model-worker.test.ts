import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { ModelFiles } from './model-files.ts';
import { createModelWorker, IDLE_MS, type ModelWorkerParts } from './model-worker.ts';
import { fakeModelHost } from './model-worker.testkit.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

interface Value {
  readonly modelId: string;
  readonly modelVersion: string;
}
interface Failure {
  readonly code: 'crashed' | 'model-corrupt' | 'out-of-memory' | 'not-sound';
}
type Received = FromWorker<Value, Failure, number>;
type Parts = ModelWorkerParts<string, Value, Failure, number>;

const VALUE: Value = { modelId: 'voice-tone', modelVersion: '1.0.0' };

function setUp(change: Partial<Parts> = {}, obtained?: Awaited<ReturnType<ModelFiles['obtain']>>) {
  const { parts, workers, timers } = fakeModelHost<ToWorker<string>, Received>(obtained);
  const worker = createModelWorker<string, Value, Failure, number>({
    ...parts,
    modelIds: () => ['voice-tone'],
    modelOf: (value) => value,
    ...change,
  });
  const answer = (result: Extract<Received, { kind: 'answer' }>['result'], id = 1) =>
    workers.at(-1)?.say({ kind: 'answer', id, result });
  return { worker, workers, timers, answer };
}

const filesHandedOver = async () => {
  await Promise.resolve();
  await Promise.resolve();
};

test('no worker is started before the first job, and one serves all', async () => {
  const { worker, workers, answer } = setUp();
  expect(workers).toHaveLength(0);
  const first = worker.run('one');
  const second = worker.run('two');
  answer(ok(VALUE), 1);
  answer(ok(VALUE), 2);
  expect(workers).toHaveLength(1);
  expect([await first, await second]).toEqual([ok(VALUE), ok(VALUE)]);
  expect(worker.status.value).toEqual({ kind: 'ready', ...VALUE });
});

test('the worker asks for its files, and the bytes that have come are shown', async () => {
  const { worker, workers } = setUp();
  void worker.run('one');
  workers[0]?.say({ kind: 'need', id: 7, modelId: 'voice-tone', path: 'network.onnx' });
  await filesHandedOver();
  expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'file', id: 7, bytes: new Uint8Array(4) });
  expect(worker.status.value).toEqual({ kind: 'loading', loadedBytes: 4, totalBytes: 8 });
});

test('a corrupt file reaches the worker as one that cannot pass its check, a missing one as none', async () => {
  for (const [error, bytes] of [
    ['corrupt', new Uint8Array(0)],
    ['unreachable', null],
  ] as const) {
    const { worker, workers } = setUp({}, err(error));
    void worker.run('one');
    workers[0]?.say({ kind: 'need', id: 1, modelId: 'voice-tone', path: 'network.onnx' });
    await filesHandedOver();
    expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'file', id: 1, bytes });
  }
});

test('a job that does not fit through to the worker fails, and the next one may fit', async () => {
  let full = true;
  const { parts, workers } = fakeModelHost<ToWorker<string>, Received>();
  const startWorker: Parts['startWorker'] = () => {
    const channel = parts.startWorker();
    return {
      ...channel,
      postMessage(message, transfer) {
        if (full) throw new DOMException('Data cannot be cloned, out of memory.', 'DataCloneError');
        channel.postMessage(message, transfer);
      },
    };
  };
  const { worker } = setUp({ startWorker });
  expect(await worker.run('one')).toEqual(err('crashed'));
  full = false;
  const second = worker.run('two');
  workers[0]?.say({ kind: 'answer', id: 2, result: ok(VALUE) });
  expect(await second).toEqual(ok(VALUE));
});

test('a file whose storage throws is a missing one: the worker is not left waiting', async () => {
  const obtain = () => Promise.reject(new DOMException('', 'InvalidStateError'));
  const { worker, workers } = setUp({ files: { obtain, sizeBytes: () => 8 } });
  void worker.run('one');
  workers[0]?.say({ kind: 'need', id: 1, modelId: 'voice-tone', path: 'network.onnx' });
  await filesHandedOver();
  expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'file', id: 1, bytes: null });
});

test('a runtime that is corrupt or missing is told as such, and the next job starts another worker', async () => {
  for (const [error, code] of [
    ['corrupt', 'model-corrupt'],
    ['unreachable', 'model-missing'],
  ] as const) {
    const { worker, workers, answer } = setUp({}, err(error));
    const run = worker.run('one');
    workers[0]?.say({ kind: 'need', id: 1, modelId: 'runtime', path: 'runtime' });
    await filesHandedOver();
    answer(err({ code: 'crashed' }));
    expect(await run).toEqual(err(code));
    expect(workers[0]?.terminated).toBe(true);
    void worker.run('two');
    expect(workers).toHaveLength(2);
  }
});

test('a model that was refused is told as such, and tried again with the next job', async () => {
  const { worker, answer } = setUp();
  const run = worker.run('one');
  answer(err({ code: 'model-corrupt' }));
  expect(await run).toEqual(err('model-corrupt'));
  expect(worker.status.value).toEqual({ kind: 'failed', reason: 'model-corrupt' });
  const again = worker.run('two');
  answer(ok(VALUE), 2);
  expect((await again).ok).toBe(true);
});

test('input that a model cannot read says nothing against the model', async () => {
  const { worker, workers, answer } = setUp();
  const first = worker.run('one');
  answer(ok(VALUE), 1);
  await first;
  const run = worker.run('noise');
  answer(err({ code: 'not-sound' }), 2);
  expect(await run).toEqual(err('not-sound'));
  expect(worker.status.value.kind).toBe('ready');
  expect(workers[0]?.terminated).toBe(false);
});

test('a worker that ran out of memory is let go', async () => {
  const { worker, workers, answer } = setUp();
  const run = worker.run('hours');
  answer(err({ code: 'out-of-memory' }));
  expect(await run).toEqual(err('out-of-memory'));
  expect(workers[0]?.terminated).toBe(true);
});

test('an abort answers at once and stops the work', async () => {
  const { worker, workers, answer } = setUp();
  const controller = new AbortController();
  const run = worker.run('one', { signal: controller.signal });
  controller.abort();
  expect(await run).toEqual(err('cancelled'));
  expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
  answer(ok(VALUE));
  expect(await worker.run('two', { signal: controller.signal })).toEqual(err('cancelled'));
});

test('an abort after the answer sends nothing', async () => {
  const { worker, workers, answer } = setUp();
  const controller = new AbortController();
  const run = worker.run('one', { signal: controller.signal });
  answer(ok(VALUE));
  await run;
  controller.abort();
  expect(workers[0]?.sent.map(({ kind }) => kind)).toEqual(['job']);
});

test('progress reaches the job that made it, and none after its end', async () => {
  const { worker, workers, answer } = setUp();
  const heard: string[] = [];
  const first = worker.run('one', { onProgress: (share) => heard.push(`one ${share}`) });
  void worker.run('two', { onProgress: (share) => heard.push(`two ${share}`) });
  workers[0]?.say({ kind: 'progress', id: 2, progress: 0.5 });
  workers[0]?.say({ kind: 'progress', id: 1, progress: 0.9 });
  answer(ok(VALUE), 1);
  await first;
  workers[0]?.say({ kind: 'progress', id: 1, progress: 1 });
  expect(heard).toEqual(['two 0.5', 'one 0.9']);
});

test('what a job transfers moves to the worker', () => {
  const { worker, workers } = setUp();
  const buffer = new ArrayBuffer(8);
  void worker.run('one', { transfer: [buffer] });
  expect(workers[0]?.transferred).toEqual([buffer]);
});

test('a worker that dies fails what waited, and the next job starts another', async () => {
  const { worker, workers, answer } = setUp();
  const run = worker.run('one');
  workers[0]?.crash('threw');
  expect(await run).toEqual(err('crashed'));
  expect(worker.status.value).toEqual({ kind: 'failed', reason: 'crashed' });
  const next = worker.run('two');
  answer(ok(VALUE), 2);
  expect((await next).ok).toBe(true);
  expect(workers).toHaveLength(2);
});

test('a worker whose script did not come is a reader that is not here yet, and is asked for anew', async () => {
  const { worker, workers, answer } = setUp();
  const run = worker.run('one');
  workers[0]?.crash('did-not-load');
  expect(await run).toEqual(err('model-missing'));
  expect(worker.status.value).toEqual({ kind: 'failed', reason: 'model-missing' });
  const next = worker.run('two');
  answer(ok(VALUE), 2);
  expect((await next).ok).toBe(true);
});

test('after two idle minutes the worker is let go; a job in between keeps it', () => {
  const { worker, workers, timers, answer } = setUp();
  void worker.run('one');
  answer(ok(VALUE), 1);
  expect([...timers.values()].map(({ delayMs }) => delayMs)).toEqual([IDLE_MS]);
  void worker.run('two');
  expect(timers.size).toBe(0);
  answer(ok(VALUE), 2);
  [...timers.values()][0]?.run();
  expect(workers[0]?.terminated).toBe(true);
  expect(worker.status.value).toEqual({ kind: 'idle' });
});

test('without WebAssembly it says so and starts nothing', async () => {
  const { worker, workers } = setUp({ hasWebAssembly: false });
  expect(await worker.run('one')).toEqual(err('no-webassembly'));
  expect(workers).toHaveLength(0);
});
