import { exp } from './deterministic-math.ts';
import { LABELS, type Label } from './labels.ts';

/** Probability of each label, in [0, 1], summing to 1 within 1e-6. */
export type Distribution = Readonly<Record<Label, number>>;

export const UNIFORM: Distribution = mapLabels(() => 1 / LABELS.length);

export function mapLabels<Value>(valueOf: (label: Label, index: number) => Value): Record<Label, Value> {
  // A loop, because fusion spends most of its time here and Object.fromEntries takes several times as long.
  const mapped: Partial<Record<Label, Value>> = {};
  for (let index = 0; index < LABELS.length; index++) mapped[LABELS[index]!] = valueOf(LABELS[index]!, index);
  return mapped as Record<Label, Value>;
}

/** Scales non-negative weights to sum to 1. A negative or NaN weight, or a zero or infinite total, yields {@link UNIFORM}. */
export function normalise(weights: Readonly<Record<Label, number>>): Distribution {
  let total = 0;
  for (const label of LABELS) {
    if (!(weights[label] >= 0)) return UNIFORM;
    total += weights[label];
  }
  if (!(total > 0) || !Number.isFinite(total)) return UNIFORM;
  return mapLabels((label) => weights[label] / total);
}

/** The same distribution with no label below about `floor`, so that its logarithms are finite and no zero vetoes. */
export function floorProbabilities(distribution: Distribution, floor: number): Distribution {
  const valid = normalise(distribution);
  return normalise(mapLabels((label) => Math.max(valid[label], floor)));
}

/** softmax(logits); logits in the order of {@link LABELS}. */
export function softmax(logits: ArrayLike<number>): Distribution {
  let highest = -Infinity;
  for (let index = 0; index < LABELS.length; index++) highest = Math.max(highest, logits[index] ?? -Infinity);
  return normalise(mapLabels((_, index) => exp((logits[index] ?? -Infinity) - highest)));
}

/** The likeliest label; the earlier one in {@link LABELS} on a tie, so every device names the same. */
export function likeliest(distribution: Distribution): Label {
  let best: Label = LABELS[0];
  for (const label of LABELS) if (distribution[label] > distribution[best]) best = label;
  return best;
}
