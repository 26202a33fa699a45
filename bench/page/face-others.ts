import type { Label } from '@undertone/emotion/labels';
import { eachFrame } from './face-frames.ts';

/**
 * A library as its users run it, on WebAssembly. One a page: both bring a TensorFlow.js of their own, and two of them
 * share one engine.
 */
interface Library {
  /** A square of luma, 0 … 1, given to the expression network as the crop it is. */
  readCrop(luma: Float32Array, side: number): Promise<Readonly<Record<Label, number>>>;
  /** Finds the face in a frame and reads it. @returns whether there was one. */
  readFrame(canvas: HTMLCanvasElement): Promise<boolean>;
}

const WASM_PATH = '/tfjs/';

async function loadHuman(): Promise<Library> {
  const { default: Human } = await import('@vladmandic/human');
  const human = new Human({
    backend: 'wasm',
    wasmPath: WASM_PATH,
    modelBasePath: '/human/',
    // It would answer from the frame before where little has changed: here every frame is read.
    cacheSensitivity: 0,
    filter: { enabled: false },
    face: {
      enabled: true,
      detector: { skipFrames: 0, skipTime: 0 },
      mesh: { enabled: true },
      iris: { enabled: false },
      description: { enabled: false },
      emotion: { enabled: true, skipFrames: 0, skipTime: 0, minConfidence: 0 },
    },
    body: { enabled: false },
    hand: { enabled: false },
    gesture: { enabled: false },
  });
  await human.init();
  await human.load();
  const { tf } = human;
  const network = await tf.loadGraphModel('/human/emotion.json');
  const size = network.inputs[0]?.shape?.[1] ?? 64;
  return {
    async readCrop(luma, side) {
      // As `predict` in its src/gear/emotion.ts prepares a face, which it offers to nobody but its own detector.
      const scores = tf.tidy(() => {
        const resized = tf.image.resizeBilinear(tf.tensor4d(luma, [1, side, side, 1]), [size, size], false);
        return network.execute(tf.mul(tf.sub(resized, 0.5), 2));
      });
      const [tensor] = [scores].flat();
      const [anger = 0, disgust = 0, fear = 0, joy = 0, sadness = 0, surprise = 0, neutral = 0] =
        (await tensor?.data()) ?? [];
      tf.dispose(scores);
      return { anger, disgust, fear, joy, neutral, sadness, surprise };
    },
    readFrame: async (canvas) => (await human.detect(canvas)).face.length > 0,
  };
}

async function loadFaceApi(): Promise<Library> {
  const faceApi = await import('@vladmandic/face-api');
  const tf = faceApi.tf as unknown as {
    setWasmPaths(path: string): void;
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
  };
  tf.setWasmPaths(WASM_PATH);
  await tf.setBackend('wasm');
  await tf.ready();
  await faceApi.nets.faceExpressionNet.loadFromUri('/face-api/');
  await faceApi.nets.tinyFaceDetector.loadFromUri('/face-api/');
  const options = new faceApi.TinyFaceDetectorOptions();
  const canvas = document.createElement('canvas');
  return {
    async readCrop(luma, side) {
      const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
      for (const [index, value] of luma.entries()) pixels.fill(255 * value, 4 * index, 4 * index + 3);
      Object.assign(canvas, { width: side, height: side });
      canvas.getContext('2d')?.putImageData(new ImageData(pixels, side, side), 0, 0);
      const [scores] = [await faceApi.nets.faceExpressionNet.predictExpressions(canvas)].flat();
      if (scores === undefined) throw new Error('no answer');
      return {
        anger: scores.angry,
        disgust: scores.disgusted,
        fear: scores.fearful,
        joy: scores.happy,
        neutral: scores.neutral,
        sadness: scores.sad,
        surprise: scores.surprised,
      };
    },
    readFrame: async (frame) =>
      (await faceApi.detectSingleFace(frame, options).withFaceExpressions()) !== undefined,
  };
}

const library = location.search === '?human' ? loadHuman() : loadFaceApi();

const faceOthersBench = {
  /** Grey pictures at `path`, one after the other. */
  async readCrops(path: string, side: number) {
    const reader = await library;
    const all = new Uint8Array(await (await fetch(path)).arrayBuffer());
    const answers = [];
    for (let at = 0; at < all.length; at += side * side) {
      const luma = Float32Array.from(all.subarray(at, at + side * side), (byte) => byte / 255);
      const startedAt = performance.now();
      const probabilities = await reader.readCrop(luma, side);
      answers.push({ probabilities, ms: performance.now() - startedAt });
    }
    return answers;
  },

  /** Milliseconds of each of `count` frames of 640 × 480 with the picture at `path` in their middle. */
  async timeFrames(path: string, count: number) {
    const reader = await library;
    const times: number[] = [];
    let faces = 0;
    for await (const canvas of eachFrame(path, count)) {
      const startedAt = performance.now();
      if (await reader.readFrame(canvas)) faces += 1;
      times.push(performance.now() - startedAt);
    }
    return { times, faces };
  },
};

declare global {
  interface Window {
    faceOthersBench: typeof faceOthersBench;
  }
}

window.faceOthersBench = faceOthersBench;
