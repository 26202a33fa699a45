import type { CareEntry } from '@undertone/contract/directory';
import type { Position } from '@undertone/geo/position';

/** The entries of one tile, with their places as unit vectors so that ranking reads no objects. */
export interface LoadedTile {
  readonly entries: readonly CareEntry[];
  /** x, y, z of each entry in turn. */
  readonly vectors: Float64Array;
}

export function loadTile(entries: readonly CareEntry[]): LoadedTile {
  const vectors = new Float64Array(entries.length * 3);
  for (const [index, entry] of entries.entries()) vectors.set(unitVectorOf(entry), index * 3);
  return { entries, vectors };
}

export interface Ranking {
  /** Nearest first, `limit` at most. */
  readonly nearest: readonly CareEntry[];
  /** How many there are in all. */
  readonly matching: number;
}

/**
 * The nearest entries that pass, exactly: straight through the Earth is the same order as along it, and this needs
 * neither an index nor a care for poles and antimeridian. Of equally near ones the order of ids decides.
 */
export function rank(
  tiles: readonly LoadedTile[],
  from: Position,
  passes: (entry: CareEntry) => boolean,
  limit: number,
): Ranking {
  const [x, y, z] = unitVectorOf(from);
  const found: { readonly entry: CareEntry; readonly apart: number }[] = [];
  for (const { entries, vectors } of tiles) {
    for (const [index, entry] of entries.entries()) {
      if (!passes(entry)) continue;
      const at = index * 3;
      const apart = (vectors[at]! - x) ** 2 + (vectors[at + 1]! - y) ** 2 + (vectors[at + 2]! - z) ** 2;
      found.push({ entry, apart });
    }
  }
  const sorted = Float64Array.from(found, ({ apart }) => apart).sort();
  const farthest = sorted[limit - 1] ?? Infinity;
  const nearest = found
    .filter(({ apart }) => apart <= farthest)
    .sort((left, right) => left.apart - right.apart || (left.entry.id < right.entry.id ? -1 : 1));
  return { nearest: nearest.slice(0, limit).map(({ entry }) => entry), matching: found.length };
}

function unitVectorOf({ lat, lon }: Position): readonly [number, number, number] {
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
