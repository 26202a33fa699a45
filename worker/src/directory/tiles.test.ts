import { env } from 'cloudflare:workers';
import { createSeededRandom } from '@undertone/base/seeded-random';
import { MAX_TILE_BYTES, MIN_TILE_ENTRIES, TileIndexSchema, TileSchema } from '@undertone/contract/directory';
import type { CareEntry, Tile, TileIndex } from '@undertone/contract/directory';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  clearDirectory,
  goLive,
  madeEntries,
  madeEntry,
  writeEntries,
} from '../testing/directory-fixtures.ts';
import { countDatabase } from '../db/counted-database.ts';
import { createWorkerClient, type WorkerClient } from '../testing/worker-client.ts';
import { createEdgeCache, type EdgeCache } from './edge-cache.ts';
import { publishTiles, republishTileAt } from './publish.ts';
import { tileBodyOf } from './tiles.ts';

const first = madeEntries(3000, 1);
const random = createSeededRandom(99);
const town = { lat: 48.2, lon: 16.37 };
const second = Array.from({ length: 200 }, () => madeEntry(town, random));

let client: WorkerClient;

beforeAll(async () => {
  await clearDirectory(env.DIRECTORY);
  client = await createWorkerClient();
});

const indexOf = async () => v.parse(TileIndexSchema, (await client.call('GET', '/doctors/tiles')).body);
const tileAt = ([id, , , , , digest]: TileIndex['tiles'][number]) => `/doctors/tiles/${id}?version=${digest}`;
const bodyOf = async (line: TileIndex['tiles'][number]): Promise<Tile> =>
  v.parse(TileSchema, (await client.call('GET', tileAt(line))).body);

async function everybody(index: TileIndex): Promise<readonly CareEntry[]> {
  const tiles = [];
  for (const line of index.tiles) tiles.push(await bodyOf(line));
  return tiles.flatMap(({ entries }) => entries);
}

const idsOf = (entries: readonly CareEntry[]) => entries.map(({ id }) => id).sort();

describe('the directory as tiles', () => {
  it('is empty before there is one', async () => {
    expect(await indexOf()).toEqual({ version: 0, entries: 0, tiles: [], sources: [] });
    expect((await client.call('GET', '/doctors/tiles/0000000000000')).status).toBe(404);
  });

  it('shows nothing of a version that is not live yet', async () => {
    await writeEntries(env.DIRECTORY, 1, first);
    expect((await indexOf()).tiles).toEqual([]);
    await publishTiles(env.DIRECTORY, 1, null);
    expect((await indexOf()).tiles).toEqual([]);
  });

  it('holds everybody once, in tiles of enough entries and few enough bytes', async () => {
    await goLive(env.DIRECTORY, 1);
    const index = await indexOf();
    expect(index).toMatchObject({ version: 1, entries: first.length });
    expect(index.tiles.length).toBeGreaterThan(8);
    for (const [, entries] of index.tiles) expect(entries).toBeGreaterThanOrEqual(MIN_TILE_ENTRIES);
    expect(idsOf(await everybody(index))).toEqual(idsOf(first));
    for (const line of index.tiles) {
      const packed = await client.send(tileAt(line), { headers: { 'accept-encoding': 'gzip' } });
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect((await packed.arrayBuffer()).byteLength).toBeLessThanOrEqual(MAX_TILE_BYTES);
    }
  });

  it('makes the same tiles when a slice is made twice', async () => {
    const before = await indexOf();
    await publishTiles(env.DIRECTORY, 1, null);
    await publishTiles(env.DIRECTORY, 1, '0');
    expect(await indexOf()).toEqual(before);
  });

  it('keeps far tiles as they are when a town is added, and their bodies for ever', async () => {
    const before = await indexOf();
    await writeEntries(env.DIRECTORY, 2, second);
    await goLive(env.DIRECTORY, 2);
    const after = await indexOf();
    expect(after).toMatchObject({ version: 2, entries: first.length + second.length });
    const digests = new Set(after.tiles.map((line) => line[5]));
    const gone = before.tiles.filter((line) => !digests.has(line[5]));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.length).toBeLessThan(4);
    expect(idsOf(await everybody(after))).toEqual(idsOf([...first, ...second]));
    // Who still has the index of before gets what it names, without an entry too many or too few.
    expect(idsOf(await everybody(before))).toEqual(idsOf(first));
  });

  it('puts the version before back with one update', async () => {
    const live = (version: number, state: string) =>
      env.DIRECTORY.prepare('UPDATE directory_version SET state = ?2 WHERE version = ?1').bind(
        version,
        state,
      );
    await env.DIRECTORY.batch([live(2, 'retired'), live(1, 'live')]);
    expect(await indexOf()).toMatchObject({ version: 1, entries: first.length });
    await env.DIRECTORY.batch([live(1, 'retired'), live(2, 'live')]);
    expect(await indexOf()).toMatchObject({ version: 2 });
  });

  it('drops an entry at once when it is hidden', async () => {
    const before = await indexOf();
    const { id } = second[0]!;
    const hide = env.DIRECTORY.prepare(
      'UPDATE directory_entry SET hidden = 1 WHERE public_id = ?1 RETURNING place_key AS placeKey',
    );
    const { placeKey } = (await hide.bind(id).first<{ placeKey: number }>())!;
    await republishTileAt(env.DIRECTORY, placeKey);
    const after = await indexOf();
    expect(after.entries).toBe(before.entries - 1);
    expect(idsOf(await everybody(after))).not.toContain(id);
    expect((await client.call('GET', `/doctors/entries/${id}`)).status).toBe(404);
  });

  it('cuts what stays too large', async () => {
    const long = (words: number) =>
      Array.from({ length: words }, () => Math.floor(random() * 36 ** 8).toString(36)).join(' ');
    const wordy = Array.from({ length: 300 }, () =>
      madeEntry({ lat: 1, lon: 1 }, random, {
        specialities: Array.from({ length: 8 }, () => long(6).slice(0, 60)),
      }),
    );
    await writeEntries(env.DIRECTORY, 3, wordy);
    await goLive(env.DIRECTORY, 3);
    const { results } = await env.DIRECTORY.prepare(
      'SELECT entries, gzip_bytes AS bytes FROM directory_tile WHERE version = 3',
    ).all<{ entries: number; bytes: number }>();
    for (const { entries, bytes } of results) {
      expect(entries).toBeGreaterThanOrEqual(MIN_TILE_ENTRIES - 1);
      expect(bytes).toBeLessThanOrEqual(MAX_TILE_BYTES);
    }
    expect((await everybody(await indexOf())).length).toBe(first.length + second.length - 1 + wordy.length);
  });
});

describe('an answer for everybody', () => {
  it('may be kept for ever under its digest, for a minute without, and sets no cookie', async () => {
    const [line] = (await indexOf()).tiles;
    const [id, , , , , digest] = line!;
    const forever = await client.call('GET', tileAt(line!));
    expect(forever.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(forever.headers.get('etag')).toBe(`"${digest}"`);
    expect(forever.headers.get('vary')).toBe('accept-encoding');
    expect(forever.headers.has('set-cookie')).toBe(false);
    const live = await client.call('GET', `/doctors/tiles/${id}`);
    expect(live.body).toEqual(forever.body);
    expect(live.headers.get('cache-control')).toBe('public, max-age=60, stale-while-revalidate=86400');
    const index = await client.call('GET', '/doctors/tiles');
    expect(index.headers.get('cache-control')).toBe(live.headers.get('cache-control'));
  });

  it('is not sent again to who has it', async () => {
    for (const path of ['/doctors/tiles', tileAt((await indexOf()).tiles[0]!)]) {
      const etag = (await client.call('GET', path)).headers.get('etag')!;
      for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const again = await client.call('GET', path, undefined, { 'if-none-match': held });
        expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, null, etag]);
      }
      const other = await client.call('GET', path, undefined, { 'if-none-match': '"other"' });
      expect(other.status).toBe(200);
    }
  });

  it('comes unpacked to who cannot unpack', async () => {
    for (const coding of ['identity', 'br', 'gzip;q=0', '']) {
      const reply = await client.send('/doctors/tiles', { headers: { 'accept-encoding': coding } });
      expect(reply.headers.has('content-encoding')).toBe(false);
      expect(v.is(TileIndexSchema, await reply.json())).toBe(true);
    }
  });

  it('costs no query when the edge has it', async () => {
    const [line] = (await indexOf()).tiles;
    await bodyOf(line!);
    const without = { prepare: () => expect.unreachable('asked the database') } as unknown as D1Database;
    const body = await tileBodyOf(without, createEdgeCache(), Number.parseInt(line![0], 16), line![5]);
    expect(body).toMatchObject({ digest: line![5], kept: 'for-ever' });
  });

  it('is made once, also for who names no digest', async () => {
    const kept = new Map<string, Awaited<ReturnType<EdgeCache['get']>>>();
    const cache: EdgeCache = {
      get: async (name) => kept.get(name) ?? null,
      put: async (name, bytes) => void kept.set(name, bytes),
    };
    const [line] = (await indexOf()).tiles;
    const { database, counts } = countDatabase(env.DIRECTORY);
    const ask = () => tileBodyOf(database, cache, Number.parseInt(line![0], 16), undefined);
    const made = await ask();
    const { rowsRead } = counts;
    expect(rowsRead).toBeGreaterThan(line![1]);
    expect(await ask()).toEqual(made);
    expect(counts.rowsRead - rowsRead).toBeLessThan(5);
  });

  it('has no tile for a digest that never was', async () => {
    const [line] = (await indexOf()).tiles;
    const wrong = await client.call('GET', `/doctors/tiles/${line![0]}?version=AAAAAAAAAAAAAAAA`);
    expect(wrong.status).toBe(404);
    expect(wrong.headers.get('cache-control')).toBe('no-store');
  });
});
