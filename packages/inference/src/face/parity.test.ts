import { readFile } from 'node:fs/promises';
import { unwrap } from '@undertone/base/result';
import type { Distribution } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import { createOrtSessions } from '../ort-session.ts';
import { alignedCrop } from './aligned-crop.ts';
import { drawnLandmarks, wavyPicture, type DrawnFace } from './drawn-face.testkit.ts';
import { loadExpressionNetwork, type ExpressionNetwork } from './expression-network.ts';
import { frontalFace, geometryFeatures } from './geometry.ts';

interface Vector {
  readonly face: Partial<DrawnFace>;
  readonly crop: readonly number[];
  readonly geometry: readonly number[];
  readonly probabilities: readonly number[];
}

const models = new URL('../../../../models/', import.meta.url);
const assets: AssetSource = {
  fetch: async (modelId, path) => new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models))),
};
const PICTURE = wavyPicture(640, 480);

let vectors: readonly Vector[];
let network: ExpressionNetwork;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  const json = await readFile(new URL('face-expression/train/vectors.json', models), 'utf8');
  vectors = JSON.parse(json) as Vector[];
  network = unwrap(await loadExpressionNetwork({ assets, createSession: createOrtSessions(ort) }));
});

function inOrder(distribution: Distribution): readonly number[] {
  return LABELS.map((label) => distribution[label]);
}

function farthest(found: ArrayLike<number>, wanted: readonly number[]): number {
  if (found.length !== wanted.length) return Infinity;
  return Math.max(...wanted.map((value, index) => Math.abs(found[index]! - value)));
}

test('crop, features and probabilities are the training side’s to 1e-4', async () => {
  expect(vectors.length).toBeGreaterThan(1);
  for (const { face, crop, geometry, probabilities } of vectors) {
    const landmarks = drawnLandmarks(face);
    const found = alignedCrop(PICTURE, landmarks)!;
    const features = geometryFeatures(frontalFace(landmarks, PICTURE.width, PICTURE.height)!);
    expect(farthest(found, crop)).toBeLessThan(1e-4);
    expect(farthest(features, geometry)).toBeLessThan(1e-4);
    const distribution = await network.read(found, features);
    expect(farthest(inOrder(distribution), probabilities)).toBeLessThan(1e-4);
  }
});

test('a mirrored crop is read alike', async () => {
  const crop = alignedCrop(PICTURE, drawnLandmarks({ x: 300 }))!;
  const mirrored = crop.map((_, at) => crop[at - (at % 48) + 47 - (at % 48)]!);
  const one = await network.read(crop, null);
  const other = await network.read(mirrored, null);
  expect(farthest(inOrder(one), inOrder(other))).toBeLessThan(1e-4);
});

test('brightness and contrast of a crop change next to nothing', async () => {
  const crop = alignedCrop(PICTURE, drawnLandmarks({}))!;
  const one = await network.read(crop, null);
  const other = await network.read(
    crop.map((luma) => 0.1 + 0.6 * luma),
    null,
  );
  expect(farthest(inOrder(one), inOrder(other))).toBeLessThan(0.02);
});

test('a crop of another size is a bug', async () => {
  await expect(network.read(new Float32Array(100), null)).rejects.toThrow(RangeError);
});
