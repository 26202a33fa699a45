import { canonicalScores, compareScores, compareText } from './canonical-scores.ts';
import { exp, log } from './deterministic-math.ts';
import { likeliest, UNIFORM } from './distribution.ts';
import { LABELS, type Label } from './labels.ts';
import { MEASURED } from './measured.ts';
import { MODALITIES, type Modality } from './modality.ts';
import { gatherEvidence } from './modality-evidence.ts';
import type { ModalityScore } from './modality-score.ts';

/** Exponent of each modality in the pool: 1 takes its calibrated scores at their word, less doubts them. */
export type Reliability = Readonly<Record<Modality, number>>;

/** What evaluation measured: where each modality starts before a person corrected anything. */
export const DEFAULT_RELIABILITY: Reliability = mapModalities((modality) => MEASURED[modality].reliability);

export const RELIABILITY_BOUNDS = { lowest: 0.25, highest: 2 } as const;

/** Older corrections than the newest this many no longer count. */
export const CORRECTIONS_USED = 200;

const HALF_LIFE_DAYS = 90;
/** As many imagined corrections as this, each as right as the model claims, stand before the first real one. */
const PRIOR_CORRECTIONS = 15;
/** Claims this near to chance (1/7) would make the ratio of log odds explode. */
const LOWEST_CLAIM = 0.25;
const LN2 = log(2);
const CHANCE_LOG_ODDS = logOdds(1 / LABELS.length);

/**
 * What a person said of one entry: "that's right" is a correction to the same label. The time is the entry's own
 * local one, because that is all the open lane carries, and device and server must learn the same.
 */
export interface Correction {
  /** The record it belongs to; of several with one id the newest counts. */
  readonly id: string;
  /** Days since 1970-01-01 of the entry's local date. */
  readonly localDay: number;
  /** 0 … 23. */
  readonly localHour: number;
  readonly label: Label;
  readonly scores: readonly ModalityScore[];
}

/** The numbers behind one modality's reliability, for the person to see. */
export interface ReliabilityExplanation {
  readonly reliability: number;
  /** Corrections in which this modality had answered, among those used. */
  readonly corrections: number;
  /** The same, older and poorer captures counting for less. */
  readonly effectiveCorrections: number;
  /** Weighted share in which its likeliest label was the person's; `null` without corrections. */
  readonly hitRate: number | null;
  /** Weighted mean of the probability that it gave its likeliest label; `null` without corrections. */
  readonly claimedRate: number | null;
}

/** See {@link explainReliability}. */
export function learnReliability(corrections: readonly Correction[]): Reliability {
  const explained = explainReliability(corrections);
  return mapModalities((modality) => explained[modality].reliability);
}

/**
 * A function of the set of corrections alone: neither their order, nor repetitions, nor the wall clock matter
 * (the past fades relative to the newest correction).
 *
 * Reliability is the default times the ratio of the log odds against chance of the observed hit rate and of the
 * claimed one, since an exponent scales log odds; shrunk towards the claim, within {@link RELIABILITY_BOUNDS}.
 */
export function explainReliability(
  corrections: readonly Correction[],
): Readonly<Record<Modality, ReliabilityExplanation>> {
  const used = newestCorrections(corrections);
  const newestHour = used[0] === undefined ? 0 : hourOf(used[0]);
  const outcomes = used.flatMap((correction) => {
    const fading = exp((-LN2 * (newestHour - hourOf(correction))) / (24 * HALF_LIFE_DAYS));
    return gatherEvidence(correction.scores, UNIFORM).map(({ modality, distribution, quality }) => {
      const guess = likeliest(distribution);
      return {
        modality,
        weight: fading * quality,
        hit: guess === correction.label,
        claim: distribution[guess],
      };
    });
  });
  return mapModalities((modality) =>
    explainOne(
      modality,
      outcomes.filter((outcome) => outcome.modality === modality),
    ),
  );
}

interface Outcome {
  readonly weight: number;
  readonly hit: boolean;
  readonly claim: number;
}

function explainOne(modality: Modality, outcomes: readonly Outcome[]): ReliabilityExplanation {
  const weight = outcomes.reduce((sum, outcome) => sum + outcome.weight, 0);
  if (!(weight > 0)) {
    const reliability = DEFAULT_RELIABILITY[modality];
    return { reliability, corrections: 0, effectiveCorrections: 0, hitRate: null, claimedRate: null };
  }
  const hits = outcomes.reduce((sum, outcome) => sum + (outcome.hit ? outcome.weight : 0), 0);
  const claimedRate = outcomes.reduce((sum, outcome) => sum + outcome.weight * outcome.claim, 0) / weight;
  const claim = Math.min(1 - 1e-6, Math.max(LOWEST_CLAIM, claimedRate));
  const shrunkHitRate = (hits + PRIOR_CORRECTIONS * claim) / (weight + PRIOR_CORRECTIONS);
  const ratio = (logOdds(shrunkHitRate) - CHANCE_LOG_ODDS) / (logOdds(claim) - CHANCE_LOG_ODDS);
  const { lowest, highest } = RELIABILITY_BOUNDS;
  return {
    reliability: Math.min(highest, Math.max(lowest, DEFAULT_RELIABILITY[modality] * ratio)),
    corrections: outcomes.length,
    effectiveCorrections: weight,
    hitRate: hits / weight,
    claimedRate,
  };
}

/** Newest first, one for each id (see [Note: Canonical order]). */
function newestCorrections(corrections: readonly Correction[]): readonly Correction[] {
  const seen = new Set<string>();
  return corrections
    .filter(({ localDay, localHour }) => Number.isFinite(localDay) && Number.isFinite(localHour))
    .sort(compareCorrections)
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .slice(0, CORRECTIONS_USED);
}

function compareCorrections(left: Correction, right: Correction): number {
  return (
    hourOf(right) - hourOf(left) ||
    compareText(left.id, right.id) ||
    LABELS.indexOf(left.label) - LABELS.indexOf(right.label) ||
    left.scores.length - right.scores.length ||
    compareScoreSets(left.scores, right.scores)
  );
}

function compareScoreSets(left: readonly ModalityScore[], right: readonly ModalityScore[]): number {
  const others = canonicalScores(right);
  return canonicalScores(left).reduce(
    (order, score, index) => order || compareScores(score, others[index]!),
    0,
  );
}

function hourOf({ localDay, localHour }: Correction): number {
  return localDay * 24 + localHour;
}

function logOdds(probability: number): number {
  return log(probability / (1 - probability));
}

function mapModalities<Value>(valueOf: (modality: Modality) => Value): Record<Modality, Value> {
  return Object.fromEntries(MODALITIES.map((modality) => [modality, valueOf(modality)])) as Record<
    Modality,
    Value
  >;
}
