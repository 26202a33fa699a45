import { LABELS } from '@undertone/emotion/labels';
import type { ModelManifest } from '../manifest.ts';
import type { Float32Tensor, Tensor, TensorSession } from '../tensor-session.ts';
import type { EmotionModel, RawReading } from './emotion-model.ts';
import { bucketsOf, type Hashing } from './hashed-ngrams.ts';
import type { Int8Linear } from './int8-linear.ts';
import type { PlaceHead } from './place-head.ts';
import { PADDING, type WordPieces } from './word-pieces.ts';

/** Stretches in one run: enough to fill the matrix units, few enough that an abort is noticed within 50 ms. */
const BATCH = 32;

export interface NetworkModelParts {
  readonly manifest: ModelManifest;
  readonly session: TensorSession;
  readonly pieces: WordPieces;
  readonly maxPieces: number;
  readonly linear: Int8Linear;
  readonly hashing: Hashing;
  /** In [0, 1]: what the linear member weighs in the mean of log-probabilities. */
  readonly linearShare: number;
  readonly placeHead: PlaceHead | null;
}

/**
 * The recurrent members (one ONNX graph: `ids` int32 [B, T] and `lengths` int32 [B] to `scores` float32 [B, 7] and
 * `features` float32 [B, F]) averaged in log space with the linear member.
 */
export function createNetworkModel(parts: NetworkModelParts): EmotionModel {
  const { manifest, session, pieces, linear, hashing, linearShare, placeHead } = parts;

  async function readBatch(stretches: readonly (readonly string[])[]): Promise<RawReading[]> {
    const encoded = stretches.map((words) => pieces.encode(words, parts.maxPieces));
    const outputs = await session.run(pad(encoded));
    const scores = floats(outputs, 'scores');
    const features = floats(outputs, 'features');
    const width = features.data.length / stretches.length;
    return stretches.map((words, row) => {
      const network = scores.data.subarray(row * LABELS.length, (row + 1) * LABELS.length);
      const hashed = logSoftmax(linear.apply(bucketsOf(words, hashing)));
      const mixed = Array.from(
        network,
        (score, index) => (1 - linearShare) * score + linearShare * hashed[index]!,
      );
      const place = placeHead?.apply(features.data.subarray(row * width, (row + 1) * width), words) ?? null;
      return { scores: mixed, disagreement: divergence(network, hashed), place };
    });
  }

  return {
    manifest,
    async read(stretches, signal) {
      // Stretches of like length share a run, so that little of it is padding.
      const order = stretches
        .map((_, index) => index)
        .sort((a, b) => stretches[a]!.length - stretches[b]!.length);
      const readings: RawReading[] = [];
      for (let start = 0; start < order.length; start += BATCH) {
        if (signal?.aborted) return null;
        const chosen = order.slice(start, start + BATCH);
        const found = await readBatch(chosen.map((index) => stretches[index]!));
        for (const [row, index] of chosen.entries()) readings[index] = found[row]!;
      }
      return readings;
    },
    familiarity(words) {
      return words.length === 0 ? 0 : words.filter((word) => pieces.isWhole(word)).length / words.length;
    },
    release: () => session.release(),
  };
}

function pad(encoded: readonly (readonly number[])[]): Record<string, Tensor> {
  const width = Math.max(...encoded.map((ids) => ids.length));
  const ids = new Int32Array(encoded.length * width).fill(PADDING);
  for (const [row, pieces] of encoded.entries()) ids.set(pieces, row * width);
  return {
    ids: { type: 'int32', dims: [encoded.length, width], data: ids },
    lengths: {
      type: 'int32',
      dims: [encoded.length],
      data: Int32Array.from(encoded, (pieces) => pieces.length),
    },
  };
}

function floats(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Tensor {
  const tensor = outputs[name];
  if (tensor?.type !== 'float32') throw new TypeError(`the network has no float output "${name}"`);
  return tensor;
}

function logSoftmax(logits: Float64Array): Float64Array {
  const highest = Math.max(...logits);
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0)) + highest;
  return logits.map((logit) => logit - total);
}

/** Jensen–Shannon divergence in bits of two lists of log-probabilities: 0 where equal, 1 where nothing is shared. */
function divergence(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let bits = 0;
  for (let index = 0; index < left.length; index++) {
    const [p, q] = [Math.exp(left[index]!), Math.exp(right[index]!)];
    const middle = Math.log((p + q) / 2);
    if (p > 0) bits += (p * (left[index]! - middle)) / (2 * Math.LN2);
    if (q > 0) bits += (q * (right[index]! - middle)) / (2 * Math.LN2);
  }
  return Math.min(1, Math.max(0, bits));
}
