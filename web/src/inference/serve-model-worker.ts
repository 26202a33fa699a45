import type { Bytes } from '@undertone/base/bytes';
import { err, type Result } from '@undertone/base/result';
import type { Crashed, FromWorker, JobFailure, ToWorker } from './worker-messages.ts';

/** The part of a worker's global scope that is used. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Bytes of a model's file, handed over by the page; `null` when there is none. */
export type Need = (modelId: string, path: string) => Promise<Bytes | null>;

export interface JobContext<Progress> {
  /** Aborted when the page no longer waits. */
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  /** Buffers that the answer carries and that move instead of being copied. */
  readonly transfer: (...items: readonly Transferable[]) => void;
}

export type HandleJob<Job, Value, Failure extends JobFailure, Progress> = (
  job: Job,
  context: JobContext<Progress>,
) => Promise<Result<Value, Failure>>;

/**
 * The worker's side of `createModelWorker`. Jobs start as they come: a handler whose models are not re-entrant
 * queues them itself. A handler that throws answers `crashed`.
 */
export function serveModelWorker<Job, Value, Failure extends JobFailure, Progress = never>(
  scope: WorkerScope,
  createHandler: (need: Need) => HandleJob<Job, Value, Failure, Progress>,
): void {
  const asked = new Map<number, (bytes: Bytes | null) => void>();
  const running = new Map<number, AbortController>();
  let lastAsked = 0;

  const send = (
    message: FromWorker<Value, Failure | Crashed, Progress>,
    transfer: readonly Transferable[] = [],
  ): void => scope.postMessage(message, [...transfer]);

  const handle = createHandler((modelId, path) => {
    const id = ++lastAsked;
    return new Promise((resolve) => {
      asked.set(id, resolve);
      send({ kind: 'need', id, modelId, path });
    });
  });

  const run = async (id: number, job: Job): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const moved: Transferable[] = [];
    let result: Result<Value, Failure | Crashed>;
    try {
      result = await handle(job, {
        signal: controller.signal,
        report: (progress) => send({ kind: 'progress', id, progress }),
        transfer: (...items) => void moved.push(...items),
      });
    } catch (cause) {
      result = err({ code: 'crashed', reason: cause instanceof Error ? cause.message : String(cause) });
    }
    running.delete(id);
    send({ kind: 'answer', id, result }, moved);
  };

  scope.addEventListener('message', ({ data }) => {
    const message = data as ToWorker<Job>;
    if (message.kind === 'job') {
      void run(message.id, message.job);
    } else if (message.kind === 'cancel') {
      running.get(message.id)?.abort();
    } else {
      asked.get(message.id)?.(message.bytes);
      asked.delete(message.id);
    }
  });
}
