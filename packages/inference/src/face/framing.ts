import type { FrameQuality, FramingHint, HeadPose } from './face-reading.ts';
import type { Landmarks } from './landmarks.ts';

/** Below these luma, contrast and size (pixels between the outer eye corners) a face cannot be read. */
const DARK = 0.2;
const BRIGHT = 0.85;
const FLAT = 0.04;
const NEAR_EYES = 36;
/** Degrees; beyond them too little of one side is seen. */
const MOST_YAW = 30;
const MOST_PITCH = 25;
/** Share of the picture's shorter side that a face may fill. */
const MOST_FILLED = 0.95;
/** Mean shift of the mesh since the last frame, in eye distances. */
const MOST_SHIFT = 0.12;

/** What a frame shows before anything is read from it. */
export interface Framing {
  readonly width: number;
  readonly height: number;
  readonly faces: readonly Landmarks[];
  /** Of the one face; `null` without exactly one. */
  readonly quality: FrameQuality | null;
  /** The same face a moment before, for movement; `null` where there was none. */
  readonly previous?: Landmarks | null;
}

/** The most important thing to change about the picture; `null` when it is good. */
export function frameHint({ width, height, faces, quality, previous }: Framing): FramingHint | null {
  const [face] = faces;
  if (face === undefined) return 'no-face';
  if (faces.length > 1) return 'several-faces';
  if (quality === null) return 'no-face';
  if (quality.luma < DARK || (quality.contrast < FLAT && quality.luma < 0.5)) return 'too-dark';
  if (quality.luma > BRIGHT || quality.contrast < FLAT) return 'too-bright';
  if (quality.eyeDistancePixels < NEAR_EYES) return 'come-closer';
  const box = boundsOf(face);
  const filled = Math.max((box.right - box.left) * width, (box.bottom - box.top) * height);
  if (filled > MOST_FILLED * Math.min(width, height)) return 'move-back';
  if (Math.abs(quality.pose.yaw) > MOST_YAW || Math.abs(quality.pose.pitch) > MOST_PITCH)
    return 'face-the-camera';
  if (box.left < 0 || box.top < 0 || box.right > 1 || box.bottom > 1) return 'centre-the-face';
  if (previous && shift(face, previous, width, height) > MOST_SHIFT * quality.eyeDistancePixels)
    return 'hold-still';
  return null;
}

/** Quality q of a frame, 0 … 1: the product of size, pose, light and contrast, each 1 where nothing is lost. */
export function frameQuality(measured: {
  readonly eyeDistancePixels: number;
  readonly pose: HeadPose;
  readonly luma: number;
  readonly contrast: number;
}): FrameQuality {
  const { eyeDistancePixels, pose, luma, contrast } = measured;
  const size = ramp(eyeDistancePixels, NEAR_EYES / 3, 1.5 * NEAR_EYES);
  const turned = 1 - ramp(Math.abs(pose.yaw), MOST_YAW / 2, 2 * MOST_YAW);
  const tilted = 1 - ramp(Math.abs(pose.pitch), MOST_PITCH / 2, 2 * MOST_PITCH);
  const lit = ramp(luma, DARK / 4, DARK) * (1 - ramp(luma, BRIGHT, 1));
  const quality = size * turned * tilted * lit * ramp(contrast, FLAT / 2, 2 * FLAT);
  return { ...measured, quality };
}

/** 0 up to `low`, 1 from `high`, straight between. */
function ramp(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

function boundsOf(face: Landmarks): { left: number; top: number; right: number; bottom: number } {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let at = 0; at + 1 < face.length; at += 3) {
    bounds.left = Math.min(bounds.left, face[at]!);
    bounds.right = Math.max(bounds.right, face[at]!);
    bounds.top = Math.min(bounds.top, face[at + 1]!);
    bounds.bottom = Math.max(bounds.bottom, face[at + 1]!);
  }
  return bounds;
}

function shift(face: Landmarks, previous: Landmarks, width: number, height: number): number {
  let sum = 0;
  for (let at = 0; at + 1 < face.length; at += 3)
    sum += Math.hypot((face[at]! - previous[at]!) * width, (face[at + 1]! - previous[at + 1]!) * height);
  return sum / (face.length / 3);
}
