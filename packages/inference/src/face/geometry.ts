import { headAxes } from './head-pose.ts';
import type { Landmarks } from './landmarks.ts';

/** Brows, eyes, nose and cheeks, lips (outside, inside) and jaw at the picture's left … */
const LEFT = [
  46, 53, 52, 65, 55, 70, 63, 105, 66, 107, 33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160,
  161, 246, 98, 48, 115, 129, 64, 50, 205, 36, 207, 216, 61, 146, 91, 181, 84, 185, 40, 39, 37, 78, 95, 88,
  178, 87, 191, 80, 81, 82, 172, 136, 150, 149, 176, 148, 58, 132,
];
/** … and the points of the mesh that lie opposite, in the same order. */
const RIGHT = [
  276, 283, 282, 295, 285, 300, 293, 334, 296, 336, 263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384,
  385, 386, 387, 388, 466, 327, 278, 344, 358, 294, 280, 425, 266, 427, 436, 291, 375, 321, 405, 314, 409,
  270, 269, 267, 308, 324, 318, 402, 317, 415, 310, 311, 312, 397, 365, 379, 378, 400, 377, 288, 361,
];

/** Points in the plane of symmetry. */
const MIDDLE = [10, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 2, 164, 0, 13, 14, 17, 18, 200, 152] as const;

/** Points that expressions hardly move: they give the size and the middle of the face. */
const RIGID = [33, 133, 362, 263, 168, 6, 10, 127, 356, 234, 454] as const;

/** Pairs whose difference in height is a feature of its own: a one-sided mouth or brow. */
const ASYMMETRIC = [61, 40, 105, 107, 159];
const ASYMMETRIC_OPPOSITE = [291, 270, 334, 336, 386];

export const GEOMETRY_FEATURES = 2 * LEFT.length + MIDDLE.length + ASYMMETRIC.length;

/** The face seen from the front: x to the picture's right, y down, in units of the face's own size, 0, 0 its middle. */
export type FrontalFace = (index: number) => readonly [x: number, y: number];

/**
 * Turns the mesh by the head's own axes to the front and scales it by the spread of its rigid points: neither where
 * the face is in the picture, nor its size, nor the roll of the camera changes anything, and a turned head little.
 * @returns `null` where the landmarks span no face.
 */
export function frontalFace(landmarks: Landmarks, width: number, height: number): FrontalFace | null {
  const axes = headAxes(landmarks, width, height);
  if (axes === null) return null;
  const { across, down } = axes;
  const turned = (index: number): [number, number] => {
    const x = landmarks[3 * index]! * width;
    const y = landmarks[3 * index + 1]! * height;
    const z = landmarks[3 * index + 2]! * width;
    return [across[0] * x + across[1] * y + across[2] * z, down[0] * x + down[1] * y + down[2] * z];
  };
  const rigid = RIGID.map(turned);
  const middleX = rigid.reduce((sum, [x]) => sum + x, 0) / rigid.length;
  const middleY = rigid.reduce((sum, [, y]) => sum + y, 0) / rigid.length;
  const spread = Math.sqrt(
    rigid.reduce((sum, [x, y]) => sum + (x - middleX) ** 2 + (y - middleY) ** 2, 0) / rigid.length,
  );
  if (!(spread > 1e-6)) return null;
  return (index) => {
    const [x, y] = turned(index);
    return [(x - middleX) / spread, (y - middleY) / spread];
  };
}

/**
 * Shape of the face without its mirror side: for every pair the mean half-width and height, for every middle point
 * its height, then the size of the asymmetries. A mirrored face has the same features.
 */
export function geometryFeatures(face: FrontalFace): Float32Array {
  const features = new Float32Array(GEOMETRY_FEATURES);
  let at = 0;
  for (const [index, left] of LEFT.entries()) {
    const [[leftX, leftY], [rightX, rightY]] = [face(left), face(RIGHT[index]!)];
    features[at++] = (rightX - leftX) / 2;
    features[at++] = (leftY + rightY) / 2;
  }
  for (const index of MIDDLE) features[at++] = face(index)[1];
  for (const [index, left] of ASYMMETRIC.entries())
    features[at++] = Math.abs(face(left)[1] - face(ASYMMETRIC_OPPOSITE[index]!)[1]);
  return features;
}
