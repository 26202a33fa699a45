import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { createPackStore } from '../packs/pack-store.ts';
import { createWorkerClient, type WorkerClient } from '../testing/worker-client.ts';

const FILE = 'ab'.repeat(32);
const STORED = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

let client: WorkerClient;

beforeAll(async () => {
  client = await createWorkerClient();
  await env.PACKS!.put(`tiny-pack/${FILE}`, STORED);
  await env.PACKS!.put('notes.txt', 'not a file of a pack');
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await client.send(path, { headers });
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

it('says which files the mirror holds, to anybody, and nothing else that lies there', async () => {
  const { status, body } = await client.call('GET', '/packs');
  expect(status).toBe(200);
  expect(body).toEqual({ files: [{ pack: 'tiny-pack', file: FILE }] });
  expect(client.cookie).toBe('');
});

it('gives a whole file without a cookie, to be kept for ever', async () => {
  const got = await get(`/packs/tiny-pack/${FILE}`);
  expect(got.status).toBe(200);
  expect(got.bytes).toEqual(STORED);
  expect(got.headers.get('content-length')).toBe('1000');
  expect(got.headers.get('accept-ranges')).toBe('bytes');
  expect(got.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(got.headers.getSetCookie()).toEqual([]);
});

it('gives the part that is asked for, cut at the end of the file', async () => {
  const middle = await get(`/packs/tiny-pack/${FILE}`, { range: 'bytes=100-199' });
  expect(middle.status).toBe(206);
  expect(middle.bytes).toEqual(STORED.slice(100, 200));
  expect(middle.headers.get('content-range')).toBe('bytes 100-199/1000');
  expect(middle.headers.get('content-length')).toBe('100');
  for (const range of ['bytes=900-9999', 'bytes=900-']) {
    const end = await get(`/packs/tiny-pack/${FILE}`, { range });
    expect(end.bytes).toEqual(STORED.slice(900));
    expect(end.headers.get('content-range')).toBe('bytes 900-999/1000');
  }
});

it('answers a range that it cannot satisfy with the whole file', async () => {
  for (const range of ['bytes=1000-1100', 'bytes=5-4', 'bytes=0-1,5-6', 'bytes=-5', 'words=0-1']) {
    const got = await get(`/packs/tiny-pack/${FILE}`, { range });
    expect([range, got.status, got.bytes.length]).toEqual([range, 200, 1000]);
  }
});

it('knows no other file, and no way out of the mirror', async () => {
  expect((await get(`/packs/tiny-pack/${'cd'.repeat(32)}`)).status).toBe(404);
  expect((await get(`/packs/other-pack/${FILE}`)).status).toBe(404);
  expect((await get('/packs/tiny-pack/notes.txt')).status).toBe(400);
  expect((await get(`/packs/..%2ftiny-pack/${FILE}`)).status).toBe(400);
});

it('offers nothing where the deployment has no mirror', async () => {
  const without = await createWorkerClient({ packs: createPackStore(null) });
  expect((await without.call('GET', '/packs')).body).toEqual({ files: [] });
  expect((await without.send(`/packs/tiny-pack/${FILE}`, {})).status).toBe(404);
});
