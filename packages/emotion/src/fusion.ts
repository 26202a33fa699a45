import { agreementOf, disagreementOf } from './agreement.ts';
import { PROBABILITY_FLOOR } from './canonical-scores.ts';
import { log } from './deterministic-math.ts';
import {
  floorProbabilities,
  likeliest,
  mapLabels,
  softmax,
  UNIFORM,
  type Distribution,
} from './distribution.ts';
import { LABELS } from './labels.ts';
import { MEASURED } from './measured.ts';
import type { Modality } from './modality.ts';
import { gatherEvidence, LEAST_WEIGHT, type ModalityEvidence } from './modality-evidence.ts';
import { ABSTENTIONS, type ModalityScore } from './modality-score.ts';
import { FUSION_VERSION, type AffectAxis, type Reading } from './reading.ts';
import { DEFAULT_RELIABILITY, type Reliability } from './reliability.ts';

const MOST_RELIABILITY = 4;

export interface FusionOptions {
  /** Exponent of each modality, 0 … 4; {@link DEFAULT_RELIABILITY} unless learnt. */
  readonly reliability?: Readonly<Partial<Reliability>>;
  /** The label frequencies that the scores were calibrated against; uniform unless given. */
  readonly prior?: Distribution;
}

/**
 * Log-linear opinion pool (Genest & Zidek 1986): log p ∝ log prior + Σ wₘ·qₘ·(log pₘ − log prior), wₘ the
 * reliability and qₘ the quality. Valence and arousal are means weighted by precision wₘ·qₘ times what the modality's
 * evaluation measured ({@link MEASURED}).
 * Never fails: numbers out of range are brought into it, and nothing to go on is a reading that abstains.
 */
export function fuse(scores: readonly ModalityScore[], options: FusionOptions = {}): Reading {
  const prior = floorProbabilities(options.prior ?? UNIFORM, PROBABILITY_FLOOR);
  const reliabilityOf = ({ modality }: ModalityEvidence) => usableReliability(modality, options);
  const evidence = gatherEvidence(scores, prior).filter((one) => reliabilityOf(one) > 0);
  if (evidence.length === 0) return abstain(scores, prior);
  const weightedSum = (valueOf: (one: ModalityEvidence) => number) =>
    evidence.reduce((sum, one) => sum + reliabilityOf(one) * valueOf(one), 0);
  const logPrior = mapLabels((label) => log(prior[label]));
  const distribution = softmax(
    LABELS.map(
      (label) =>
        logPrior[label] +
        weightedSum((one) => one.quality * (log(one.distribution[label]) - logPrior[label])),
    ),
  );
  const affect = (axis: AffectAxis) => {
    const precision = (one: ModalityEvidence) => one.quality * MEASURED[one.modality].axisPrecision[axis];
    return weightedSum((one) => precision(one) * one[axis]) / weightedSum(precision);
  };
  const totalWeight = weightedSum((one) => one.quality);
  return {
    distribution,
    valence: affect('valence'),
    arousal: affect('arousal'),
    confidence: distribution[likeliest(distribution)],
    agreement: agreementOf(evidence),
    disagreement: disagreementOf(evidence),
    contributions: evidence.map((one) => ({
      modality: one.modality,
      weight: (reliabilityOf(one) * one.quality) / totalWeight,
    })),
    abstained: null,
    fusionVersion: FUSION_VERSION,
  };
}

function usableReliability(modality: Modality, options: FusionOptions): number {
  const reliability = options.reliability?.[modality] ?? DEFAULT_RELIABILITY[modality];
  return reliability >= LEAST_WEIGHT ? Math.min(MOST_RELIABILITY, reliability) : 0;
}

/** The reason earliest in ABSTENTIONS speaks for all, so that it does not depend on the order of the scores. */
function abstain(scores: readonly ModalityScore[], prior: Distribution): Reading {
  const reason = ABSTENTIONS.find((abstention) => scores.some((score) => score.abstained === abstention));
  return {
    distribution: prior,
    valence: 0,
    arousal: 0,
    confidence: prior[likeliest(prior)],
    agreement: null,
    disagreement: null,
    contributions: [],
    abstained: reason ?? 'no-evidence',
    fusionVersion: FUSION_VERSION,
  };
}
