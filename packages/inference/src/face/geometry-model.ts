import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';

const HEADER_BYTES = 8;

/** Logistic regression on {@link geometryFeatures}, standardisation folded in. */
export interface GeometryModel {
  readonly features: number;
  /** @returns log-probabilities in the order of LABELS. */
  apply(features: Float32Array): readonly number[];
}

/**
 * Parses the little-endian layout that `models/face-expression/train/export.py` writes: u32 features, u32 labels,
 * f32 bias per label, f32 weights label by label.
 */
export function parseGeometryModel(bytes: Bytes): Result<GeometryModel, 'malformed-geometry'> {
  if (bytes.length < HEADER_BYTES) return err('malformed-geometry');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const features = view.getUint32(0, true);
  const labels = view.getUint32(4, true);
  if (bytes.length !== HEADER_BYTES + 4 * labels * (features + 1)) return err('malformed-geometry');
  const floats = Float64Array.from({ length: labels * (features + 1) }, (_, index) =>
    view.getFloat32(HEADER_BYTES + 4 * index, true),
  );
  return ok({
    features,
    apply(values) {
      if (values.length !== features) throw new RangeError(`${values.length} features of ${features}`);
      return logSoftmax(
        Array.from({ length: labels }, (_, label) => {
          let sum = floats[label]!;
          const row = labels + label * features;
          for (let index = 0; index < features; index++) sum += floats[row + index]! * values[index]!;
          return sum;
        }),
      );
    },
  });
}

export function logSoftmax(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores);
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0)) + highest;
  return scores.map((score) => score - total);
}
