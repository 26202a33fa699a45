/**
 * node features.ts LANDMARKS OUT
 *
 * The product's own geometry features, for the training.
 * LANDMARKS: float32 [N, 478, 3] in the enlarged picture, zeros where no face was found.
 * OUT: float32 [N, features], zeros where no face was found.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { enlargePicture } from '../../../packages/inference/src/face/enlarge-picture.ts';
import {
  frontalFace,
  GEOMETRY_FEATURES,
  geometryFeatures,
} from '../../../packages/inference/src/face/geometry.ts';
import { LANDMARK_COUNT } from '../../../packages/inference/src/face/landmarks.ts';

const [landmarkFile, outFile] = process.argv.slice(2);
if (landmarkFile === undefined || outFile === undefined) throw new Error('usage: node features.ts LANDMARKS OUT');
const points = new Float32Array(new Uint8Array(readFileSync(landmarkFile)).buffer);
const rows = points.length / (LANDMARK_COUNT * 3);
const { width, height } = enlargePicture({ pixels: new Uint8ClampedArray(48 * 48 * 4), width: 48, height: 48 });
const out = new Float32Array(rows * GEOMETRY_FEATURES);
for (let row = 0; row < rows; row++) {
  const landmarks = points.subarray(row * LANDMARK_COUNT * 3, (row + 1) * LANDMARK_COUNT * 3);
  const face = frontalFace(landmarks, width, height);
  if (face !== null) out.set(geometryFeatures(face), row * GEOMETRY_FEATURES);
}
writeFileSync(outFile, new Uint8Array(out.buffer));
