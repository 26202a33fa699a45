import { distanceToCapKm, farthestInCapKm } from '@undertone/geo/cap';
import type { Position } from '@undertone/geo/position';
import type { Tile } from '@undertone/geo/tile';
import type { Leaf } from './leaves.ts';
import type { TileReach } from './tile-reach.ts';

/** A leaf that may hold some of the nearest; nothing in it is nearer than `fromKm`. */
export interface NearLeaf {
  readonly leaf: Leaf;
  readonly fromKm: number;
}

/** Leaves of so many tiles are fetched at once. */
const TILES_AT_ONCE = 8;

/**
 * Leaves in which the nearest `count` are for certain, nearest first, and the distance within which they are: it is
 * `Infinity` if there are not so many. Tiles are opened from the nearest on, and only while a nearer entry may be in one.
 */
export async function nearestLeaves<Kind extends Tile>(
  reach: TileReach<Kind>,
  leavesOf: (tiles: readonly Kind[]) => Promise<readonly Leaf[]>,
  place: Position,
  count: number,
): Promise<{ readonly leaves: readonly NearLeaf[]; readonly withinKm: number }> {
  const waiting = reach(place, count);
  const opened: (NearLeaf & { readonly toKm: number })[] = [];
  let withinKm = Infinity;
  for (let next = 0; next < waiting.length && waiting[next]!.fromKm <= withinKm; next += TILES_AT_ONCE) {
    const open = waiting.slice(next, next + TILES_AT_ONCE).filter(({ fromKm }) => fromKm <= withinKm);
    for (const leaf of await leavesOf(open.map(({ tile }) => tile))) {
      const fromKm = distanceToCapKm(place, leaf.cap);
      if (fromKm <= withinKm) opened.push({ leaf, fromKm, toKm: farthestInCapKm(place, leaf.cap) });
    }
    withinKm = withinFor(opened, count);
  }
  const leaves = opened
    .filter(({ fromKm }) => fromKm <= withinKm)
    .sort((left, right) => left.fromKm - right.fromKm);
  return { leaves, withinKm };
}

function withinFor(opened: readonly { readonly leaf: Leaf; readonly toKm: number }[], count: number): number {
  let entries = 0;
  for (const { leaf, toKm } of [...opened].sort((left, right) => left.toKm - right.toKm)) {
    entries += leaf.entries;
    if (entries >= count) return toKm;
  }
  return Infinity;
}
