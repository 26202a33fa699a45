import { createFaceReader } from '@undertone/inference/face/face-reader';
import type { Picture } from '@undertone/inference/face/picture';
import { createFaceHandler } from './face-jobs.ts';
import { createLandmarker } from './face-landmarker.ts';
import { serveModelWorker } from './serve-model-worker.ts';
import { createWorkerSessions } from './worker-sessions.ts';

declare const self: DedicatedWorkerGlobalScope;

/** One for all pictures; its pixels are read by the processor, so they had better lie there. */
const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

function takePixels(bitmap: ImageBitmap): Picture {
  if (context === null) throw new Error('no canvas to read a picture from');
  const { width, height } = bitmap;
  const { canvas } = context;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
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
