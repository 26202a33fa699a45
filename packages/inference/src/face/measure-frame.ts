import { CROP_SIDE } from './alignment.ts';
import { alignedCrop } from './aligned-crop.ts';
import { looksDrawn } from './drawn-face.ts';
import type { FrameQuality } from './face-reading.ts';
import { frameQuality } from './framing.ts';
import { headAxes, headPose } from './head-pose.ts';
import { meanPoint, type Landmarks } from './landmarks.ts';
import type { Picture } from './picture.ts';

/** The part of the crop that is face on every head: a third cut off above, a sixth on the sides and below. */
const INNER = { left: 8, right: CROP_SIDE - 8, top: 12, bottom: CROP_SIDE - 6 };

/** Pixels between the outer eye corners from which on a crop pixel is more than one of the picture's. */
const LEAST_EYES_TO_TELL = 36;

/** One face of a picture, cut out and measured. */
export interface MeasuredFace {
  /** As `alignedCrop` makes it. */
  readonly crop: Float32Array;
  readonly quality: FrameQuality;
}

/** @returns `null` where the landmarks span no face, or a drawn one. */
export function measureFace(picture: Picture, landmarks: Landmarks): MeasuredFace | null {
  const { width, height } = picture;
  const axes = headAxes(landmarks, width, height);
  const crop = alignedCrop(picture, landmarks);
  if (axes === null || crop === null) return null;
  const [left, right] = [33, 263].map((index) => meanPoint(landmarks, [index], width, height));
  const { luma, contrast } = lightOf(crop);
  const eyeDistancePixels = Math.hypot(right!.x - left!.x, right!.y - left!.y);
  // A smaller face is stretched to the crop, which makes every surface plain.
  if (eyeDistancePixels >= LEAST_EYES_TO_TELL && looksDrawn(crop, contrast)) return null;
  const quality = frameQuality({
    eyeDistancePixels,
    pose: headPose(axes),
    luma,
    contrast,
  });
  return { crop, quality };
}

/** Mean and standard deviation of the inner crop, both 0 … 1. */
function lightOf(crop: Float32Array): { readonly luma: number; readonly contrast: number } {
  let [count, sum, squares] = [0, 0, 0];
  for (let row = INNER.top; row < INNER.bottom; row++)
    for (let column = INNER.left; column < INNER.right; column++) {
      const value = crop[row * CROP_SIDE + column]!;
      count += 1;
      sum += value;
      squares += value * value;
    }
  const luma = sum / count;
  return { luma, contrast: Math.sqrt(Math.max(0, squares / count - luma * luma)) };
}
