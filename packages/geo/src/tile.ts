import type { Cap } from './cap.ts';
import type { KeyRange } from './curve.ts';

/** A line of the index: a run of the curve, how many entries it has, and a cap that holds them all. */
export interface Tile extends KeyRange {
  readonly entries: number;
  readonly cap: Cap;
}

/**
 * The tile on whose ground a key lies. Its nearest entry may be in another.
 *
 * @param tiles every one, in the order of the curve: they leave no gap.
 */
export function tileAt<Kind extends Tile>(tiles: readonly Kind[], key: number): Kind {
  let [low, high] = [0, tiles.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (tiles[middle]!.firstKey <= key) low = middle;
    else high = middle;
  }
  const tile = tiles[low];
  if (tile === undefined) throw new Error('an index has at least one tile');
  return tile;
}
