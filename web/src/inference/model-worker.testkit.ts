import { ok } from '@undertone/base/result';
import type { ModelFiles } from './model-files.ts';
import type { WorkerChannel } from './model-worker.ts';

interface FakeWorker<Sent, Received> {
  readonly sent: Sent[];
  readonly transferred: Transferable[];
  say: (message: Received) => void;
  crash: Parameters<WorkerChannel<Sent, Received>['onCrash']>[0];
  terminated: boolean;
}

/** Workers that answer when the test says so, timers that run when it says so, and one file for all. */
export function fakeModelHost<Sent, Received>(
  obtained: Awaited<ReturnType<ModelFiles['obtain']>> = ok(new Uint8Array(4)),
) {
  const workers: FakeWorker<Sent, Received>[] = [];
  const timers = new Map<number, { readonly run: () => void; readonly delayMs: number }>();
  let lastTimer = 0;
  const parts = {
    startWorker(): WorkerChannel<Sent, Received> {
      const worker: FakeWorker<Sent, Received> = {
        sent: [],
        transferred: [],
        say: () => undefined,
        crash: () => undefined,
        terminated: false,
      };
      workers.push(worker);
      return {
        postMessage(message, transfer = []) {
          worker.sent.push(message);
          worker.transferred.push(...transfer);
        },
        onMessage: (listener) => (worker.say = listener),
        onCrash: (listener) => (worker.crash = listener),
        terminate: () => (worker.terminated = true),
      };
    },
    files: { obtain: async () => obtained, sizeBytes: () => 8 },
    hasWebAssembly: true,
    setTimer(run: () => void, delayMs: number) {
      timers.set(++lastTimer, { run, delayMs });
      return lastTimer;
    },
    clearTimer: (timer: number) => void timers.delete(timer),
  };
  return { parts, workers, timers };
}
