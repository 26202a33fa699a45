import { systemClock, systemRandom } from '@undertone/base/clock';
import { err, unwrap } from '@undertone/base/result';
import { openFilesCache } from '@undertone/web/app/browser-parts';
import { createOutbound } from '@undertone/web/app/outbound';
import { browserPhotos } from '@undertone/web/capture/camera-browser';
import { decodePhoto } from '@undertone/web/capture/camera-photo';
import { readingOf } from '@undertone/web/capture/camera-reading';
import { createFaceWorker } from '@undertone/web/inference/face-worker';
import type { FaceSource } from '@undertone/web/inference/face-messages';
import { createModelFiles } from '@undertone/web/inference/model-files';
import { SHIPPED_MODELS, SHIPPED_RUNTIME } from '@undertone/web/inference/shipped-models';
import { startFaceWorker } from '@undertone/web/inference/start-face-worker';
import { eachFrame } from './face-frames.ts';
import { measureMemory } from './memory.ts';

/** The app's own face worker and files, without screens and without a camera. */
const { origin } = location;
const files = createModelFiles({
  outbound: createOutbound({ origin, clock: systemClock, random: systemRandom, note: () => undefined }),
  openCache: openFilesCache,
  origin,
  models: SHIPPED_MODELS,
  runtime: SHIPPED_RUNTIME,
});
/** `?rules`: as in a deployment that leaves the expression model out. */
const byRules = new URLSearchParams(location.search).has('rules');
const worker = createFaceWorker({
  startWorker: startFaceWorker,
  files: {
    obtain: async (modelId, path, onBytes) =>
      byRules && modelId === 'face-expression' ? err('unknown') : files.obtain(modelId, path, onBytes),
    sizeBytes: (modelIds) => files.sizeBytes(modelIds),
  },
  hasWebAssembly: true,
  setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
  clearTimer: (timer) => window.clearTimeout(timer),
});

async function look(picture: ImageBitmap, source: FaceSource, expression = true) {
  const startedAt = performance.now();
  const job = { picture, source, atMs: startedAt, expression };
  const seen = unwrap(await worker.run(job, { transfer: [picture] }));
  return { seen, ms: performance.now() - startedAt };
}

const bytesAt = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());

/** Square pictures of one byte a pixel, as four: red, green, blue and opaque. */
function toBitmap(grey: Uint8Array, side: number): Promise<ImageBitmap> {
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [index, luma] of grey.entries()) pixels.fill(luma, 4 * index, 4 * index + 3);
  return createImageBitmap(new ImageData(pixels, side, side));
}

/** The whole picture as a crop, luma 0 … 255: for rows in which no face is found. */
function wholeAsCrop(picture: ImageBitmap, side: number): number[] {
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  return Array.from({ length: side * side }, (_, index) =>
    Math.round(0.299 * data[4 * index]! + 0.587 * data[4 * index + 1]! + 0.114 * data[4 * index + 2]!),
  );
}

async function readPicture(bitmap: ImageBitmap, cropSide: number) {
  const crop = wholeAsCrop(bitmap, cropSide);
  const { seen, ms } = await look(bitmap, 'photo');
  const { landmarks, hint, quality, frame } = seen;
  const { score } = unwrap(readingOf([seen], { source: 'photo', seconds: 0 }));
  return { landmarks, hint, quality, frame, score, ms, crop: frame === null ? crop : null };
}

const faceBench = {
  /** Loads all that the first picture waits for. */
  async warmUp() {
    await look(await toBitmap(new Uint8Array(1), 1), 'photo');
  },

  /**
   * Grey pictures at `path`, one after the other, each read like a photo. Landmarks, where asked for, are posted to
   * `landmarksTo` as float32 [count, 478, 3], zeros without exactly one face.
   */
  async readGrey(path: string, side: number, landmarksTo: string | null) {
    const all = await bytesAt(path);
    const rows = [];
    const found: Float32Array[] = [];
    for (let at = 0; at < all.length; at += side * side) {
      const row = await readPicture(await toBitmap(all.subarray(at, at + side * side), side), side);
      found.push(row.landmarks ?? new Float32Array(3 * 478));
      rows.push({ ...row, landmarks: row.landmarks !== null });
    }
    if (landmarksTo !== null)
      await fetch(landmarksTo, { method: 'POST', body: new Blob(found as BlobPart[]) });
    return rows;
  },

  /** One encoded picture, as the app reads a photo. */
  async readEncoded(path: string, cropSide: number) {
    const photo = new Blob([await bytesAt(path)]);
    const bitmap = unwrap(await decodePhoto(photo, browserPhotos));
    const row = await readPicture(bitmap, cropSide);
    return { ...row, landmarks: row.landmarks !== null };
  },

  /** Milliseconds of each of `count` frames of 640 × 480 with the picture at `path` in their middle. */
  async timeFrames(path: string, count: number, expression: boolean) {
    const times: number[] = [];
    let faces = 0;
    for await (const canvas of eachFrame(path, count)) {
      const { seen, ms } = await look(await createImageBitmap(canvas), 'camera', expression);
      if (seen.landmarks !== null) faces += 1;
      times.push(ms);
    }
    return { times, faces };
  },

  memory: measureMemory,
};

declare global {
  interface Window {
    faceBench: typeof faceBench;
  }
}

window.faceBench = faceBench;
