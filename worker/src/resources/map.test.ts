import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { createMapStore } from '../map/map-store.ts';
import { createWorkerClient, type WorkerClient } from '../testing/worker-client.ts';

const ARCHIVE = Uint8Array.from({ length: 5 * 1024 * 1024 }, (_, index) => index % 253);

let client: WorkerClient;
let version: string;

beforeAll(async () => {
  client = await createWorkerClient();
  const stored = await env.MAPS!.put('map.pmtiles', ARCHIVE, {
    customMetadata: { attribution: '© Somebody who measured it' },
  });
  version = stored.etag;
  await env.MAPS!.put('notes.txt', 'not a map');
});

async function get(path: string, range?: string) {
  const response = await client.send(path, { headers: range === undefined ? {} : { range } });
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

it('says to anybody which map there is and whose data it is', async () => {
  const { status, body } = await client.call('GET', '/map');
  expect(status).toBe(200);
  expect(body).toEqual({
    map: { version, bytes: ARCHIVE.length, attribution: '© Somebody who measured it' },
  });
  expect(client.cookie).toBe('');
});

it('gives the piece that is asked for, to be kept for ever and without a cookie', async () => {
  const piece = await get(`/map/${version}`, 'bytes=1000-1999');
  expect(piece.status).toBe(206);
  expect(piece.bytes).toEqual(ARCHIVE.slice(1000, 2000));
  expect(piece.headers.get('content-range')).toBe(`bytes 1000-1999/${ARCHIVE.length}`);
  expect(piece.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(piece.headers.getSetCookie()).toEqual([]);
});

it('gives nobody the whole of it, nor more than a tile could ever be', async () => {
  for (const range of [
    undefined,
    'bytes=0-',
    'bytes=0-4194304',
    'bytes=99999999-',
    'bytes=-5',
    'words=1-2',
  ]) {
    const refused = await get(`/map/${version}`, range);
    expect([range, refused.status]).toEqual([range, 400]);
  }
  expect((await get(`/map/${version}`, 'bytes=0-4194303')).status).toBe(206);
});

it('knows no other version and nothing else that lies there', async () => {
  expect((await get(`/map/${'ab'.repeat(16)}`, 'bytes=0-9')).status).toBe(404);
  expect((await get('/map/notes.txt', 'bytes=0-9')).status).toBe(400);
});

it('says that there is none where the deployment has no map', async () => {
  const without = await createWorkerClient({ maps: createMapStore(null) });
  expect((await without.call('GET', '/map')).body).toEqual({ map: null });
  expect((await without.send(`/map/${version}`, { headers: { range: 'bytes=0-9' } })).status).toBe(404);
});

it('names the usual source of such maps where the upload named none', async () => {
  const bucket = {
    head: async () => ({ etag: version, size: 3, customMetadata: {} }),
  } as unknown as R2Bucket;
  expect((await createMapStore(bucket).describe())?.attribution).toBe('© OpenStreetMap contributors');
});
