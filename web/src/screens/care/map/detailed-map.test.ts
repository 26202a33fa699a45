import { err, ok } from '@undertone/base/result';
import { expect, it } from 'vitest';
import type { ApiOptions, CallApi } from '../../../app/call-api.ts';
import { openDetailedMap } from './detailed-map.ts';
import { makeMapArchive, makeVectorTile } from './map-archive.testkit.ts';

const VERSION = 'ab'.repeat(16);
const KNOWN = { version: VERSION, attribution: '© Somebody' };
const SEA = {
  water: [
    {
      kind: 'polygon',
      points: [
        [0, 0],
        [4096, 0],
        [4096, 4096],
        [0, 4096],
      ],
      tags: { kind: 'ocean' },
    },
  ],
} as const;
const ARCHIVE = makeMapArchive([
  { at: [0, 0, 0], layers: SEA },
  { at: [3, 4, 2], layers: { ...SEA, roads: [] } },
]);
const NOT_ABORTED = new AbortController().signal;

function serving(archive: Uint8Array<ArrayBuffer>) {
  const asked: { id: string; options: ApiOptions | undefined }[] = [];
  let isOnline = true;
  const callApi = (async (id: string, _input: unknown, options?: ApiOptions) => {
    asked.push({ id, options });
    if (!isOnline) return err({ code: 'offline' });
    return ok(archive.slice(options!.range!.first, options!.range!.last + 1));
  }) as unknown as CallApi;
  return { asked, callApi, goOffline: () => (isOnline = false) };
}

it('reads the tiles that are looked at, each piece without the account’s cookie', async () => {
  const { asked, callApi } = serving(ARCHIVE);
  const opened = await openDetailedMap(callApi, KNOWN, () => undefined);
  if (!opened.ok) throw new Error(opened.error);
  expect(opened.value).toMatchObject({ minZoom: 0, maxZoom: 3, attribution: '© Somebody' });
  const tile = await opened.value.readTile(3, 4, 2, NOT_ABORTED);
  expect(new Uint8Array(tile)).toEqual(makeVectorTile({ ...SEA, roads: [] }));
  expect(asked.length).toBeGreaterThan(1);
  for (const { id, options } of asked) {
    expect(id).toBe('mapFile');
    expect(options?.anonymous).toBe(true);
    expect(options?.range).toBeDefined();
  }
});

it('gives an empty tile where the archive has none, and says nothing of it', async () => {
  const troubles: string[] = [];
  const opened = await openDetailedMap(serving(ARCHIVE).callApi, KNOWN, () => troubles.push('trouble'));
  if (!opened.ok) throw new Error(opened.error);
  expect((await opened.value.readTile(3, 0, 0, NOT_ABORTED)).byteLength).toBe(0);
  expect(troubles).toEqual([]);
});

it('says when a piece did not come', async () => {
  const troubles: string[] = [];
  const server = serving(ARCHIVE);
  const opened = await openDetailedMap(server.callApi, KNOWN, () => troubles.push('trouble'));
  if (!opened.ok) throw new Error(opened.error);
  server.goOffline();
  await expect(opened.value.readTile(0, 0, 0, NOT_ABORTED)).rejects.toThrow('offline');
  expect(troubles).toEqual(['trouble']);
});

it('refuses what is unreachable or no map of this kind', async () => {
  const gone = serving(ARCHIVE);
  gone.goOffline();
  expect(await openDetailedMap(gone.callApi, KNOWN, () => undefined)).toEqual(err('unreachable'));
  const noise = serving(new Uint8Array(20_000).fill(7));
  expect(await openDetailedMap(noise.callApi, KNOWN, () => undefined)).toEqual(err('not-a-map'));
  const pictures = ARCHIVE.slice();
  pictures[99] = 2;
  expect(await openDetailedMap(serving(pictures).callApi, KNOWN, () => undefined)).toEqual(err('not-a-map'));
});
