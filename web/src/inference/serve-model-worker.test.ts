import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { serveModelWorker, type HandleJob, type Need } from './serve-model-worker.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

type Failure = { readonly code: 'cancelled' };

function setUp(createHandler: (need: Need) => HandleJob<string, string, Failure, number>) {
  const said: FromWorker<string, Failure, number>[] = [];
  const moved: Transferable[][] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  serveModelWorker(
    {
      postMessage(message, transfer) {
        said.push(message as FromWorker<string, Failure, number>);
        moved.push(transfer);
      },
      addEventListener: (_type, listener) => (hear = listener),
    },
    createHandler,
  );
  const tell = async (message: ToWorker<string>) => {
    hear({ data: message });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { said, moved, tell };
}

test('a job is answered under its own number, its progress too', async () => {
  const { said, tell } = setUp(() => async (job, { report }) => {
    report(0.5);
    return ok(job.toUpperCase());
  });
  await tell({ kind: 'job', id: 4, job: 'a' });
  expect(said).toEqual([
    { kind: 'progress', id: 4, progress: 0.5 },
    { kind: 'answer', id: 4, result: ok('A') },
  ]);
});

test('files that are asked for at the same time go to those who asked', async () => {
  const { said, tell } = setUp((need) => async (job) => ok(`${job} ${(await need('m', job))?.length}`));
  await tell({ kind: 'job', id: 1, job: 'first' });
  await tell({ kind: 'job', id: 2, job: 'second' });
  const asked = said.flatMap((message) => (message.kind === 'need' ? [message] : []));
  for (const { id, path } of [...asked].reverse()) {
    await tell({ kind: 'file', id, bytes: path === 'first' ? new Uint8Array(1) : null });
  }
  expect(said.flatMap((message) => (message.kind === 'answer' ? [message.result] : []))).toEqual([
    ok('second undefined'),
    ok('first 1'),
  ]);
});

test('a cancel reaches the job it names and no other', async () => {
  const aborted: string[] = [];
  const { tell } = setUp(() => (job, { signal }) => {
    signal.addEventListener('abort', () => aborted.push(job));
    return new Promise(() => undefined);
  });
  await tell({ kind: 'job', id: 1, job: 'one' });
  await tell({ kind: 'job', id: 2, job: 'two' });
  await tell({ kind: 'cancel', id: 2 });
  await tell({ kind: 'cancel', id: 9 });
  expect(aborted).toEqual(['two']);
});

test('a handler that throws has crashed, and the next job is served', async () => {
  const { said, tell } = setUp(() => async (job) => {
    if (job === 'bad') throw new Error('the runtime is gone');
    return err({ code: 'cancelled' });
  });
  await tell({ kind: 'job', id: 1, job: 'bad' });
  await tell({ kind: 'job', id: 2, job: 'good' });
  expect(said).toEqual([
    { kind: 'answer', id: 1, result: err({ code: 'crashed', reason: 'the runtime is gone' }) },
    { kind: 'answer', id: 2, result: err({ code: 'cancelled' }) },
  ]);
});

test('buffers that an answer carries move with it', async () => {
  const buffer = new ArrayBuffer(8);
  const { moved, tell } = setUp(() => async (_job, { transfer }) => {
    transfer(buffer);
    return ok('moved');
  });
  await tell({ kind: 'job', id: 1, job: 'a' });
  expect(moved).toEqual([[buffer]]);
});
