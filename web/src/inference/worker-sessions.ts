import { createOrtSessions } from '@undertone/inference/ort-session';
import type { CreateSession } from '@undertone/inference/tensor-session';
import * as ort from 'onnxruntime-web/wasm';
import type { Need } from './serve-model-worker.ts';
import { RUNTIME_ID } from './worker-messages.ts';

/**
 * Sessions on a WebAssembly runtime that the page hands over with the first of them.
 * @param threads more than one starts workers by address, which the product's content security policy refuses.
 */
export function createWorkerSessions(need: Need, threads = 1): CreateSession {
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  const createSession = createOrtSessions(ort);
  return async (model) => {
    if (ort.env.wasm.wasmBinary === undefined) {
      const runtime = await need(RUNTIME_ID, RUNTIME_ID);
      if (runtime === null || runtime.length === 0) throw new Error('there is no sound WebAssembly runtime');
      ort.env.wasm.wasmBinary = runtime.buffer;
    }
    return createSession(model);
  };
}
