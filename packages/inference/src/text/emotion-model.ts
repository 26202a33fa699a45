import { LABELS } from '@undertone/emotion/labels';
import { mapLabels, softmax, type Distribution } from '@undertone/emotion/distribution';
import type { ModelManifest } from '../manifest.ts';
import type { ValenceArousal } from './circumplex.ts';

/** What a model computes for one stretch of words, before calibration. */
export interface RawReading {
  /** Unnormalised log-probabilities in the order of `LABELS`. */
  readonly scores: ArrayLike<number>;
  /** How far the model's members are apart, 0 … 1; 0 where there is one. */
  readonly disagreement: number;
  /** `null` when the model has no head for it. */
  readonly place: ValenceArousal | null;
}

/** One loaded language model for emotions, whatever it is made of. */
export interface EmotionModel {
  readonly manifest: ModelManifest;
  /**
   * One reading per list of words, in their order; `null` when aborted. Rejects when the runtime fails.
   * @param texts the same stretches as they were written, for a model that cuts words its own way
   */
  read(
    stretches: readonly (readonly string[])[],
    signal?: AbortSignal,
    texts?: readonly string[],
  ): Promise<readonly RawReading[] | null>;
  /** Share of the words that the model has met, 0 … 1. */
  familiarity(words: readonly string[]): number;
  release(): Promise<void>;
}

/**
 * Calibrated probabilities: scores over the manifest's temperature, then p ∝ p / prior^strength. Strength 0 keeps
 * the training data's preference for its common labels, 1 treats all seven as equally common, .5 lies between.
 */
export function calibrate(
  scores: ArrayLike<number>,
  manifest: ModelManifest,
  strength: number,
): Distribution {
  const { temperature = 1, labelPrior } = manifest.output;
  const adjusted = LABELS.map((_, index) => {
    const prior = labelPrior?.[index] ?? 0;
    return (scores[index] ?? 0) / temperature - (prior > 0 ? strength * Math.log(prior) : 0);
  });
  return softmax(adjusted);
}

/**
 * For a model whose data had no neutral text: its distribution over the emotions gives up to `most` of its mass to
 * neutral, all of it where the emotions are equally likely and none where one is certain.
 */
export function withAssumedNeutral(distribution: Distribution, most: number): Distribution {
  const emotions = LABELS.length - 1;
  const highest = Math.max(...LABELS.map((label) => distribution[label]));
  const doubt = Math.min(1, Math.max(0, (1 - highest) / (1 - 1 / emotions)));
  const share = most * doubt;
  return mapLabels((label) =>
    label === 'neutral' ? share + (1 - share) * distribution.neutral : (1 - share) * distribution[label],
  );
}
