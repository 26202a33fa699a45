import type { CareSource, TileIndex } from '@undertone/contract/directory';
import { KEYS } from '@undertone/geo/curve';
import type { Tile } from '@undertone/geo/tile';

export interface IndexedTile extends Tile {
  readonly id: string;
  readonly digest: string;
}

export interface ReadTileIndex {
  /** In the order of the curve, without a gap; none when the directory is empty. */
  readonly tiles: readonly IndexedTile[];
  readonly entries: number;
  readonly sources: ReadonlyMap<string, CareSource>;
}

/** The index as the wire has it, each tile with where it ends: that is where the next one begins. */
export function readTileIndex(index: TileIndex): ReadTileIndex {
  const firstKeys = index.tiles.map(([id]) => Number.parseInt(id, 16));
  const tiles = index.tiles.map(([id, entries, lat, lon, radiusKm, digest], at) => ({
    id,
    digest,
    entries,
    firstKey: firstKeys[at] ?? 0,
    lastKey: (firstKeys[at + 1] ?? KEYS) - 1,
    cap: { lat, lon, radiusKm },
  }));
  return {
    tiles: index.entries === 0 ? [] : tiles,
    entries: index.entries,
    sources: new Map(index.sources.map((source) => [source.id, source])),
  };
}
