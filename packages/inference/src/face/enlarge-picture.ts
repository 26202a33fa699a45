import { LumaPlane, type Picture } from './picture.ts';

/** Below this longer side, pixels, the face detector misses most faces that fill the picture. */
export const SMALL_SIDE = 128;
const ENLARGED_SIDE = 192;
/** Room around the face: the detector learnt on heads with something beside them. */
const MARGIN = 64;

/**
 * A small, tightly cut picture (a contact photo, a row of FER+) as the landmarker can read it: grey, its longer side
 * brought to 192 pixels and set in a margin of 64 in its own mean grey.
 */
export function enlargePicture(picture: Picture): Picture {
  const scale = ENLARGED_SIDE / Math.max(picture.width, picture.height);
  const [innerWidth, innerHeight] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const [width, height] = [innerWidth + 2 * MARGIN, innerHeight + 2 * MARGIN];
  const plane = new LumaPlane(picture, { left: 0, top: 0, right: picture.width, bottom: picture.height });
  const inner = new Float32Array(innerWidth * innerHeight);
  let sum = 0;
  for (let y = 0; y < innerHeight; y++)
    for (let x = 0; x < innerWidth; x++) {
      const luma = plane.at(
        ((x + 0.5) * picture.width) / innerWidth,
        ((y + 0.5) * picture.height) / innerHeight,
      );
      inner[y * innerWidth + x] = luma;
      sum += luma;
    }
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  const mean = (255 * sum) / inner.length;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = [x - MARGIN, y - MARGIN];
      const inside = column >= 0 && column < innerWidth && row >= 0 && row < innerHeight;
      const at = 4 * (y * width + x);
      const grey = inside ? 255 * inner[row * innerWidth + column]! : mean;
      pixels[at] = grey;
      pixels[at + 1] = grey;
      pixels[at + 2] = grey;
    }
  return { pixels, width, height };
}
