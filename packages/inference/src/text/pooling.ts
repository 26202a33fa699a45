import { mapLabels, normalise, UNIFORM, type Distribution } from '@undertone/emotion/distribution';

/** What a model says of one stretch of text. */
export interface StretchReading {
  readonly distribution: Distribution;
  /** In [-1, 1]. */
  readonly valence: number;
  /** In [-1, 1]. */
  readonly arousal: number;
  /** Words it was read from, ≥ 1. */
  readonly words: number;
}

const NEUTRAL_FLOOR = 0.1;
const WORDS_ENOUGH = 20;

/**
 * How much a stretch says about a mood: little when it is probably neutral ("Then we had lunch."), and more the
 * longer it is, up to twenty words. Above 0, so that an entry of neutral stretches stays neutral.
 */
export function salience(reading: StretchReading): number {
  return (
    (NEUTRAL_FLOOR + 1 - reading.distribution.neutral) * Math.min(Math.max(1, reading.words), WORDS_ENOUGH)
  );
}

/**
 * The linear opinion pool of stretches, weighted by {@link salience}: every label stays between the least and the
 * most that a stretch gave it, order and repetition change nothing, and one plainly sad sentence among ten
 * neutral ones still shows, which a plain mean or the longest sentence would hide. No stretches: uniform, 0, 0.
 */
export function poolStretches(readings: readonly StretchReading[]): Omit<StretchReading, 'words'> {
  const weights = readings.map(salience);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return { distribution: UNIFORM, valence: 0, arousal: 0 };
  const mean = (valueOf: (reading: StretchReading) => number) =>
    readings.reduce((sum, reading, index) => sum + (weights[index]! / total) * valueOf(reading), 0);
  return {
    distribution: normalise(mapLabels((label) => mean((reading) => reading.distribution[label]))),
    valence: mean((reading) => reading.valence),
    arousal: mean((reading) => reading.arousal),
  };
}
