import { systemClock } from '@undertone/base/clock';
import { err, ok, unwrap } from '@undertone/base/result';
import { gunzipSync } from 'node:zlib';
import type { Position } from '@undertone/geo/position';
import type { CallApi } from '@undertone/web/app/call-api';
import { createCareDirectory, NEAREST } from '@undertone/web/care/directory/care-directory';
import { rank } from '@undertone/web/care/directory/ranking';
import { createTileShelf } from '@undertone/web/care/directory/tile-shelf';
import type { Directory } from '@undertone/worker/directory/directory';

export interface Lookup {
  readonly tiles: number;
  readonly gzipBytes: number;
  readonly entries: number;
  /** From tiles that are there, cover and ranking included. */
  readonly cachedMs: number;
}

const now = () => systemClock.now();

const quietly = { signal: new AbortController().signal, onProgress: () => {} };

/** What a device loads for a place, and how long it takes once it is there: the app's own code, in Node. */
export async function lookUp(directory: Directory, place: Position): Promise<Lookup> {
  let gzipBytes = 0;
  const callApi = (async (route: string, input: { params: { cell: string }; query: { version: string } }) => {
    const body =
      route === 'tileIndex'
        ? await directory.tileIndex()
        : await directory.tile(Number.parseInt(input.params.cell, 16), input.query.version);
    if (body === null) return err({ code: 'not-found' });
    if (route === 'tile') gzipBytes += body.gzipped.length;
    return ok(JSON.parse(gunzipSync(body.gzipped).toString()) as unknown);
  }) as unknown as CallApi;
  const shelf = createTileShelf({
    openCache: async () => null,
    origin: 'https://bench.invalid',
    now,
  });
  const careDirectory = createCareDirectory({ callApi, shelf, now });
  unwrap(await careDirectory.around(place, 1, quietly));
  const startedAt = performance.now();
  const { tiles } = unwrap(await careDirectory.around(place, 1, quietly));
  rank(tiles, place, () => true, NEAREST);
  const cachedMs = performance.now() - startedAt;
  const entries = tiles.reduce((count, tile) => count + tile.entries.length, 0);
  return { tiles: tiles.length, gzipBytes, entries, cachedMs };
}
