import type { EpochMs } from '@undertone/base/clock';
import { err, unwrap } from '@undertone/base/result';
import type { CareEntry } from '@undertone/contract/directory';
import { areaOf } from '@undertone/geo/area';
import { distanceKm, type Position } from '@undertone/geo/position';
import { describe, expect, it } from 'vitest';
import type { CallApi } from '../../app/call-api.ts';
import { createFakeCallApi, type FakeApi } from '../../app/fake-services.ts';
import { createCareDirectory, NEAREST, type Surroundings } from './care-directory.ts';
import { createKeptCache } from './kept-cache.testkit.ts';
import { createMadeDirectory, makeEntries } from './made-directory.testkit.ts';
import { rank } from './ranking.ts';
import { readTileIndex } from './read-tile-index.ts';
import { createTileShelf } from './tile-shelf.ts';

const MADRID = { lat: 40.4168, lon: -3.7038 };
const TOLEDO = { lat: 39.8628, lon: -4.0273 };
const SUVA = { lat: -18.1248, lon: 179.99 };
const ALERT = { lat: 82.5018, lon: -62.3481 };
const AT_SEA = { lat: 30, lon: -40 };

const ENTRIES = makeEntries([MADRID, TOLEDO, SUVA, ALERT], 700);

const DAY_MS = 86_400_000;

function setUp(entries: readonly CareEntry[] = ENTRIES) {
  const world = { made: createMadeDirectory(entries), now: 100 * DAY_MS, reachable: true };
  const { cache, kept } = createKeptCache();
  const now = () => world.now as EpochMs;
  const api: FakeApi = {
    tileIndex: (input) => (world.reachable ? world.made.api.tileIndex!(input) : err({ code: 'offline' })),
    tile: (input) => (world.reachable ? world.made.api.tile!(input) : err({ code: 'offline' })),
  };
  const open = (callApi: CallApi = createFakeCallApi(api)) => {
    const directory = createCareDirectory({
      callApi,
      shelf: createTileShelf({ openCache: async () => cache, origin: 'https://journal.example', now }),
      now,
    });
    return (place: Position, stretch = 1, signal = new AbortController().signal) =>
      directory.around(place, stretch, { signal, onProgress: () => {} });
  };
  return { world, open, api, kept };
}

const nearestIds = ({ tiles }: Surroundings, place: Position) =>
  rank(tiles, place, () => true, NEAREST).nearest.map(({ id }) => id);

const bruteForce = (place: Position) =>
  ENTRIES.map(({ id, lat, lon }) => ({ id, km: distanceKm(place, { lat, lon }) }))
    .sort((left, right) => left.km - right.km || (left.id < right.id ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ id }) => id);

describe('a lookup', () => {
  it.each([
    ['in a town', MADRID],
    ['between two', { lat: 40.14, lon: -3.86 }],
    ['across the antimeridian', { lat: -18.1, lon: -179.95 }],
    ['at the pole', { lat: 90, lon: 12 }],
    ['at sea', AT_SEA],
  ])('finds the nearest there are, as looking at all of them does: %s', async (_, place) => {
    const { open } = setUp();
    const found = unwrap(await open()(place));
    expect(nearestIds(found, place)).toEqual(bruteForce(place));
    const lastId = bruteForce(place).at(-1);
    const last = ENTRIES.find(({ id }) => id === lastId)!;
    expect(found.completeKm).toBeGreaterThanOrEqual(distanceKm(place, last));
    expect(found).toMatchObject({ asOf: null, missing: 0, entries: ENTRIES.length });
  });

  it('asks the same from everywhere in an area, and not for what is here', async () => {
    const { tiles } = readTileIndex(createMadeDirectory(ENTRIES).index);
    const area = areaOf(tiles, MADRID);
    const other = Array.from({ length: 400 }, (_, step) => ({
      lat: MADRID.lat + ((step % 20) - 10) * 0.002,
      lon: MADRID.lon + (Math.floor(step / 20) - 10) * 0.002,
    })).findLast((place) => areaOf(tiles, place).firstKey === area.firstKey)!;
    expect(distanceKm(MADRID, other)).toBeGreaterThan(0.2);
    const one = setUp();
    await one.open()(MADRID);
    const two = setUp();
    await two.open()(other);
    expect(one.world.made.asked).toEqual(two.world.made.asked);
    expect(one.world.made.asked.length).toBeGreaterThan(1);

    const asked = one.world.made.asked.length;
    const lookup = one.open();
    await lookup(MADRID);
    await lookup(other);
    expect(one.world.made.asked.slice(asked)).toEqual(['index']);
  });

  it('says how far it is complete, and looks further when asked', async () => {
    const { open, world } = setUp();
    const lookup = open();
    const near = unwrap(await lookup(MADRID));
    const asked = world.made.asked.length;
    expect(near.completeKm).toBeLessThan(100);
    const far = unwrap(await lookup(MADRID, 16));
    expect(far.completeKm).toBeGreaterThan(near.completeKm);
    expect(world.made.asked.length).toBeGreaterThan(asked);
  });

  it('works without a network where somebody was before, and says of when it is', async () => {
    const { open, world } = setUp();
    await open()(MADRID);
    world.reachable = false;
    world.now += 3 * DAY_MS;
    const found = unwrap(await open()(MADRID));
    expect(nearestIds(found, MADRID)).toEqual(bruteForce(MADRID));
    expect(found).toMatchObject({ asOf: 100 * DAY_MS, missing: 0 });
    expect(await open()(SUVA)).toEqual(err({ code: 'offline' }));
    // What is near the pole reaches far: a part of it is here, and none of the ground asked about.
    expect(await open()(ALERT)).toEqual(err({ code: 'offline' }));
  });

  it('says so when there is no network and nothing was kept', async () => {
    const { open, world } = setUp();
    world.reachable = false;
    expect(await open()(MADRID)).toEqual(err({ code: 'offline' }));
  });

  it('takes the new index when a version went live meanwhile', async () => {
    const { open, world } = setUp();
    const lookup = open();
    await lookup(TOLEDO);
    world.made = createMadeDirectory(ENTRIES.slice(0, 1400), 2);
    const found = unwrap(await lookup(MADRID));
    expect(found).toMatchObject({ entries: 1400, asOf: null, missing: 0 });
    expect(world.made.asked.filter((what) => what === 'index')).toHaveLength(1);
  });

  it('shows an older tile rather than none, each entry once', async () => {
    const { open, world } = setUp();
    await open()(MADRID);
    const whole = createMadeDirectory(ENTRIES, 2);
    let refused = 0;
    const tile: NonNullable<FakeApi['tile']> = () => {
      refused += 1;
      return err({ code: 'unavailable' });
    };
    world.made = { ...whole, api: { ...whole.api, tile } };
    world.now += DAY_MS;
    const found = unwrap(await open()(MADRID));
    expect(refused).toBeGreaterThan(0);
    expect(nearestIds(found, MADRID)).toEqual(bruteForce(MADRID));
    expect(found.asOf).toBe(100 * DAY_MS);
    world.made = whole;
    expect(unwrap(await open()(MADRID)).asOf).toBeNull();
  });

  it('asks without cookie, and lets only the index into the browser’s cache', async () => {
    const { open, world } = setUp();
    const options: unknown[] = [];
    const callApi = createFakeCallApi({ tileIndex: (input) => world.made.api.tileIndex!(input) });
    await open(async (id, input, given) => {
      options.push([id, given?.anonymous, given?.cache]);
      return callApi(id, input, given);
    })(MADRID);
    expect(options.slice(0, 2)).toEqual([
      ['tileIndex', true, 'no-cache'],
      ['tile', true, undefined],
    ]);
  });

  it('ends where it is told to', async () => {
    const { open } = setUp();
    expect(await open()(MADRID, 1, AbortSignal.abort())).toEqual(err({ code: 'aborted' }));
  });

  it('keeps nothing that came after it was ended', async () => {
    const { open, api, kept } = setUp();
    const ending = new AbortController();
    const callApi = createFakeCallApi({
      ...api,
      tile: (input) => {
        ending.abort();
        return api.tile!(input);
      },
    });
    expect(await open(callApi)(MADRID, 1, ending.signal)).toEqual(err({ code: 'aborted' }));
    expect([...kept.keys()].filter((key) => key.includes('/tiles/'))).toEqual([]);
  });

  it('finds nothing in an empty directory, and says that it is', async () => {
    const { open } = setUp([]);
    expect(unwrap(await open()(MADRID))).toMatchObject({ tiles: [], entries: 0, completeKm: Infinity });
  });
});
