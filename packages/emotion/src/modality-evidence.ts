import { canonicalScores } from './canonical-scores.ts';
import { exp, log } from './deterministic-math.ts';
import { mapLabels, normalise, type Distribution } from './distribution.ts';
import { LABELS, type Label } from './labels.ts';
import { MODALITIES, type Modality } from './modality.ts';
import type { ModalityScore } from './modality-score.ts';

/** Everything one modality says about one moment. */
export interface ModalityEvidence {
  readonly modality: Modality;
  /** The modality's own pooled distribution, its quality not yet applied. */
  readonly distribution: Distribution;
  readonly valence: number;
  readonly arousal: number;
  /** 0 < quality ≤ 1. */
  readonly quality: number;
  /** Σ share·quality·(log p − log prior) of each label: what the modality adds to the pool at reliability 1. */
  readonly logEvidence: Readonly<Record<Label, number>>;
}

/**
 * One entry for each modality with evidence, in the order of MODALITIES. Abstained scores and those of quality
 * 0 drop out.
 *
 * Several scores of one modality (three voice clips, a burst of frames) come from one source and are not
 * independent, so they share its weight instead of adding to it: each in proportion to what it tells beyond the
 * prior (its Kullback–Leibler divergence). A repeated score thus changes nothing, nor does an empty one.
 */
export function gatherEvidence(
  scores: readonly ModalityScore[],
  prior: Distribution,
): readonly ModalityEvidence[] {
  const counted = canonicalScores(scores).filter((score) => score.abstained === null && score.quality > 0);
  return MODALITIES.flatMap((modality) => {
    const ofModality = counted.filter((score) => score.modality === modality);
    return ofModality.length === 0 ? [] : [poolOneModality(modality, ofModality, prior)];
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
  const pooled = (valueOf: (score: ModalityScore, index: number) => number) =>
    scores.reduce((sum, score, index) => sum + shares[index]! * valueOf(score, index), 0);
  const quality = pooled((score) => score.quality);
  const qualityWeighted = (valueOf: (score: ModalityScore) => number) =>
    pooled((score) => score.quality * valueOf(score)) / quality;
  const logEvidence = mapLabels((label) =>
    pooled((score, index) => score.quality * logRatios[index]![label]),
  );
  return {
    modality,
    distribution:
      scores.length === 1
        ? scores[0]!.distribution
        : normalise(mapLabels((label) => prior[label] * exp(logEvidence[label] / quality))),
    valence: qualityWeighted((score) => score.valence),
    arousal: qualityWeighted((score) => score.arousal),
    quality,
    logEvidence,
  };
}

/** Equal shares where no score tells anything; divergences below the rounding of their own sum count as none. */
function sharesOf(divergences: readonly number[]): readonly number[] {
  const informative = divergences.map((divergence) => (divergence > 1e-12 ? divergence : 0));
  const total = informative.reduce((sum, divergence) => sum + divergence, 0);
  return informative.map((divergence) => (total > 0 ? divergence / total : 1 / informative.length));
}
