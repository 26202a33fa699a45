import { KEYS, LEVELS, type KeyRange } from './curve.ts';

/** A run of the curve and the entries on it: `keys[from]` to `keys[to - 1]`. */
export interface Run extends KeyRange {
  readonly from: number;
  readonly to: number;
}

export interface PartitionRules {
  /** No run has fewer, unless there are fewer in all. At least 1. */
  readonly atLeast: number;
  /** A small enough run with no more is not cut. At least 4 · atLeast. */
  readonly enough: number;
  /** Cells above this level are cut as long as a part of them can stand alone: in [0, LEVELS]. */
  readonly level: number;
}

interface Open {
  readonly run: Run;
  readonly level: number;
}

/**
 * Cuts the whole curve into runs, by nested quadrants: a quadrant is cut where a part of it has enough to stand alone,
 * and a part that has too little goes to its neighbour along the curve within that quadrant. What a run is depends on
 * the quadrants around it alone, so that a change in one place leaves far runs as they are. A run can have more than
 * `enough`, by what it took in: {@link cutInTwo} ends that.
 *
 * @param keys in ascending order, each in [0, KEYS).
 */
export function partition(keys: ArrayLike<number>, rules: PartitionRules): readonly Run[] {
  const runs: Run[] = [];
  cut({ run: { firstKey: 0, lastKey: KEYS - 1, from: 0, to: keys.length }, level: 0 }, keys, rules, runs);
  return runs;
}

function cut({ run, level }: Open, keys: ArrayLike<number>, rules: PartitionRules, runs: Run[]): void {
  const count = run.to - run.from;
  const isWhole = count < 2 * rules.atLeast || (level >= rules.level && count <= rules.enough);
  const quadrants = isWhole || level === LEVELS ? [] : quadrantsOf(run, level, keys);
  if (!quadrants.some(({ from, to }) => to - from >= rules.atLeast)) {
    runs.push(run);
    return;
  }
  const own = runs.length;
  let waiting: Run | null = null;
  for (const quadrant of quadrants) {
    if (quadrant.to - quadrant.from < rules.atLeast) {
      const previous: Run | undefined = runs.length > own ? runs.pop() : undefined;
      if (previous !== undefined) runs.push(joined(previous, quadrant));
      else waiting = waiting === null ? quadrant : joined(waiting, quadrant);
      continue;
    }
    const first = runs.length;
    cut({ run: quadrant, level: level + 1 }, keys, rules, runs);
    if (waiting !== null) runs[first] = joined(waiting, runs[first]!);
    waiting = null;
  }
}

function quadrantsOf(run: Run, level: number, keys: ArrayLike<number>): readonly Run[] {
  const size = 4 ** (LEVELS - level - 1);
  let { from } = run;
  return [0, 1, 2, 3].map((quadrant) => {
    const firstKey = run.firstKey + quadrant * size;
    const lastKey = firstKey + size - 1;
    const to = quadrant === 3 ? run.to : firstAfter(keys, lastKey, from, run.to);
    const part = { firstKey, lastKey, from, to };
    from = to;
    return part;
  });
}

function joined(first: Run, second: Run): Run {
  return { firstKey: first.firstKey, lastKey: second.lastKey, from: first.from, to: second.to };
}

/** The index of the first key above `key` in `keys[from .. to)`, or `to`. */
export function firstAfter(keys: ArrayLike<number>, key: number, from = 0, to = keys.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A run that is still too large as two, as near the middle as keys allow; `null` where one of the two would have fewer
 * than `atLeast`.
 *
 * @param keys of this run alone, in ascending order.
 */
export function cutInTwo(
  { firstKey, lastKey }: KeyRange,
  keys: ArrayLike<number>,
  atLeast: number,
): readonly [KeyRange, KeyRange] | null {
  const middle = keys.length >>> 1;
  const key = keys[middle];
  if (key === undefined) return null;
  const [place] = [firstAfter(keys, key - 1), firstAfter(keys, key)]
    .filter((at) => at >= atLeast && keys.length - at >= atLeast)
    .sort((left, right) => Math.abs(left - middle) - Math.abs(right - middle));
  if (place === undefined) return null;
  const second = keys[place]!;
  return [
    { firstKey, lastKey: second - 1 },
    { firstKey: second, lastKey },
  ];
}
