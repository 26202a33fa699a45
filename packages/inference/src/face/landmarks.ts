/** One face: 478 points of the MediaPipe face mesh, x and y as shares of the picture's width and height, z in units of x. */
export type Landmarks = Float32Array;

export const LANDMARK_COUNT = 478;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Mean of the named points, in pixels of the picture.
 * @param indices of the canonical face mesh (google-ai-edge/mediapipe, canonical_face_model).
 */
export function meanPoint(
  landmarks: Landmarks,
  indices: readonly number[],
  width: number,
  height: number,
): Point {
  let [x, y] = [0, 0];
  for (const index of indices) {
    x += landmarks[3 * index]!;
    y += landmarks[3 * index + 1]!;
  }
  return { x: (x / indices.length) * width, y: (y / indices.length) * height };
}

/** Corners and lids of the eye at the picture's left (the person's right), then of the other; corners and middle of the mouth. */
export const EYE_AT_LEFT = [33, 133, 159, 145] as const;
export const EYE_AT_RIGHT = [263, 362, 386, 374] as const;
export const MOUTH = [61, 291, 13, 14] as const;
