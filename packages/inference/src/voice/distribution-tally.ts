/**
 * Mean and quantiles of any number of values in bounded memory: hours of frames are counted in bins, so a quantile
 * is exact to a bin's width.
 */
export interface Tally {
  add(value: number): void;
  readonly count: number;
  /** NaN of none. */
  mean(): number;
  /** Values beyond the range count at its ends. NaN of none. */
  quantile(share: number): number;
}

export function createTally(least: number, most: number, width: number): Tally {
  const bins = new Uint32Array(Math.ceil((most - least) / width) + 1);
  let [count, sum] = [0, 0];
  return {
    add(value) {
      const bin = Math.round((value - least) / width);
      bins[Math.max(0, Math.min(bins.length - 1, bin))]!++;
      count++;
      sum += value;
    },
    get count() {
      return count;
    },
    mean: () => sum / count,
    quantile(share) {
      let below = 0;
      for (let bin = 0; bin < bins.length; bin++) {
        below += bins[bin]!;
        if (below > 0 && below >= share * count) return least + bin * width;
      }
      return Number.NaN;
    },
  };
}
