import { env } from 'cloudflare:workers';
import { createSeededRandom } from '@undertone/base/seeded-random';
import type { CareEntry } from '@undertone/contract/directory';
import { KEYS } from '@undertone/geo/curve';
import { distanceKm, type Position } from '@undertone/geo/position';
import { beforeAll, expect, it } from 'vitest';
import {
  clearDirectory,
  goLive,
  madeEntries,
  madeEntry,
  writeEntries,
} from '../testing/directory-fixtures.ts';
import { createWorkerClient, type WorkerClient } from '../testing/worker-client.ts';
import { nearestEntries } from './nearest.ts';

const random = createSeededRandom(5);
const entries = [
  ...madeEntries(4000, 3),
  ...Array.from({ length: 30 }, () =>
    madeEntry({ lat: 10 + random() * 3, lon: 10 + random() * 3 }, random, {
      kind: 'psychiatrist',
      languages: random() < 0.5 ? ['es-MX', 'en'] : ['fr'],
      telehealth: random() < 0.5,
    }),
  ),
];

let client: WorkerClient;

beforeAll(async () => {
  client = await createWorkerClient();
  await clearDirectory(env.DIRECTORY);
  await writeEntries(env.DIRECTORY, 1, entries);
  await goLive(env.DIRECTORY, 1);
});

const PLACES: readonly Position[] = [
  ...Array.from({ length: 150 }, () => entries[Math.floor(random() * entries.length)]!).map(
    ({ lat, lon }) => ({
      lat: Math.min(90, lat + random() / 50),
      lon,
    }),
  ),
  ...Array.from({ length: 60 }, () => ({
    lat: (Math.asin(2 * random() - 1) * 180) / Math.PI,
    lon: random() * 360 - 180,
  })),
  { lat: 90, lon: 0 },
  { lat: -90, lon: 0 },
  { lat: -17, lon: 180 },
  { lat: -17, lon: -180 },
  { lat: -17.2, lon: -179.9 },
];

function bruteForce(place: Position, radiusKm: number, limit: number, fits: (entry: CareEntry) => boolean) {
  return entries
    .filter(fits)
    .map((entry) => ({ id: entry.id, km: distanceKm(place, entry) }))
    .filter(({ km }) => km <= radiusKm)
    .sort((left, right) => left.km - right.km || (left.id < right.id ? -1 : 1))
    .slice(0, limit);
}

it('finds the nearest wherever somebody is: in towns, at sea, over the antimeridian and at the poles', async () => {
  const { directory } = client.dependencies;
  for (const { lat, lon } of PLACES) {
    const { results } = await directory.nearest({ lat, lon, radiusKm: Infinity, limit: 20 });
    expect(results.map(({ distanceKm: km, entry }) => ({ id: entry.id, km }))).toEqual(
      bruteForce({ lat, lon }, Infinity, 20, () => true),
    );
  }
});

it.each([
  ['kind=psychiatrist', (entry: CareEntry) => entry.kind === 'psychiatrist'],
  ['language=es', (entry: CareEntry) => entry.languages?.includes('es-MX') === true],
  ['telehealth=false', (entry: CareEntry) => entry.telehealth === false],
  ['telehealth=true&kind=psychiatrist', (entry: CareEntry) => entry.telehealth === true],
])('finds as far as the radius goes what fits %s, past all that does not', async (filter, fits) => {
  for (const { lat, lon } of [
    { lat: 11.5, lon: 11.5 },
    { lat: 13, lon: 9 },
    { lat: -17, lon: 180 },
  ]) {
    const { status, body } = await client.call(
      'GET',
      `/doctors/nearby?lat=${lat}&lon=${lon}&radiusKm=300&limit=10&${filter}`,
    );
    expect(status).toBe(200);
    const found = (body.results as { distanceKm: number; entry: CareEntry }[]).map(({ entry }) => entry.id);
    expect(found).toEqual(bruteForce({ lat, lon }, 300, 10, fits).map(({ id }) => id));
  }
});

it('looks at the nearest thousands and no further for what nobody is', async () => {
  let rounds = 0;
  const nobody = async () => {
    rounds += 1;
    return { results: [] };
  };
  const database = { prepare: () => ({ bind: () => ({ all: nobody }) }) } as unknown as D1Database;
  const crowd = { firstKey: 0, lastKey: KEYS - 1, entries: 1e6, cap: { lat: 0, lon: 0, radiusKm: 10 } };
  const tiles = {
    ...{ version: 1, entries: crowd.entries },
    reach: () => [{ tile: { ...crowd, digest: '', gzipBytes: 0 }, fromKm: 0 }],
    leavesOf: async () => [crowd],
  };
  const query = { lat: 0, lon: 0, radiusKm: 500, limit: 20, kind: 'crisis-service' as const };
  expect(await nearestEntries(database, tiles, query)).toEqual([]);
  // 20, 160, 1,280 and 5,000 of them.
  expect(rounds).toBe(4);
});

it('finds nobody beyond the radius', async () => {
  const { body } = await client.call('GET', '/doctors/nearby?lat=-50&lon=-120&radiusKm=500');
  expect(body).toEqual({ version: 1, results: [] });
});

it('follows the version that is live', async () => {
  const near = madeEntry({ lat: -50, lon: -120 }, random);
  await writeEntries(env.DIRECTORY, 2, [near]);
  const path = '/doctors/nearby?lat=-50&lon=-120';
  expect((await client.call('GET', path)).body.results).toEqual([]);
  await goLive(env.DIRECTORY, 2);
  expect((await client.call('GET', path)).body).toEqual({
    version: 2,
    results: [{ distanceKm: 0, entry: near }],
  });
});

it.each([
  'lat=91&lon=0',
  'lat=0&lon=181',
  'lat=x&lon=0',
  'lat=1',
  'lat=0&lon=0&radiusKm=0',
  'lat=0&lon=0&limit=101',
])('refuses %s', async (query) => {
  expect((await client.call('GET', `/doctors/nearby?${query}`)).status).toBe(400);
});
