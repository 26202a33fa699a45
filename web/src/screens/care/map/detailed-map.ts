import { err, ok, type Result } from '@undertone/base/result';
import { PMTiles, TileType, type Source } from 'pmtiles';
import type { CallApi } from '../../../app/call-api.ts';

/** An archive of map tiles that the deployment keeps itself. */
export interface DetailedMap {
  readonly minZoom: number;
  readonly maxZoom: number;
  /** Whose data it is, in words. */
  readonly attribution: string;
  /** A Mapbox vector tile; empty where the archive has none: the sea, or what was left out of it. Throws when it did not come. */
  readTile(z: number, x: number, y: number, signal: AbortSignal): Promise<ArrayBuffer>;
}

/** What the deployment says of its map; see the contract's `map`. */
export interface KnownMap {
  readonly version: string;
  readonly attribution: string;
}

/**
 * Opens the archive (PMTiles 3, vector tiles). Only the pieces that are looked at are asked for, each without the
 * account's cookie, through the one way out; they stay in memory and nowhere else.
 *
 * @param onTrouble told of every piece that did not come, whoever wanted it.
 */
export async function openDetailedMap(
  callApi: CallApi,
  { version, attribution }: KnownMap,
  onTrouble: () => void,
): Promise<Result<DetailedMap, 'unreachable' | 'not-a-map'>> {
  const source: Source = {
    getKey: () => version,
    async getBytes(offset, length, signal) {
      const range = { first: offset, last: offset + length - 1 };
      const options = { anonymous: true, range, ...(signal === undefined ? {} : { signal }) };
      const piece = await callApi('mapFile', { params: { version } }, options);
      if (!piece.ok) {
        if (piece.error.code !== 'aborted') onTrouble();
        throw new Error(piece.error.code);
      }
      const { buffer, byteOffset, byteLength } = piece.value;
      return { data: buffer.slice(byteOffset, byteOffset + byteLength) };
    },
  };
  const archive = new PMTiles(source);
  let unreachable = false;
  const header = await archive.getHeader().catch((error: unknown) => {
    unreachable = error instanceof Error && NETWORK.includes(error.message);
    return null;
  });
  if (header === null) return err(unreachable ? 'unreachable' : 'not-a-map');
  if (header.tileType !== TileType.Mvt) return err('not-a-map');
  return ok({
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    attribution,
    readTile: async (z, x, y, signal) => {
      const tile = await archive.getZxy(z, x, y, signal);
      return tile?.data ?? new ArrayBuffer(0);
    },
  });
}

const NETWORK: readonly string[] = ['offline', 'timeout', 'aborted', 'unavailable', 'rate-limited'];
