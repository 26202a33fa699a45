import { err, ok, type Result } from '@undertone/base/result';
import type { FaceFailure } from '../app/capture-ports.ts';
import type { SeenFace } from '../inference/face-messages.ts';

/** So many good frames are worth a reading; a few seconds on any phone give them. */
export const ENOUGH_GOOD_FRAMES = 12;
/** A gap longer than this was a pause, or a model being loaded, and is not counted as looking. */
const LONGEST_GAP_MS = 1000;

export interface Collected {
  readonly frames: readonly SeenFace[];
  readonly seconds: number;
}

export interface FrameCollection {
  readonly done: Promise<Result<Collected, FaceFailure>>;
  /** @param atMs when the frame was taken. */
  add(seen: SeenFace, atMs: number): void;
  /** The time until the next frame is not counted. */
  pause(): void;
  stop(reason: FaceFailure): void;
}

/**
 * Gathers what is seen for so many seconds, and on until there are {@link ENOUGH_GOOD_FRAMES}, twice that time at
 * most. Time is counted from frame to frame, so that loading the model takes nothing from it.
 */
export function createFrameCollection(options: {
  readonly seconds: number;
  /** Share done, 0 … 1, never falling. */
  readonly onProgress?: ((share: number) => void) | undefined;
}): FrameCollection {
  const { promise, resolve } = Promise.withResolvers<Result<Collected, FaceFailure>>();
  const wantedMs = 1000 * options.seconds;
  const frames: SeenFace[] = [];
  let elapsedMs = 0;
  let lastAtMs: number | null = null;
  let good = 0;
  let share = 0;

  return {
    done: promise,
    add(seen, atMs) {
      if (lastAtMs !== null) elapsedMs += Math.min(LONGEST_GAP_MS, Math.max(0, atMs - lastAtMs));
      lastAtMs = atMs;
      // Landmarks are for the preview alone.
      frames.push({ ...seen, landmarks: null });
      if (seen.frame !== null) good += 1;
      const enough = Math.min(elapsedMs / wantedMs, good / ENOUGH_GOOD_FRAMES);
      share = Math.min(1, Math.max(share, enough, elapsedMs / (2 * wantedMs)));
      options.onProgress?.(share);
      if (share >= 1) resolve(ok({ frames, seconds: elapsedMs / 1000 }));
    },
    pause: () => void (lastAtMs = null),
    stop: (reason) => resolve(err(reason)),
  };
}
