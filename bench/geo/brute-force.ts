import { distanceKm, type Position } from '@undertone/geo/position';

const RADIANS = Math.PI / 180;

/** More than rounding can move an entry up or down the order. */
const SPARE = 8;

/** Looks at every entry: those with the largest scalar product, then by their exact distances. */
export function createBruteForce(
  entries: Float64Array,
): (from: Position, count: number) => readonly number[] {
  const length = entries.length / 2;
  const vectors = new Float64Array(length * 3);
  const set = (index: number, { lat, lon }: Position, into: Float64Array) => {
    into[index * 3] = Math.cos(lat * RADIANS) * Math.cos(lon * RADIANS);
    into[index * 3 + 1] = Math.cos(lat * RADIANS) * Math.sin(lon * RADIANS);
    into[index * 3 + 2] = Math.sin(lat * RADIANS);
  };
  const placeOf = (index: number) => ({ lat: entries[index * 2]!, lon: entries[index * 2 + 1]! });
  for (let index = 0; index < length; index++) set(index, placeOf(index), vectors);
  const own = new Float64Array(3);
  return (from, count) => {
    set(0, from, own);
    const [x, y, z] = [own[0]!, own[1]!, own[2]!];
    const best: { readonly index: number; readonly product: number }[] = [];
    let least = -Infinity;
    for (let index = 0; index < length; index++) {
      const product = vectors[index * 3]! * x + vectors[index * 3 + 1]! * y + vectors[index * 3 + 2]! * z;
      if (product <= least && best.length >= count + SPARE) continue;
      best.push({ index, product });
      if (best.length < 4 * (count + SPARE)) continue;
      best.sort((left, right) => right.product - left.product);
      best.length = count + SPARE;
      least = best.at(-1)!.product;
    }
    return best
      .map(({ index }) => distanceKm(from, placeOf(index)))
      .sort((left, right) => left - right)
      .slice(0, count);
  };
}
