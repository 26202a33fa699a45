import type { FramingHint } from '@undertone/inference/face/face-reading';

/** Some 0.3 s of frames: a hint for a blink would only distract. */
const STEADY_FRAMES = 4;

/**
 * Takes the hint of each live frame and answers with the one to show: it changes once the new one has been the same
 * for a few frames. The first is shown at once.
 */
export function createSteadyHint(): (next: FramingHint | null) => FramingHint | null {
  let shown: FramingHint | null | undefined;
  let candidate: FramingHint | null = null;
  let seen = 0;
  return (next) => {
    seen = next === candidate ? seen + 1 : 1;
    candidate = next;
    if (shown === undefined || seen >= STEADY_FRAMES) shown = next;
    return shown;
  };
}
