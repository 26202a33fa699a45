import visionRuntimeUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { MODELS, PACK_PINS, RUNTIME_FILE, VISION_RUNTIME_FILE } from 'virtual:undertone-models';
import { VISION_RUNTIME } from './face-messages.ts';
import type { ShippedModel, ShippedRuntime } from './model-files.ts';

/** MediaPipe's WebAssembly (SIMD, as a module) is asked for like a model of one file. */
const VISION_RUNTIME_AS_MODEL: ShippedModel = {
  id: VISION_RUNTIME.id,
  manifest: { files: [{ path: VISION_RUNTIME.path, ...VISION_RUNTIME_FILE }] },
  urls: { [VISION_RUNTIME.path]: visionRuntimeUrl },
};

export const SHIPPED_MODELS: readonly ShippedModel[] = [...MODELS, VISION_RUNTIME_AS_MODEL];

/** Words are read by everybody, so their models are fetched ahead; voice and face wait for their first use. */
export const KEPT_AHEAD: readonly string[] = MODELS.map(({ id }) => id).filter((id) =>
  id.startsWith('text-'),
);

/** The smallest build of ONNX Runtime that runs our graphs: WASM SIMD, no GPU, no JSEP. */
export const SHIPPED_RUNTIME: ShippedRuntime = { url: runtimeUrl, ...RUNTIME_FILE };

export { PACK_PINS };
