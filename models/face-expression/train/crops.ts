/**
 * node crops.ts PICTURES LANDMARKS OUT
 *
 * The product's own aligned crops of FER+ rows, for the training.
 * PICTURES: uint8 [N, 48, 48]. LANDMARKS: float32 [N, 478, 3] in the enlarged picture, zeros where no face was found.
 * OUT: uint8 [N, 64, 64], the 48 × 48 crop with 8 pixels around it; zeros where no face was found.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { alignedCrop } from '../../../packages/inference/src/face/aligned-crop.ts';
import { enlargePicture } from '../../../packages/inference/src/face/enlarge-picture.ts';
import { LANDMARK_COUNT } from '../../../packages/inference/src/face/landmarks.ts';

const SIDE = 48;
const MARGIN = 8;

const [pictureFile, landmarkFile, outFile] = process.argv.slice(2);
if (pictureFile === undefined || landmarkFile === undefined || outFile === undefined)
  throw new Error('usage: node crops.ts PICTURES LANDMARKS OUT');
const grey = readFileSync(pictureFile);
const points = new Float32Array(new Uint8Array(readFileSync(landmarkFile)).buffer);
const rows = grey.length / (SIDE * SIDE);
const cropBytes = (SIDE + 2 * MARGIN) ** 2;
const out = new Uint8ClampedArray(rows * cropBytes);
for (let row = 0; row < rows; row++) {
  const landmarks = points.subarray(row * LANDMARK_COUNT * 3, (row + 1) * LANDMARK_COUNT * 3);
  if (landmarks.every((value) => value === 0)) continue;
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at++)
    pixels.fill(grey[row * SIDE * SIDE + at]!, 4 * at, 4 * at + 4);
  const crop = alignedCrop(enlargePicture({ pixels, width: SIDE, height: SIDE }), landmarks, MARGIN);
  if (crop !== null) out.set(crop.map((luma) => 255 * luma), row * cropBytes);
}
writeFileSync(outFile, out);
