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

interface Times {
  readonly elapsedMs: readonly number[];
  /** Processor time each: what the wall clock would show on an idle machine. */
  readonly cpuMs: number;
}

async function times(works: Iterable<() => Promise<unknown>>): Promise<Times> {
  const elapsedMs: number[] = [];
  const before = process.cpuUsage();
  for (const work of works) {
    const startedAt = performance.now();
    await work();
    elapsedMs.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(before);
  return { elapsedMs, cpuMs: (user + system) / 1000 / elapsedMs.length };
}

type Ones = ReturnType<typeof createOnes>;

const opening = (open: (places: Ones) => Promise<unknown>) =>
  times(Array.from({ length: ROUNDS }, () => () => open(createOnes())));

const keystrokes = (places: Ones) =>
  times(
    Array.from({ length: ROUNDS }, () => TYPED)
      .flat()
      .flatMap((text) => Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 2)))
      .map((typed) => () => places.find(typed, { limit: 8, near: NEAR })),
  );

const naming = (places: Ones) =>
  times(
    Array.from(
      { length: 200 },
      (_, step) => () => places.nameOf({ lat: (step % 170) - 85, lon: ((step * 37) % 360) - 180 }),
    ),
  );

const row = (what: string, { elapsedMs, cpuMs }: Times, bytes?: number): Row => ({
  what,
  ...(bytes === undefined ? {} : { 'kB packed': round(bytes / 1000) }),
  samples: elapsedMs.length,
  'p50 ms': round(percentile(elapsedMs, 0.5)),
  'p95 ms': round(percentile(elapsedMs, 0.95)),
  'processor ms': round(cpuMs),
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
