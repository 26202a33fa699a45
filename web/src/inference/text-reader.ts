import { signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import type { ReaderStatus, TextReaderPort } from '../app/services.ts';
import type { ModelFiles } from './model-files.ts';
import { RUNTIME_ID, type FromReader, type ToReader, type UiLanguage } from './reader-messages.ts';

type ReadResult = Awaited<ReturnType<TextReaderPort['read']>>;
type ReadFailureCode = Extract<ReadResult, { ok: false }>['error']['code'];

/** The part of a Web Worker that is used. */
export interface ReaderWorker {
  postMessage(message: ToReader, transfer?: Transferable[]): void;
  onMessage(listener: (message: FromReader) => void): void;
  /** The script did not load, or threw where nothing caught it. */
  onCrash(listener: () => void): void;
  terminate(): void;
}

export interface TextReaderParts {
  readonly startWorker: () => ReaderWorker;
  readonly files: ModelFiles;
  readonly hasWebAssembly: boolean;
  readonly uiLanguage: () => UiLanguage;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (timer: number) => void;
}

/** A worker with two models holds some 80 MB: more than an app in the background should. */
export const IDLE_MS = 120_000;

/** Starts its worker with the first text, keeps one, and lets it go after {@link IDLE_MS} without work. */
export function createTextReaderPort(parts: TextReaderParts): TextReaderPort {
  const status = signal<ReaderStatus>({ kind: 'idle' });
  const waiting = new Map<number, (result: ReadResult) => void>();
  let worker: ReaderWorker | null = null;
  let lastId = 0;
  let idleTimer: number | null = null;

  const settle = (id: number, result: ReadResult): void => {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(result);
    if (waiting.size > 0 || worker === null || idleTimer !== null) return;
    idleTimer = parts.setTimer(() => {
      stop();
      status.value = { kind: 'idle' };
    }, IDLE_MS);
  };

  const stop = (): void => {
    worker?.terminate();
    worker = null;
    if (idleTimer !== null) parts.clearTimer(idleTimer);
    idleTimer = null;
  };

  const crash = (): void => {
    stop();
    status.value = { kind: 'failed', reason: 'crashed' };
    for (const id of waiting.keys()) settle(id, err({ code: 'crashed' }));
  };

  const start = (): ReaderWorker => {
    const started = parts.startWorker();
    const loads = createLoadCount(
      parts.files.sizeBytes([RUNTIME_ID, 'text-language', `text-${parts.uiLanguage()}`]),
    );
    // To the reader a runtime that did not come is one that crashed; the page knows better.
    let runtimeFailure: 'model-corrupt' | 'model-missing' | null = null;
    started.onCrash(crash);
    started.onMessage((message) => {
      if (worker !== started) return;
      if (message.kind === 'need') {
        const onBytes = loads.begin((loadedBytes, totalBytes) => {
          if (status.value.kind !== 'ready') status.value = { kind: 'loading', loadedBytes, totalBytes };
        });
        void parts.files.obtain(message.modelId, message.path, onBytes).then((obtained) => {
          // Empty bytes fail the reader's own check, so that corrupt is told apart from missing.
          const corrupt = !obtained.ok && obtained.error === 'corrupt';
          if (message.modelId === RUNTIME_ID && !obtained.ok) {
            runtimeFailure = corrupt ? 'model-corrupt' : 'model-missing';
          }
          const bytes = obtained.ok ? obtained.value : corrupt ? new Uint8Array(0) : null;
          onBytes(bytes?.length ?? 0);
          started.postMessage({ kind: 'file', id: message.id, bytes }, bytes === null ? [] : [bytes.buffer]);
        });
        return;
      }
      const { result } = message;
      if (result.ok) {
        const { score, sentences, carriedBy, language } = result.value;
        status.value = { kind: 'ready', modelId: score.modelId, modelVersion: score.modelVersion };
        settle(message.id, ok({ score, detail: { sentences, carriedBy, language } }));
      } else {
        const crashed = result.error.code === 'crashed';
        const code = crashed ? (runtimeFailure ?? 'crashed') : result.error.code;
        if (code !== 'cancelled') status.value = { kind: 'failed', reason: code };
        // A runtime that has failed once does not start again in the same worker.
        if (crashed && waiting.size <= 1) stop();
        settle(message.id, err({ code }));
      }
    });
    worker = started;
    return started;
  };

  const fail = (code: ReadFailureCode): ReadResult => err({ code });

  return {
    status,
    async read(text, options = {}) {
      const abort = options.signal;
      if (abort?.aborted === true) return fail('cancelled');
      if (!parts.hasWebAssembly) {
        status.value = { kind: 'failed', reason: 'no-webassembly' };
        return fail('no-webassembly');
      }
      if (idleTimer !== null) parts.clearTimer(idleTimer);
      idleTimer = null;
      const target = worker ?? start();
      const id = ++lastId;
      return new Promise<ReadResult>((resolve) => {
        waiting.set(id, resolve);
        abort?.addEventListener('abort', () => {
          target.postMessage({ kind: 'cancel', id });
          settle(id, fail('cancelled'));
        });
        target.postMessage({ kind: 'read', id, text, uiLanguage: parts.uiLanguage() });
      });
    },
  };
}

/** Adds up the bytes of several files on their way. */
function createLoadCount(expectedBytes: number) {
  const loaded = new Map<number, number>();
  return {
    begin(report: (loadedBytes: number, totalBytes: number) => void) {
      const key = loaded.size;
      loaded.set(key, 0);
      return (bytes: number): void => {
        loaded.set(key, Math.max(bytes, loaded.get(key) ?? 0));
        const sum = [...loaded.values()].reduce((total, part) => total + part, 0);
        report(sum, Math.max(sum, expectedBytes));
      };
    },
  };
}
