import { FaceLandmarker } from '@mediapipe/tasks-vision';
import createVisionModule from '@mediapipe/tasks-vision/vision_wasm_module_internal.js';
import { err, ok, type Result } from '@undertone/base/result';
import { loadManifest, loadVerified, type AssetError } from '@undertone/inference/asset-source';
import { LANDMARK_COUNT, type Landmarks } from '@undertone/inference/face/landmarks';
import { findFile } from '@undertone/inference/manifest';
import { VISION_RUNTIME, type FaceSource } from './face-messages.ts';
import type { Need } from './serve-model-worker.ts';

const MODEL_ID = 'face-landmarks';
/** Two are enough to know that there is more than one. */
const MOST_FACES = 2;

export interface Landmarker {
  /**
   * The faces in a picture, at most two. In a run of camera frames a face is followed, and `atMs` must grow; a photo
   * is searched afresh. Throws when the runtime fails.
   */
  find(picture: TexImageSource, source: FaceSource, atMs: number): Promise<readonly Landmarks[]>;
}

export type LandmarkerFailure = AssetError | { readonly code: 'no-webgl' };

/**
 * MediaPipe's FaceLandmarker on the processor, for a worker of its own. Every byte comes from the page by `need`:
 * MediaPipe is given its loader and its WebAssembly and so fetches nothing. WebGL takes the pictures in.
 */
export async function createLandmarker(need: Need): Promise<Result<Landmarker, LandmarkerFailure>> {
  if (!hasWebGl()) return err({ code: 'no-webgl' });
  const manifest = await loadManifest({ fetch: need }, MODEL_ID);
  if (!manifest.ok) return manifest;
  const file = findFile(manifest.value, 'landmarker');
  if (file === undefined) return err({ code: 'model-corrupt', modelId: MODEL_ID, path: 'model.json' });
  const bundle = await loadVerified({ fetch: need }, MODEL_ID, file);
  if (!bundle.ok) return bundle;
  const runtime = await need(VISION_RUNTIME.id, VISION_RUNTIME.path);
  if (runtime === null || runtime.length === 0) {
    const code = runtime === null ? 'model-missing' : 'model-corrupt';
    return err({ code, modelId: VISION_RUNTIME.id, path: VISION_RUNTIME.path });
  }

  handOver(runtime);
  let mode: FaceSource = 'camera';
  const landmarker = await FaceLandmarker.createFromOptions(
    // The loader is there already, and its WebAssembly too.
    { wasmLoaderPath: '', wasmBinaryPath: '' },
    {
      baseOptions: { modelAssetBuffer: bundle.value, delegate: 'CPU' },
      runningMode: 'VIDEO',
      numFaces: MOST_FACES,
    },
  );
  return ok({
    async find(picture, source, atMs) {
      if (source !== mode) {
        await landmarker.setOptions({ runningMode: source === 'camera' ? 'VIDEO' : 'IMAGE' });
        mode = source;
      }
      const { faceLandmarks } =
        source === 'camera' ? landmarker.detectForVideo(picture, atMs) : landmarker.detect(picture);
      return faceLandmarks.map(flatten);
    },
  });
}

/**
 * Where MediaPipe looks for its loader and for the loader's options. Its messages go nowhere: what fails, it throws,
 * and the rest is news about its own progress on the console's error channel.
 */
function handOver(wasmBinary: Uint8Array): void {
  const silent = (): void => undefined;
  Object.assign(globalThis, {
    ModuleFactory: createVisionModule,
    Module: { wasmBinary, print: silent, printErr: silent },
    dbg: silent,
  });
}

function hasWebGl(): boolean {
  return typeof OffscreenCanvas !== 'undefined' && new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
}

function flatten(
  points: readonly { readonly x: number; readonly y: number; readonly z: number }[],
): Landmarks {
  const flat = new Float32Array(3 * LANDMARK_COUNT);
  for (const [index, { x, y, z }] of points.entries()) flat.set([x, y, z], 3 * index);
  return flat;
}
