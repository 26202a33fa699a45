import { CROP_SIDE } from './alignment.ts';

/** Neighbours closer than this, in luma 0 … 1, count as one colour: less than two steps of a camera's byte. */
const SAME = 1.5 / 255;
/**
 * Of 3,532 FER+ validation crops the flattest real face has .47; a face drawn in plain colours has .8 and more. Skin is
 * never plain, and no camera is without noise.
 */
const MOST_PLAIN = 0.65;
/** Below this contrast (standard deviation of luma) everything is plain: too dark to tell, and said so elsewhere. */
const LEAST_CONTRAST = 0.04;

/** The inner face of the crop, where neither hair nor background lies. */
const INNER = { left: 8, right: CROP_SIDE - 8, top: 12, bottom: CROP_SIDE - 6 };

/**
 * Whether the landmarker took a drawing for a face, which it often does with two dots and an arc.
 * @param crop as `alignedCrop` makes it.
 * @param contrast of its inner part.
 */
export function looksDrawn(crop: Float32Array, contrast: number): boolean {
  if (contrast < LEAST_CONTRAST) return false;
  let [count, plain] = [0, 0];
  for (let row = INNER.top; row < INNER.bottom; row++)
    for (let column = INNER.left; column < INNER.right; column++) {
      const at = row * CROP_SIDE + column;
      const right = Math.abs(crop[at + 1]! - crop[at]!);
      const below = Math.abs(crop[at + CROP_SIDE]! - crop[at]!);
      count += 1;
      if (right < SAME && below < SAME) plain += 1;
    }
  return plain > MOST_PLAIN * count;
}
