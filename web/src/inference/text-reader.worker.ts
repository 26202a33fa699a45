import type { Bytes } from '@undertone/base/bytes';
import { createOrtSessions } from '@undertone/inference/ort-session';
import { createTextReader } from '@undertone/inference/text/text-reader';
import * as ort from 'onnxruntime-web/wasm';
import { RUNTIME_ID, type FromReader, type ToReader } from './reader-messages.ts';

declare const self: DedicatedWorkerGlobalScope;

const asked = new Map<number, (bytes: Bytes | null) => void>();
const reads = new Map<number, AbortController>();

function send(message: FromReader): void {
  self.postMessage(message);
}

function need(modelId: string, path: string): Promise<Bytes | null> {
  const id = asked.size === 0 ? 1 : Math.max(...asked.keys()) + 1;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    send({ kind: 'need', id, modelId, path });
  });
}

// One thread: two small networks gain nothing from more, and no second worker has to be started for them.
ort.env.wasm.numThreads = 1;
ort.env.wasm.proxy = false;
const createSession = createOrtSessions(ort);

const reader = createTextReader({
  assets: { fetch: need },
  async createSession(model) {
    if (ort.env.wasm.wasmBinary === undefined) {
      const runtime = await need(RUNTIME_ID, RUNTIME_ID);
      if (runtime === null || runtime.length === 0) throw new Error('there is no sound WebAssembly runtime');
      ort.env.wasm.wasmBinary = runtime.buffer;
    }
    return createSession(model);
  },
});

self.addEventListener('message', (event: MessageEvent<ToReader>) => {
  const message = event.data;
  if (message.kind === 'file') {
    const resolve = asked.get(message.id);
    asked.delete(message.id);
    resolve?.(message.bytes);
  } else if (message.kind === 'cancel') {
    reads.get(message.id)?.abort();
  } else {
    const controller = new AbortController();
    reads.set(message.id, controller);
    void reader
      .read(message.text, { uiLanguage: message.uiLanguage, signal: controller.signal })
      .then((result) => {
        reads.delete(message.id);
        send({ kind: 'answer', id: message.id, result });
      });
  }
});
