import type { AssetError } from '@undertone/inference/asset-source';
import type { SeenFrame } from '@undertone/inference/face/face-reader';
import type { Landmarks } from '@undertone/inference/face/landmarks';
import type { Crashed, FromWorker, ToWorker } from './worker-messages.ts';

/** MediaPipe's WebAssembly, which the worker asks the page for like a model's file. */
export const VISION_RUNTIME = { id: 'vision-runtime', path: 'vision.wasm' } as const;

/** `camera`: the next of a run of frames, in which a face is followed. `photo`: a picture by itself. */
export type FaceSource = 'camera' | 'photo';

/** One picture to look at. It is transferred: the page keeps nothing of it, and the worker lets it go. */
export interface FaceJob {
  readonly picture: ImageBitmap;
  readonly source: FaceSource;
  /** When it was taken, milliseconds; grows from frame to frame. */
  readonly atMs: number;
  /** `false`: only where the face is and how well it is seen, for the preview. */
  readonly expression: boolean;
}

/** What was seen in one picture, and where. */
export interface SeenFace extends SeenFrame {
  /** Of the one face; `null` without a face and with several. Moves to the page, which draws it and wipes it. */
  readonly landmarks: Landmarks | null;
}

export type FaceJobFailure = AssetError | Crashed | { readonly code: 'no-webgl' | 'cancelled' };

export type ToFaceWorker = ToWorker<FaceJob>;
export type FromFaceWorker = FromWorker<SeenFace, FaceJobFailure>;
