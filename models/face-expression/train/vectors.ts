/**
 * node vectors.ts OUT
 *
 * What the product makes of drawn faces in a made-up picture: `{ crop, geometry }` each, for the parity vectors.
 */
import { writeFileSync } from 'node:fs';
import { alignedCrop } from '../../../packages/inference/src/face/aligned-crop.ts';
import {
  drawnLandmarks,
  wavyPicture,
} from '../../../packages/inference/src/face/drawn-face.testkit.ts';
import { frontalFace, geometryFeatures } from '../../../packages/inference/src/face/geometry.ts';

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: node vectors.ts OUT');
const picture = wavyPicture(640, 480);
const faces = [{}, { smile: 0.12, yaw: 15, roll: 10, x: 250, eyeDistance: 60 }];
const rounded = (values: Float32Array) => Array.from(values, (value) => Math.round(value * 1e5) / 1e5);
const vectors = faces.map((face) => {
  const landmarks = drawnLandmarks(face);
  const crop = alignedCrop(picture, landmarks);
  const front = frontalFace(landmarks, picture.width, picture.height);
  if (crop === null || front === null) throw new Error('a drawn face is no face');
  return { face, crop: rounded(crop), geometry: rounded(geometryFeatures(front)) };
});
writeFileSync(out, JSON.stringify(vectors));
