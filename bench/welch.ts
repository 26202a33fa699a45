export interface Comparison {
  readonly leftMean: number;
  readonly rightMean: number;
  /** Left less right. */
  readonly difference: number;
  /** 95 % confidence interval of the difference. */
  readonly interval: readonly [number, number];
  readonly t: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Welch's test of two means with unequal variances (Biometrika 34, 1947). With hundreds of samples a side Student's
 * distribution is taken for the normal one, which it then differs from in the third digit.
 */
export function compareMeans(left: readonly number[], right: readonly number[]): Comparison {
  const [a, b] = [momentsOf(left), momentsOf(right)];
  const difference = a.mean - b.mean;
  const error = Math.sqrt(a.variance / left.length + b.variance / right.length);
  const t = difference / error;
  return {
    ...{ leftMean: a.mean, rightMean: b.mean, difference, t },
    interval: [difference - 1.96 * error, difference + 1.96 * error],
    p: 2 * (1 - normalBelow(Math.abs(t))),
  };
}

function momentsOf(samples: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0);
  return { mean, variance: squares / (samples.length - 1) };
}

/** Share of the normal distribution below `z` (Abramowitz and Stegun 26.2.17; error under 7.5e-8). */
function normalBelow(z: number): number {
  const k = 1 / (1 + 0.2316419 * z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  return 1 - density * series.reduceRight((sum, factor) => (sum + factor) * k, 0);
}
