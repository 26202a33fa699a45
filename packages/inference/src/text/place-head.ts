import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { ValenceArousal } from './circumplex.ts';
import { bucketsOf, type Hashing } from './hashed-ngrams.ts';
import type { Int8Linear } from './int8-linear.ts';

/** Valence and arousal as two linear functions of a network's features and of hashed n-grams. */
export interface PlaceHead {
  /** Both in [-1, 1]. A wrong number of features is a bug and throws. */
  apply(features: Float32Array, words: readonly string[]): ValenceArousal;
}

/**
 * `bytes`: little-endian f32, as `models/text-en/train/place.py` writes them: valence weights, its bias, arousal
 * weights, its bias. `ngrams`: two columns.
 */
export function parsePlaceHead(
  bytes: Bytes,
  ngrams: Int8Linear,
  hashing: Hashing,
): Result<PlaceHead, 'malformed-place-head'> {
  if (bytes.length < 16 || bytes.length % 8 !== 0 || ngrams.columns !== 2) return err('malformed-place-head');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Float64Array.from({ length: bytes.length / 4 }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
  const inputs = numbers.length / 2 - 1;
  const project = (features: Float32Array, offset: number) => {
    let sum = numbers[offset + inputs]!;
    for (let index = 0; index < inputs; index++) sum += numbers[offset + index]! * features[index]!;
    return sum;
  };
  return ok({
    apply(features, words) {
      if (features.length !== inputs)
        throw new RangeError(`${features.length} features for a head of ${inputs}`);
      const [valence, arousal] = ngrams.apply(bucketsOf(words, hashing));
      return {
        valence: clamp(project(features, 0) + valence!),
        arousal: clamp(project(features, inputs + 1) + arousal!),
      };
    },
  });
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
