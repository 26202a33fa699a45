import { EYE_AT_LEFT, EYE_AT_RIGHT, meanPoint, MOUTH, type Landmarks, type Point } from './landmarks.ts';

/** Side of the aligned crop, pixels. */
export const CROP_SIDE = 48;

/** Where the eyes and the mouth come to lie in the crop, pixels: the means over FER+ pictures, made symmetric. */
const TEMPLATE: readonly Point[] = [
  { x: 15.2, y: 18.6 },
  { x: 32.8, y: 18.6 },
  { x: 24, y: 37.2 },
];

/** From crop to picture: x' = a·x − b·y + tx, y' = b·x + a·y + ty, both in pixels. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/** Least picture pixels to a crop pixel: below it there is no face to speak of. */
const LEAST_SCALE = 1e-3;

/**
 * The rotation, scale and shift that put the crop's template over this face with least squares (Umeyama 1991, in
 * closed form for the plane, without reflection).
 * @returns `null` where the points have no extent or are not finite.
 */
export function alignFace(landmarks: Landmarks, width: number, height: number): Similarity | null {
  const found = [EYE_AT_LEFT, EYE_AT_RIGHT, MOUTH].map((indices) =>
    meanPoint(landmarks, indices, width, height),
  );
  const from = centre(TEMPLATE);
  const to = centre(found);
  let [along, across, extent] = [0, 0, 0];
  for (const [index, point] of TEMPLATE.entries()) {
    const [px, py] = [point.x - from.x, point.y - from.y];
    const [qx, qy] = [found[index]!.x - to.x, found[index]!.y - to.y];
    along += px * qx + py * qy;
    across += px * qy - py * qx;
    extent += px * px + py * py;
  }
  const [a, b] = [along / extent, across / extent];
  if (!(Math.hypot(a, b) > LEAST_SCALE)) return null;
  return { a, b, tx: to.x - a * from.x + b * from.y, ty: to.y - b * from.x - a * from.y };
}

/** Picture pixels to a crop pixel. */
export function scaleOf({ a, b }: Similarity): number {
  return Math.hypot(a, b);
}

function centre(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
