import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import type { AssetSource } from '@undertone/inference/asset-source';
import { createOrtSessions } from '@undertone/inference/ort-session';
import type { CreateSession } from '@undertone/inference/tensor-session';
import { ROOT } from './root.ts';

/** What evaluation and benchmarks print as their runtime. */
export const NODE_RUNTIME = `onnxruntime-web ${ort.env.versions.web ?? ''} wasm, 1 thread, Node ${process.versions.node}`;

export const MODELS_FOLDER = join(ROOT, 'models');

/** The repository's own model files. */
export function folderAssets(folder: string = MODELS_FOLDER): AssetSource {
  return {
    async fetch(modelId, path) {
      try {
        return new Uint8Array(await readFile(join(folder, modelId, path)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}

/** The WASM that the browser runs, on one thread. */
export function nodeSessions(): CreateSession {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return createOrtSessions(ort);
}
