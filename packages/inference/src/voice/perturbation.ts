import { SAMPLE_RATE } from './resample.ts';

/** Praat's defaults: periods and their neighbours beyond these are not periods of a voice. */
const SHORTEST_PERIOD = 0.0001 * SAMPLE_RATE;
const LONGEST_PERIOD = 0.02 * SAMPLE_RATE;
const MOST_PERIOD_FACTOR = 1.3;
const MOST_AMPLITUDE_FACTOR = 1.6;

/** Sums that add up over stretches of a recording; {@link jitterOf} and {@link shimmerOf} divide them. */
export interface PerturbationSums {
  readonly periodDifference: number;
  readonly periodPairs: number;
  readonly period: number;
  readonly periods: number;
  readonly amplitudeDifferenceDb: number;
  readonly amplitudePairs: number;
}

/** Fewer neighbouring pairs than this say nothing about a voice. */
const LEAST_PAIRS = 20;

/**
 * Differences of neighbouring periods and of their amplitudes, by the definitions of Praat's jitter (local) and
 * shimmer (local, dB): pairs whose periods differ by more than 1.3 or amplitudes by more than 1.6 are left out.
 *
 * @param runs marks of each voiced run, in samples, ascending
 */
export function sumPerturbation(samples: Float32Array, runs: readonly Float64Array[]): PerturbationSums {
  const sums = {
    periodDifference: 0,
    periodPairs: 0,
    period: 0,
    periods: 0,
    amplitudeDifferenceDb: 0,
    amplitudePairs: 0,
  };
  for (const marks of runs) {
    for (let index = 1; index < marks.length; index++) {
      const period = marks[index]! - marks[index - 1]!;
      if (isPeriod(period)) {
        sums.period += period;
        sums.periods++;
      }
      const next = (marks[index + 1] ?? Number.NaN) - marks[index]!;
      if (!areNeighbours(period, next)) continue;
      sums.periodDifference += Math.abs(next - period);
      sums.periodPairs++;
    }
    sumAmplitudes(samples, marks, sums);
  }
  return sums;
}

/** Mean difference of neighbouring periods over the mean period, a ratio; `null` of too few. */
export function jitterOf(sums: PerturbationSums): number | null {
  if (sums.periodPairs < LEAST_PAIRS) return null;
  return sums.periodDifference / sums.periodPairs / (sums.period / sums.periods);
}

/** Mean level difference of neighbouring periods, dB; `null` of too few. */
export function shimmerOf(sums: PerturbationSums): number | null {
  return sums.amplitudePairs < LEAST_PAIRS ? null : sums.amplitudeDifferenceDb / sums.amplitudePairs;
}

function sumAmplitudes(
  samples: Float32Array,
  marks: Float64Array,
  sums: { amplitudeDifferenceDb: number; amplitudePairs: number },
): void {
  let before: number | null = null;
  for (let index = 1; index + 1 < marks.length; index++) {
    const [left, right] = [marks[index]! - marks[index - 1]!, marks[index + 1]! - marks[index]!];
    const amplitude = areNeighbours(left, right)
      ? windowedRms(samples, marks[index]!, 0.2 * left, 0.2 * right)
      : null;
    if (before !== null && amplitude !== null && before > 0 && amplitude > 0) {
      const ratio = amplitude / before;
      if (ratio <= MOST_AMPLITUDE_FACTOR && ratio >= 1 / MOST_AMPLITUDE_FACTOR) {
        sums.amplitudeDifferenceDb += Math.abs(20 * Math.log10(ratio));
        sums.amplitudePairs++;
      }
    }
    before = amplitude;
  }
}

function isPeriod(period: number): boolean {
  return period >= SHORTEST_PERIOD && period <= LONGEST_PERIOD;
}

function areNeighbours(left: number, right: number): boolean {
  return (
    isPeriod(left) && isPeriod(right) && Math.max(left, right) <= MOST_PERIOD_FACTOR * Math.min(left, right)
  );
}

/** RMS around a mark under a Hann window that reaches `before` and `after` samples to its sides. */
function windowedRms(samples: Float32Array, mark: number, before: number, after: number): number {
  let [power, weights] = [0, 0];
  const last = Math.min(samples.length - 1, Math.floor(mark + after));
  for (let index = Math.max(0, Math.ceil(mark - before)); index <= last; index++) {
    const side = index < mark ? before : after;
    const weight = 0.5 + 0.5 * Math.cos((Math.PI * (index - mark)) / side);
    power += (weight * samples[index]!) ** 2;
    weights += weight * weight;
  }
  return weights > 0 ? Math.sqrt(power / weights) : 0;
}
