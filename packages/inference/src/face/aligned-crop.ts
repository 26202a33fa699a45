import { alignFace, CROP_SIDE, scaleOf, type Similarity } from './alignment.ts';
import type { Landmarks } from './landmarks.ts';
import { LumaPlane, type Box, type Picture } from './picture.ts';

/** Most samples to a side of a crop pixel: more would not be seen. */
const MOST_SAMPLES = 16;

/**
 * The face turned upright and brought to the size the network learnt on.
 *
 * Every crop pixel is the mean of as many bilinear samples as it covers picture pixels, so a large face is averaged
 * down and not aliased. Outside the picture its edge goes on.
 * @param margin crop pixels added on every side (training turns and shifts the crop and needs what lies around it).
 * @returns luma 0 … 1 of (48 + 2·margin)² pixels, row by row; `null` where the landmarks span no face.
 */
export function alignedCrop(picture: Picture, landmarks: Landmarks, margin = 0): Float32Array | null {
  const similarity = alignFace(landmarks, picture.width, picture.height);
  if (similarity === null) return null;
  const { a, b, tx, ty } = similarity;
  const plane = new LumaPlane(picture, boxAround(similarity, margin));
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(scaleOf(similarity))));
  const side = CROP_SIDE + 2 * margin;
  const crop = new Float32Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      let sum = 0;
      for (let down = 0; down < samples; down++)
        for (let right = 0; right < samples; right++) {
          const x = column - margin + (right + 0.5) / samples;
          const y = row - margin + (down + 0.5) / samples;
          sum += plane.at(a * x - b * y + tx, b * x + a * y + ty);
        }
      crop[row * side + column] = sum / (samples * samples);
    }
  return crop;
}

/** Every picture pixel that the crop touches, and one more. */
function boxAround({ a, b, tx, ty }: Similarity, margin: number): Box {
  const ends = [-margin, CROP_SIDE + margin];
  const corners = ends.flatMap((x) => ends.map((y) => ({ x: a * x - b * y + tx, y: b * x + a * y + ty })));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  return {
    left: Math.min(...xs) - 1,
    top: Math.min(...ys) - 1,
    right: Math.max(...xs) + 1,
    bottom: Math.max(...ys) + 1,
  };
}
