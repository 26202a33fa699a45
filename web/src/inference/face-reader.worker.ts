import { createFaceReader } from '@undertone/inference/face/face-reader';
import type { Picture } from '@undertone/inference/face/picture';
import { createFaceHandler } from './face-jobs.ts';
import { createLandmarker } from './face-landmarker.ts';
import { serveModelWorker } from './serve-model-worker.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

function takePixels(bitmap: ImageBitmap): Picture {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to read a picture from');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  context.clearRect(0, 0, width, height);
  return { pixels: data, width, height };
}

function toImage({ pixels, width, height }: Picture): ImageData {
  return new ImageData(pixels as Uint8ClampedArray<ArrayBuffer>, width, height);
}

serveModelWorker(self, (need) =>
  createFaceHandler({
    createLandmarker: () => createLandmarker(need),
    reader: createFaceReader({ assets: { fetch: need }, createSession: createWorkerSessions(need) }),
    takePixels,
    toImage,
  }),
);
