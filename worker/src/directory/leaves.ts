import { capAround, type Cap } from '@undertone/geo/cap';
import type { KeyRange } from '@undertone/geo/curve';
import { partition } from '@undertone/geo/partition';
import type { Placed } from './tile-body.ts';

/**
 * A small run within a tile. With a few numbers for each, the nearest are found by reading hardly more rows than they
 * are, in a crowd and in mid-ocean alike.
 */
export interface Leaf extends KeyRange {
  readonly entries: number;
  readonly cap: Cap;
}

/** More would read too many rows, fewer would take too much memory: a million entries make some hundred thousand leaves. */
const MOST_ENTRIES = 16;

const RULES = { atLeast: 1, enough: MOST_ENTRIES, level: 0 };

/** JSON of first key, last key, entries, latitude, longitude and radius in km. */
type PackedLeaf = readonly [number, number, number, number, number, number];

/** @param places of one tile, in the order of the curve. */
export function packLeaves(places: readonly Placed[]): string {
  const runs = partition(
    places.map(({ placeKey }) => placeKey),
    RULES,
  );
  const leaves = runs.map(({ from, to }): PackedLeaf => {
    const inside = places.slice(from, to);
    const { lat, lon, radiusKm } = capAround(inside);
    return [inside[0]?.placeKey ?? 0, inside.at(-1)?.placeKey ?? 0, inside.length, lat, lon, radiusKm];
  });
  return JSON.stringify(leaves);
}

export function unpackLeaves(packed: string): readonly Leaf[] {
  const leaves = JSON.parse(packed) as readonly PackedLeaf[];
  return leaves.map(([firstKey, lastKey, entries, lat, lon, radiusKm]) => ({
    ...{ firstKey, lastKey, entries },
    cap: { lat, lon, radiusKm },
  }));
}
