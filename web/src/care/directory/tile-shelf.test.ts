import type { EpochMs } from '@undertone/base/clock';
import type { Tile, TileIndex } from '@undertone/contract/directory';
import { describe, expect, it } from 'vitest';
import type { FileCache } from '../../offline/verified-files.ts';
import { createKeptCache } from './kept-cache.testkit.ts';
import { createTileShelf } from './tile-shelf.ts';

const DAY_MS = 86_400_000;
const DIGEST = 'AAAAAAAAAAAAAAAA';

const tile = (number: number): Tile => ({
  id: number.toString(16).padStart(13, '0'),
  entries: [
    {
      id: `entry-0000000-${String(number).padStart(2, '0')}`,
      source: 'sample',
      name: 'Sample practice',
      kind: 'clinic',
      lat: 1,
      lon: 2,
      precision: 'exact',
    },
  ],
});

const INDEX: TileIndex = { version: 3, entries: 1, tiles: [], sources: [] };

function setUp(maxBytes?: number) {
  let now = 10 * DAY_MS;
  const { cache, kept } = createKeptCache();
  const open = (openCache: () => Promise<FileCache | null>) =>
    createTileShelf({
      openCache,
      origin: 'https://journal.example',
      now: () => now as EpochMs,
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });
  return { shelf: open(async () => cache), kept, open, later: (ms: number) => (now += ms) };
}

describe('the shelf of tiles', () => {
  it('gives back what was kept, with its digest and its day', async () => {
    const { shelf, later } = setUp();
    await shelf.keep(tile(1), DIGEST);
    await shelf.keepIndex(INDEX);
    later(5);
    expect(await shelf.tile(tile(1).id)).toEqual({
      entries: tile(1).entries,
      digest: DIGEST,
      fetchedAt: 10 * DAY_MS,
    });
    expect(await shelf.index()).toEqual({ index: INDEX, fetchedAt: 10 * DAY_MS });
    expect(await shelf.tile(tile(2).id)).toBeNull();
  });

  it('keeps one version of a tile', async () => {
    const { shelf } = setUp();
    await shelf.keep(tile(1), DIGEST);
    const before = await shelf.usedBytes();
    await shelf.keep(tile(1), 'BBBBBBBBBBBBBBBB');
    expect(await shelf.usedBytes()).toBe(before);
    expect((await shelf.tile(tile(1).id))?.digest).toBe('BBBBBBBBBBBBBBBB');
  });

  it('makes room at the cost of what was used longest ago', async () => {
    const one = JSON.stringify(tile(1)).length;
    const { shelf, later } = setUp(2 * one);
    await shelf.keep(tile(1), DIGEST);
    later(DAY_MS);
    await shelf.keep(tile(2), DIGEST);
    later(DAY_MS);
    // Used again, a day and more after it was kept.
    await shelf.tile(tile(1).id);
    await shelf.keep(tile(3), DIGEST);
    expect(await shelf.tile(tile(2).id)).toBeNull();
    expect(await shelf.tile(tile(1).id)).not.toBeNull();
    expect(await shelf.tile(tile(3).id)).not.toBeNull();
  });

  it('forgets every area and keeps the index, which is the same for everybody', async () => {
    const { shelf, kept } = setUp();
    await shelf.keep(tile(1), DIGEST);
    await shelf.keepIndex(INDEX);
    await shelf.clear();
    expect([...kept.keys()]).toEqual(['https://journal.example/directory/index']);
    expect(await shelf.usedBytes()).toBe(0);
  });

  it('forgets what was still being kept when it was told to', async () => {
    const { open } = setUp();
    const { cache, kept } = createKeptCache();
    let goOn = () => {};
    const slow: FileCache = {
      ...cache,
      async put(key, response) {
        await new Promise<void>((resolve) => (goOn = resolve));
        kept.set(key, response);
      },
    };
    const shelf = open(async () => slow);
    const keeping = shelf.keep(tile(1), DIGEST);
    await shelf.clear();
    goOn();
    await keeping;
    expect([...kept.keys()]).toEqual([]);
  });

  it('takes nothing that was damaged for an answer', async () => {
    const { shelf, kept } = setUp();
    await shelf.keep(tile(1), DIGEST);
    await shelf.keepIndex(INDEX);
    for (const key of kept.keys()) kept.set(key, new Response('{"id":"half'));
    expect(await shelf.tile(tile(1).id)).toBeNull();
    expect(await shelf.index()).toBeNull();
  });

  it('does without where the browser keeps nothing', async () => {
    const { open } = setUp();
    const full: FileCache = {
      ...createKeptCache().cache,
      put: async () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const openCache of [
      async () => null,
      async () => full,
      async () => {
        throw new Error('blocked');
      },
    ]) {
      const shelf = open(openCache);
      await shelf.keep(tile(1), DIGEST);
      expect(await shelf.tile(tile(1).id)).toBeNull();
      expect(await shelf.usedBytes()).toBe(0);
    }
  });
});
