import { fuse } from '@undertone/emotion/fusion';
import type { Label } from '@undertone/emotion/labels';
import type { MeasuredModality } from '@undertone/emotion/measured';
import type { AffectAxis } from '@undertone/emotion/reading';
import { placeOf } from '@undertone/inference/text/circumplex';
import { mapLabels } from '@undertone/emotion/distribution';
import type { Prediction } from './predictions.ts';
import { corpusOf, toScore } from './study-sample.ts';

export interface ModalityFit extends MeasuredModality {
  /** The exponent that fits best, not yet held to 1. */
  readonly exponent: number;
  /** Mean −log p of the true label, at the exponent 1 and at the best one; log 7 ≈ 1.946 is chance. */
  readonly logLoss: { readonly atOne: number; readonly atBest: number };
  /** Weighted correlation of each axis with the place of the true label. */
  readonly r: Readonly<Record<AffectAxis, number>>;
  readonly corpora: readonly string[];
}

/** A default takes no model at more than its word: see docs/adr/0007-measured-reliability.md. */
const MOST_RELIABILITY = 1;
const LEAST_RELIABILITY = 0.25;
/** An axis is never left without any weight, since its modality may be the only one. */
const LEAST_PRECISION = 0.05;
const SEARCH_STEPS = 16;

/**
 * The numbers of one modality from rows that no model was fitted on: every corpus weighs the same, and in it every
 * label. Rows on which the model abstains are left out, as fusion leaves them out. Throws without any other.
 */
export function fitModality(predictions: readonly Prediction[]): ModalityFit {
  const rows = weighted(predictions.filter(({ abstained }) => abstained === null));
  const [modality] = predictions.map((prediction) => prediction.modality);
  if (rows.length === 0 || modality === undefined) throw new RangeError('no row to measure by');
  const logLossAt = (exponent: number) =>
    rows.reduce((sum, { prediction, score, weight }) => {
      const { distribution } = fuse([score], { reliability: { [modality]: exponent } });
      return sum - weight * Math.log(distribution[prediction.label]);
    }, 0);
  const exponent = lowestBetween(LEAST_RELIABILITY, 4, logLossAt);
  const r = {
    valence: correlationWithLabel(rows, 'valence'),
    arousal: correlationWithLabel(rows, 'arousal'),
  };
  return {
    reliability: toHundredths(Math.min(MOST_RELIABILITY, exponent)),
    axisPrecision: { valence: precisionOf(r.valence), arousal: precisionOf(r.arousal) },
    rows: rows.length,
    exponent,
    logLoss: { atOne: logLossAt(1), atBest: logLossAt(exponent) },
    r,
    corpora: [...new Set(predictions.map(corpusOf))].sort(),
  };
}

interface WeightedRow {
  readonly prediction: Prediction;
  readonly score: ReturnType<typeof toScore>;
  /** All of them sum to 1. */
  readonly weight: number;
}

function weighted(predictions: readonly Prediction[]): readonly WeightedRow[] {
  const counts = new Map<string, Map<Label, number>>();
  for (const prediction of predictions) {
    const ofCorpus = counts.get(corpusOf(prediction)) ?? new Map<Label, number>();
    ofCorpus.set(prediction.label, (ofCorpus.get(prediction.label) ?? 0) + 1);
    counts.set(corpusOf(prediction), ofCorpus);
  }
  return predictions.map((prediction) => {
    const ofCorpus = counts.get(corpusOf(prediction))!;
    const weight = 1 / (counts.size * ofCorpus.size * ofCorpus.get(prediction.label)!);
    return { prediction, score: toScore(prediction), weight };
  });
}

/** Golden-section search; log loss is convex in an exponent. */
function lowestBetween(from: number, to: number, valueAt: (place: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [valueAt(left), valueAt(right)];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = valueAt(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = valueAt(right);
    }
  }
  return (low + high) / 2;
}

const LABEL_PLACES = mapLabels((label) => placeOf(mapLabels((other) => (other === label ? 1 : 0))));

/** Pearson's r of what was said with where the true label lies on the circumplex. */
function correlationWithLabel(rows: readonly WeightedRow[], axis: AffectAxis): number {
  const pairs = rows.map(({ prediction, weight }) => ({
    weight,
    said: prediction[axis],
    place: LABEL_PLACES[prediction.label][axis],
  }));
  const mean = (valueOf: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + pair.weight * valueOf(pair), 0);
  const [said, place] = [mean((pair) => pair.said), mean((pair) => pair.place)];
  const covariance = mean((pair) => (pair.said - said) * (pair.place - place));
  const spread = mean((pair) => (pair.said - said) ** 2) * mean((pair) => (pair.place - place) ** 2);
  return spread > 0 ? covariance / Math.sqrt(spread) : 0;
}

/**
 * r²/(1 − r²): one over the variance of the error, in units of the variance of what is true. A scale or an offset of
 * the model's own does not count, and saying the same of everything is worth nothing.
 */
function precisionOf(r: number): number {
  const square = Math.max(0, r) ** 2;
  return Math.max(LEAST_PRECISION, toHundredths(square / (1 - Math.min(0.99, square))));
}

function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
