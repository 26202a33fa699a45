import { LANDMARK_COUNT, type Landmarks } from './landmarks.ts';
import type { Picture } from './picture.ts';

/** A made-up face; lengths in distances between the outer eye corners, angles in degrees. */
export interface DrawnFace {
  readonly width: number;
  readonly height: number;
  /** Middle of the face, pixels. */
  readonly x: number;
  readonly y: number;
  /** Between the outer eye corners, pixels. */
  readonly eyeDistance: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** How far the corners of the mouth are up. */
  readonly smile: number;
  /** How far the jaw is down. */
  readonly open: number;
  /** How far the brows are up. */
  readonly brows: number;
  /** How much the mouth's corner at the picture's left is pulled up; negative: the other one. */
  readonly sneer: number;
}

const PLAIN: DrawnFace = {
  width: 640,
  height: 480,
  x: 320,
  y: 240,
  eyeDistance: 90,
  yaw: 0,
  pitch: 0,
  roll: 0,
  smile: 0,
  open: 0,
  brows: 0,
  sneer: 0,
};

type Place = readonly [x: number, y: number];

const EYE_LEFT = [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7];
const EYE_RIGHT = [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249];
const BROW_LEFT = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46];
const BROW_RIGHT = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276];
const LIPS_OUT = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];
const LIPS_IN = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
const JAW_LEFT = [127, 234, 132, 58, 172, 136, 150, 149, 176, 148];
const JAW_RIGHT = [356, 454, 361, 288, 397, 365, 379, 378, 400, 377];
const CHEEK_LEFT = [98, 48, 115, 129, 64, 50, 205, 36, 207, 216];
const CHEEK_RIGHT = [327, 278, 344, 358, 294, 280, 425, 266, 427, 436];
const MIDLINE: readonly (readonly [number, number])[] = [
  [10, -0.72],
  [151, -0.5],
  [9, -0.3],
  [8, -0.22],
  [168, -0.12],
  [6, -0.02],
  [197, 0.08],
  [195, 0.16],
  [5, 0.22],
  [4, 0.28],
  [1, 0.32],
  [2, 0.4],
  [164, 0.46],
  [18, 0.78],
  [200, 0.86],
  [152, 1.02],
];

/** Landmarks of a face drawn from a few numbers, on a rounded head: symmetric at rest, turned as asked. */
export function drawnLandmarks(wanted: Partial<DrawnFace> = {}): Landmarks {
  const face = { ...PLAIN, ...wanted };
  const places = placesOf(face);
  const landmarks = new Float32Array(3 * LANDMARK_COUNT);
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const [x, y, z] = turned(places.get(index) ?? [0, 0], face);
    landmarks[3 * index] = (face.x + face.eyeDistance * x) / face.width;
    landmarks[3 * index + 1] = (face.y + face.eyeDistance * y) / face.height;
    landmarks[3 * index + 2] = (face.eyeDistance * z) / face.width;
  }
  return landmarks;
}

/** A picture whose brightness is a smooth function of the place: nothing that could be taken for anybody. */
export function wavyPicture(width: number, height: number, shade = 128, depth = 60): Picture {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const luma = shade + (depth * (Math.sin(x / 17) + Math.sin(y / 11 + x / 40))) / 2;
      pixels.fill(luma, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  return { pixels, width, height };
}

function placesOf({ smile, open, brows, sneer }: DrawnFace): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>(MIDLINE.map(([index, y]) => [index, [0, y]]));
  const both = (left: readonly number[], right: readonly number[], placeOf: (share: number) => Place) => {
    for (const [at, index] of left.entries()) {
      const [x, y] = placeOf(at / left.length);
      places.set(index, [-x, y]);
      places.set(right[at]!, [x, y]);
    }
  };
  both(EYE_LEFT, EYE_RIGHT, (share) => [
    0.34 + 0.16 * Math.cos(2 * Math.PI * share),
    -0.06 * Math.sin(2 * Math.PI * share),
  ]);
  both(BROW_LEFT, BROW_RIGHT, (share) =>
    share < 0.5 ? [0.56 - 0.8 * share, -0.24 - brows] : [0.16 + 0.8 * (share - 0.5), -0.19 - brows],
  );
  both(JAW_LEFT, JAW_RIGHT, (share) => {
    const angle = (Math.PI / 2) * share;
    return [0.72 * Math.cos(angle), 1.02 * Math.sin(angle)];
  });
  both(CHEEK_LEFT, CHEEK_RIGHT, (share) => [0.12 + 0.4 * share, 0.2 + 0.25 * share]);
  for (const [ring, reach, thick] of [
    [LIPS_OUT, 0.29, 0.08],
    [LIPS_IN, 0.24, 0.015],
  ] as const)
    for (const [at, index] of ring.entries()) {
      const angle = 2 * Math.PI * (at / ring.length);
      const across = -Math.cos(angle);
      // A dropped jaw takes the corners along, half way.
      const below =
        Math.sin(angle) < 0 ? open * (0.5 + 0.5 * Math.abs(Math.sin(angle))) : open * 0.5 * across ** 2;
      const lift = smile * across ** 2 + (across * sneer < 0 ? Math.abs(sneer) * across ** 2 : 0);
      places.set(index, [across * (reach + smile), 0.62 - thick * Math.sin(angle) + below - lift]);
    }
  return places;
}

function turned([x, y]: Place, { yaw, pitch, roll }: DrawnFace): readonly [number, number, number] {
  const [a, b, c] = [yaw, pitch, roll].map((angle) => (angle * Math.PI) / 180) as [number, number, number];
  // A head is round sideways and, as the forehead and the chin go, upright.
  const z = 0.8 * x * x;
  const [x1, z1] = [x * Math.cos(a) - z * Math.sin(a), x * Math.sin(a) + z * Math.cos(a)];
  const [y2, z2] = [y * Math.cos(b) + z1 * Math.sin(b), -y * Math.sin(b) + z1 * Math.cos(b)];
  return [x1 * Math.cos(c) - y2 * Math.sin(c), x1 * Math.sin(c) + y2 * Math.cos(c), z2];
}
