import { LANDMARK_COUNT, type Landmarks } from './landmarks.ts';
import type { HeadPose } from './face-reading.ts';

type Vector = readonly [number, number, number];

/** Forehead and chin lie in one vertical of the canonical face model: their line is the face's own down. */
const FOREHEAD = 10;
const CHIN = 152;
/** Outer eye corners, temples and cheeks: left and right of the same depth on a face that looks at the camera. */
const ACROSS: readonly (readonly [number, number])[] = [
  [33, 263],
  [127, 356],
  [234, 454],
];

/** Degrees: the mesh puts the chin of a face that looks straight ahead this much nearer to the back than the forehead. */
const LEAN = 8;

/** The face's own axes in picture space (x right, y down, z away from the camera), orthonormal. */
export interface HeadAxes {
  /** To the picture's right through both eyes. */
  readonly across: Vector;
  /** From the forehead to the chin. */
  readonly down: Vector;
  /** From the nose to the back of the head. */
  readonly back: Vector;
}

/** @returns `null` where the landmarks span no face. */
export function headAxes(landmarks: Landmarks, width: number, height: number): HeadAxes | null {
  const point = (index: number): Vector => [
    landmarks[3 * index]! * width,
    landmarks[3 * index + 1]! * height,
    landmarks[3 * index + 2]! * width,
  ];
  if (landmarks.length < 3 * LANDMARK_COUNT) return null;
  let across: Vector = [0, 0, 0];
  for (const [left, right] of ACROSS) across = add(across, subtract(point(right), point(left)));
  const x = unit(across);
  if (x === null) return null;
  const spine = subtract(point(CHIN), point(FOREHEAD));
  const lean = dot(spine, x);
  const y = unit(subtract(spine, [x[0] * lean, x[1] * lean, x[2] * lean]));
  if (y === null) return null;
  return { across: x, down: y, back: cross(x, y) };
}

/**
 * Yaw: positive towards the picture's right; pitch: positive upwards; roll: positive clockwise in the picture. All in
 * degrees, from the mesh's own depth, which is rough: good to some five degrees.
 */
export function headPose({ across, back }: HeadAxes): HeadPose {
  // The way the face looks is the opposite of `back`.
  return {
    yaw: degrees(Math.atan2(-back[0], back[2])),
    pitch: degrees(Math.asin(Math.min(1, Math.max(-1, back[1])))) + LEAN,
    roll: degrees(Math.atan2(across[1], across[0])),
  };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Vector): Vector | null {
  const length = Math.hypot(...a);
  return length > 1e-6 ? [a[0] / length, a[1] / length, a[2] / length] : null;
}
