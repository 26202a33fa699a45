/** Middle of the sorted values, the mean of the two middle ones when their number is even; `null` of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((left, right) => left - right);
  const upper = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[upper]!;
  return (sorted[upper - 1]! + sorted[upper]!) / 2;
}

/** Scales the median absolute deviation to the standard deviation of a normal distribution: 1/Φ⁻¹(3/4). */
const NORMAL_CONSISTENCY = 1.4826;

/** Median absolute deviation from `centre`, scaled to be a standard deviation for normal data; `null` of none. */
export function scaledMad(values: readonly number[], centre: number): number | null {
  const mad = median(values.map((value) => Math.abs(value - centre)));
  return mad === null ? null : NORMAL_CONSISTENCY * mad;
}
