import { signal, type ReadonlySignal } from '@preact/signals';
import { err, ok, type Result } from '@undertone/base/result';
import type { ReaderStatus } from '../app/services.ts';
import { createLoadCount } from './load-count.ts';
import type { ModelFiles } from './model-files.ts';
import { RUNTIME_ID, type FromWorker, type JobFailure, type ToWorker } from './worker-messages.ts';

/** The part of a Web Worker that is used. */
export interface WorkerChannel<Sent, Received> {
  postMessage(message: Sent, transfer?: readonly Transferable[]): void;
  onMessage(listener: (message: Received) => void): void;
  /** The script did not come or could not be parsed, or it threw where nothing caught it. */
  onCrash(listener: (cause: 'did-not-load' | 'threw') => void): void;
  terminate(): void;
}

/** What the page adds to the failures that a job itself answers with. */
type ModelWorkerFailure = 'no-webassembly' | 'model-corrupt' | 'model-missing' | 'crashed' | 'cancelled';

/** What a worker does not recover from: the next job gets another one. */
const FATAL: readonly string[] = ['crashed', 'out-of-memory'];
/** Of the failures, those that say something about the models and not about the input. */
const TOLD = ['model-corrupt', 'model-missing', 'crashed'] as const;

/** A worker with its models holds some 80 MB: more than an app in the background should. */
export const IDLE_MS = 120_000;

/** Timers, and what the browser can do. */
export interface ModelWorkerHost {
  readonly hasWebAssembly: boolean;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (timer: number) => void;
}

export interface ModelWorkerParts<Job, Value, Failure extends JobFailure, Progress> extends ModelWorkerHost {
  readonly startWorker: () => WorkerChannel<ToWorker<Job>, FromWorker<Value, Failure, Progress>>;
  readonly files: Pick<ModelFiles, 'obtain' | 'sizeBytes'>;
  /** Models whose files the first job will ask for, beside the runtime: what loading is measured against. */
  readonly modelIds: () => readonly string[];
  /** The model that made an answer; `null` for an answer that no model made. */
  readonly modelOf: (value: Value) => { readonly modelId: string; readonly modelVersion: string } | null;
  /** How long a worker without work is kept; {@link IDLE_MS} where nothing is said. */
  readonly idleMs?: number;
}

export interface ModelWorker<Job, Value, Code extends string, Progress> {
  readonly status: ReadonlySignal<ReaderStatus>;
  /** Aborting resolves with `cancelled` at once. What is transferred is gone from the page, whatever the outcome. */
  run(
    job: Job,
    options?: {
      readonly signal?: AbortSignal | undefined;
      readonly transfer?: readonly Transferable[];
      readonly onProgress?: ((progress: Progress) => void) | undefined;
    },
  ): Promise<Result<Value, Code | ModelWorkerFailure>>;
}

/**
 * The page's side of a worker that runs models: starts it with the first job, hands it the files it asks for,
 * keeps one, and lets it go after a while without work. A job that the worker's death interrupts fails as
 * `crashed`, one whose worker's script cannot be had as `model-missing`; nothing is tried twice by itself.
 */
export function createModelWorker<Job, Value, Failure extends JobFailure, Progress = never>(
  parts: ModelWorkerParts<Job, Value, Failure, Progress>,
): ModelWorker<Job, Value, Failure['code'], Progress> {
  type Outcome = Result<Value, Failure['code'] | ModelWorkerFailure>;
  type Channel = ReturnType<typeof parts.startWorker>;
  interface Waiting {
    readonly resolve: (outcome: Outcome) => void;
    readonly onProgress: ((progress: Progress) => void) | undefined;
  }

  const status = signal<ReaderStatus>({ kind: 'idle' });
  const waiting = new Map<number, Waiting>();
  let worker: Channel | null = null;
  let lastId = 0;
  let idleTimer: number | null = null;

  const settle = (id: number, outcome: Outcome): void => {
    const job = waiting.get(id);
    waiting.delete(id);
    job?.resolve(outcome);
    if (waiting.size > 0 || worker === null || idleTimer !== null) return;
    idleTimer = parts.setTimer(() => {
      stop();
      status.value = { kind: 'idle' };
    }, parts.idleMs ?? IDLE_MS);
  };

  const staysAwake = (): void => {
    if (idleTimer !== null) parts.clearTimer(idleTimer);
    idleTimer = null;
  };

  const stop = (): void => {
    worker?.terminate();
    worker = null;
    staysAwake();
  };

  const crash = (reason: 'crashed' | 'model-missing'): void => {
    stop();
    status.value = { kind: 'failed', reason };
    for (const id of waiting.keys()) settle(id, err(reason));
  };

  const start = (): Channel => {
    const started = parts.startWorker();
    const loads = createLoadCount(parts.files.sizeBytes([RUNTIME_ID, ...parts.modelIds()]));
    // To the models' code a runtime that did not come is one that crashed; the page knows better.
    let runtimeFailure: 'model-corrupt' | 'model-missing' | null = null;

    const hand = async (id: number, modelId: string, path: string): Promise<void> => {
      const onBytes = loads.begin((loadedBytes, totalBytes) => {
        if (status.value.kind !== 'ready') status.value = { kind: 'loading', loadedBytes, totalBytes };
      });
      let obtained: Awaited<ReturnType<ModelFiles['obtain']>>;
      try {
        obtained = await parts.files.obtain(modelId, path, onBytes);
      } catch {
        // Storage that throws is no reason to let the worker wait for ever.
        obtained = err('unreachable');
      }
      // Empty bytes fail the reader's own check, so that corrupt is told apart from missing.
      const corrupt = !obtained.ok && obtained.error === 'corrupt';
      if (modelId === RUNTIME_ID && !obtained.ok)
        runtimeFailure = corrupt ? 'model-corrupt' : 'model-missing';
      const bytes = obtained.ok ? obtained.value : corrupt ? new Uint8Array(0) : null;
      onBytes(bytes?.length ?? 0);
      started.postMessage({ kind: 'file', id, bytes }, bytes === null ? [] : [bytes.buffer]);
    };

    const fail = (id: number, reported: Failure['code']): void => {
      const code = reported === 'crashed' ? (runtimeFailure ?? reported) : reported;
      const reason = TOLD.find((told) => told === code);
      if (reason !== undefined) status.value = { kind: 'failed', reason };
      // A runtime that has failed once does not start again in the same worker.
      if (FATAL.includes(reported) && waiting.size <= 1) stop();
      settle(id, err(code));
    };

    started.onCrash((cause) => {
      // The server went away before the reader's code was first needed: like a model that has not come yet.
      if (worker === started) crash(cause === 'did-not-load' ? 'model-missing' : 'crashed');
    });
    started.onMessage((message) => {
      if (worker !== started) return;
      if (message.kind === 'need') {
        void hand(message.id, message.modelId, message.path);
      } else if (message.kind === 'progress') {
        waiting.get(message.id)?.onProgress?.(message.progress);
      } else if (message.result.ok) {
        const made = parts.modelOf(message.result.value);
        if (made !== null)
          status.value = { kind: 'ready', modelId: made.modelId, modelVersion: made.modelVersion };
        settle(message.id, ok(message.result.value));
      } else {
        fail(message.id, message.result.error.code);
      }
    });
    worker = started;
    return started;
  };

  return {
    status,
    async run(job, { signal: abort, transfer = [], onProgress } = {}) {
      if (abort?.aborted === true) return err('cancelled');
      if (!parts.hasWebAssembly) {
        status.value = { kind: 'failed', reason: 'no-webassembly' };
        return err('no-webassembly');
      }
      staysAwake();
      const target = worker ?? start();
      const id = ++lastId;
      const cancel = (): void => {
        target.postMessage({ kind: 'cancel', id });
        settle(id, err('cancelled'));
      };
      const outcome = await new Promise<Outcome>((resolve) => {
        waiting.set(id, { resolve, onProgress });
        abort?.addEventListener('abort', cancel);
        try {
          target.postMessage({ kind: 'job', id, job }, transfer);
        } catch {
          // No room for the copy that goes over.
          settle(id, err('crashed'));
        }
      });
      abort?.removeEventListener('abort', cancel);
      return outcome;
    },
  };
}
