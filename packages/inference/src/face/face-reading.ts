import type { Distribution } from '@undertone/emotion/distribution';
import type { ModalityScore } from '@undertone/emotion/modality-score';

/** What to tell the person about the picture, most important first. */
export const FRAMING_HINTS = [
  'no-face',
  'several-faces',
  'too-dark',
  'too-bright',
  'come-closer',
  'move-back',
  'face-the-camera',
  'centre-the-face',
  'hold-still',
] as const;

export type FramingHint = (typeof FRAMING_HINTS)[number];

/** Head pose, degrees; 0 is straight at the camera. */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** How good one frame is as evidence. */
export interface FrameQuality {
  /** Distance between the outer eye corners, pixels. */
  readonly eyeDistancePixels: number;
  readonly pose: HeadPose;
  /** Mean luma of the face, 0 … 1. */
  readonly luma: number;
  /** Contrast of the crop (standard deviation of luma), 0 … 1. */
  readonly contrast: number;
  /** The product's quality q of this frame, 0 … 1. */
  readonly quality: number;
}

/** What is kept beside a face's score. Small numbers only: no pixel, landmark or embedding. */
export interface FaceReadingDetail {
  readonly source: 'camera' | 'photo';
  /** What made it: the network on the aligned crop and geometry, or the licence-free rules on geometry alone. */
  readonly path: 'network' | 'rules';
  readonly framesSeen: number;
  /** Frames with exactly one face of sufficient quality: only they count. */
  readonly framesUsed: number;
  readonly seconds: number;
  readonly quality: number;
  /** Most frequent hints among the frames that did not count, at most three. */
  readonly hints: readonly FramingHint[];
}

/** One frame's answer before pooling. */
export interface FrameReading {
  readonly distribution: Distribution;
  /** Unpleasant −1 … pleasant 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
  readonly quality: FrameQuality;
}

export interface FaceReading {
  readonly score: ModalityScore;
  readonly detail: FaceReadingDetail;
}
