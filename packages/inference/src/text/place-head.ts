import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { ValenceArousal } from './circumplex.ts';

/** Valence and arousal as two linear functions of a network's features. */
export interface PlaceHead {
  readonly inputs: number;
  /** Both in [-1, 1]. A wrong number of features is a bug and throws. */
  apply(features: Float32Array): ValenceArousal;
}

/** Little-endian f32, as `models/text-en/train/place.py` writes it: valence weights, its bias, arousal weights, its bias. */
export function parsePlaceHead(bytes: Bytes): Result<PlaceHead, 'malformed-place-head'> {
  if (bytes.length < 16 || bytes.length % 8 !== 0) return err('malformed-place-head');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Float64Array.from({ length: bytes.length / 4 }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
  const inputs = numbers.length / 2 - 1;
  const project = (features: Float32Array, offset: number) => {
    let sum = numbers[offset + inputs]!;
    for (let index = 0; index < inputs; index++) sum += numbers[offset + index]! * features[index]!;
    return Math.min(1, Math.max(-1, sum));
  };
  return ok({
    inputs,
    apply(features) {
      if (features.length !== inputs)
        throw new RangeError(`${features.length} features for a head of ${inputs}`);
      return { valence: project(features, 0), arousal: project(features, inputs + 1) };
    },
  });
}
