/**
 * Looking a place up on the device: what its files weigh, what they cost to open, and one keystroke (budget ≤ 20 ms) in
 * the middle of typing, in Node on one thread.
 */
import { ok } from '@undertone/base/result';
import { createPlaces, type PlaceFileName } from '@undertone/web/care/places/places';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makeGazetteer } from '../web/build/gazetteer/gazetteer-files.ts';
import { percentile, report, round, type Row } from './report.ts';

const TYPED = [
  'Madrid',
  'San Sebastián',
  'Ciudad de México',
  'Springfield Illinois USA',
  'Saint-Étienne',
  'London, Ontario',
  'São Paulo Brazil',
  'new york',
  '28013 Madrid',
  'SW1A 1AA',
  'Frigiliana',
];
const NEAR = { lat: 40.4, lon: -3.7 };
const ROUNDS = 5;

const files = await makeGazetteer();
const packed = Object.fromEntries(
  Object.entries(files).map(([name, file]) => [name, gzipSync(file, { level: 9 })]),
) as Readonly<Record<PlaceFileName, Buffer>>;

const createOnes = () =>
  createPlaces(
    {
      villagesBytes: packed.villages.length,
      load: async (name) => ok(new Uint8Array(gunzipSync(packed[name]))),
    },
    ['en'],
  );

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function opening(open: (places: ReturnType<typeof createOnes>) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < ROUNDS; count++) times.push(await timed(() => open(createOnes())));
  return times;
}

async function keystrokes(places: ReturnType<typeof createOnes>): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < ROUNDS; count++)
    for (const text of TYPED)
      for (let length = 2; length <= text.length; length++)
        times.push(await timed(() => places.find(text.slice(0, length), { limit: 8, near: NEAR })));
  return times;
}

async function naming(places: ReturnType<typeof createOnes>): Promise<number[]> {
  const times: number[] = [];
  for (let step = 0; step < 200; step++)
    times.push(await timed(() => places.nameOf({ lat: (step % 170) - 85, lon: ((step * 37) % 360) - 180 })));
  return times;
}

const row = (what: string, times: readonly number[], bytes?: number): Row => ({
  what,
  ...(bytes === undefined ? {} : { 'kB packed': round(bytes / 1000) }),
  samples: times.length,
  'p50 ms': round(percentile(times, 0.5)),
  'p95 ms': round(percentile(times, 0.95)),
});

const first = createOnes();
const rows = [
  row(
    'open the towns: first keystroke',
    await opening((places) => places.find('ma', { limit: 8 })),
    packed.towns.length,
  ),
  row('open the villages', await opening((places) => places.villages.load()), packed.villages.length),
];
await keystrokes(first);
rows.push(row('a keystroke among towns and postcodes', await keystrokes(first), packed.postcodes.length));
rows.push(row('name of a position, towns', await naming(first)));
await first.villages.load();
await keystrokes(first);
rows.push(row('a keystroke among all', await keystrokes(first)));
rows.push(row('name of a position, all', await naming(first)));

report('places', 'Looking a place up on the device (budget: a keystroke ≤ 20 ms)', rows);
