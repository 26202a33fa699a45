import { err, ok, type Result } from '@undertone/base/result';
import type { SeenFrame } from '@undertone/inference/face/face-reader';
import type { FaceReading } from '@undertone/inference/face/face-reading';
import { poolFrames } from '@undertone/inference/face/pool-frames';

/** One reading of what was seen; `crashed` where no reader took part in any of it. */
export function readingOf(
  seen: readonly SeenFrame[],
  capture: { readonly source: 'camera' | 'photo'; readonly seconds: number },
): Result<FaceReading, 'crashed'> {
  const model = seen.flatMap((frame) => frame.model ?? [])[0];
  return model === undefined ? err('crashed') : ok(poolFrames(seen, { ...capture, model }));
}
