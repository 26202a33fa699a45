import { canonicalScores } from './canonical-scores.ts';
import { exp, log } from './deterministic-math.ts';
import { mapLabels, normalise, type Distribution } from './distribution.ts';
import { LABELS } from './labels.ts';
import { MODALITIES, type Modality } from './modality.ts';
import type { ModalityScore } from './modality-score.ts';

/** A quality or reliability below this is none: the smallest floats would make shares of 0/0. */
export const LEAST_WEIGHT = 1e-6;

/** Everything one modality says about one moment. */
export interface ModalityEvidence {
  readonly modality: Modality;
  /** The modality's own, its quality not yet applied. */
  readonly distribution: Distribution;
  readonly valence: number;
  readonly arousal: number;
  /** {@link LEAST_WEIGHT} … 1. */
  readonly quality: number;
}

/**
 * One entry for each modality with evidence, in the order of MODALITIES. Abstained scores and those of no
 * quality drop out.
 *
 * Several scores of one modality (three voice clips, a burst of frames) come from one source and are not
 * independent, so they share its weight instead of adding to it: each in proportion to what it tells beyond the
 * prior (its Kullback–Leibler divergence). A repeated score thus changes nothing, nor does an empty one.
 */
export function gatherEvidence(
  scores: readonly ModalityScore[],
  prior: Distribution,
): readonly ModalityEvidence[] {
  const counted = canonicalScores(
    scores.filter((score) => score.abstained === null && score.quality >= LEAST_WEIGHT),
  );
  return MODALITIES.flatMap((modality) => {
    const ofModality = counted.filter((score) => score.modality === modality);
    const [only] = ofModality;
    if (only === undefined) return [];
    return [ofModality.length === 1 ? only : poolOneModality(modality, ofModality, prior)];
  });
}

function poolOneModality(
  modality: Modality,
  scores: readonly ModalityScore[],
  prior: Distribution,
): ModalityEvidence {
  const logRatios = scores.map((score) =>
    mapLabels((label) => log(score.distribution[label]) - log(prior[label])),
  );
  const shares = sharesOf(
    scores.map((score, index) =>
      LABELS.reduce((sum, label) => sum + score.distribution[label] * logRatios[index]![label], 0),
    ),
  );
  const quality = scores.reduce((sum, score, index) => sum + shares[index]! * score.quality, 0);
  const pooled = (valueOf: (score: ModalityScore, index: number) => number) =>
    scores.reduce((sum, score, index) => sum + shares[index]! * score.quality * valueOf(score, index), 0) /
    quality;
  return {
    modality,
    distribution: normalise(
      mapLabels((label) => prior[label] * exp(pooled((_, index) => logRatios[index]![label]))),
    ),
    valence: pooled((score) => score.valence),
    arousal: pooled((score) => score.arousal),
    quality,
  };
}

/** Equal shares where no score tells anything; divergences below the rounding of their own sum count as none. */
function sharesOf(divergences: readonly number[]): readonly number[] {
  const informative = divergences.map((divergence) => (divergence > 1e-12 ? divergence : 0));
  const total = informative.reduce((sum, divergence) => sum + divergence, 0);
  return informative.map((divergence) => (total > 0 ? divergence / total : 1 / informative.length));
}
