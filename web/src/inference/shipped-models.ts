import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { MODELS, RUNTIME_FILE } from 'virtual:undertone-models';
import type { ShippedModel, ShippedRuntime } from './model-files.ts';

export const SHIPPED_MODELS: readonly ShippedModel[] = MODELS;

/** The smallest build of ONNX Runtime that runs our graphs: WASM SIMD, no GPU, no JSEP. */
export const SHIPPED_RUNTIME: ShippedRuntime = { url: runtimeUrl, ...RUNTIME_FILE };
