import { LABELS, type Label } from './labels.ts';

/** Probability of each label, in [0, 1], summing to 1 within 1e-6. */
export type Distribution = Readonly<Record<Label, number>>;

export const UNIFORM: Distribution = mapLabels(() => 1 / LABELS.length);

export function mapLabels<Value>(valueOf: (label: Label, index: number) => Value): Record<Label, Value> {
  return Object.fromEntries(LABELS.map((label, index) => [label, valueOf(label, index)])) as Record<Label, Value>;
}

/** Scales non-negative weights to sum to 1. A zero, negative or non-finite total yields {@link UNIFORM}. */
export function normalise(weights: Readonly<Record<Label, number>>): Distribution {
  let total = 0;
  for (const label of LABELS) total += weights[label];
  if (!(total > 0) || !Number.isFinite(total)) return UNIFORM;
  return mapLabels((label) => weights[label] / total);
}

/** softmax(logits); logits in the order of {@link LABELS}. */
export function softmax(logits: ArrayLike<number>): Distribution {
  let highest = -Infinity;
  for (let index = 0; index < LABELS.length; index++) highest = Math.max(highest, logits[index] ?? -Infinity);
  return normalise(mapLabels((_, index) => Math.exp((logits[index] ?? -Infinity) - highest)));
}

/** The likeliest label; the earlier one in {@link LABELS} on a tie, so every device names the same. */
export function likeliest(distribution: Distribution): Label {
  let best: Label = LABELS[0];
  for (const label of LABELS) if (distribution[label] > distribution[best]) best = label;
  return best;
}
