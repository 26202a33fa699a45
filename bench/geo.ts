/**
 * The directory of care at 100,000 and 1,000,000 generated entries: publishing, tiles, the nearest 20, a tile's body,
 * the search, and what a device does. The product's own code over Node's SQLite in the same process, its file mapped
 * into memory, so without any transport; rows read are counted by workerd's SQLite, as D1 bills them. Budgets: nearest
 * 20 of a million ≤ 1 ms p95 near people and ≤ 5 ms p95 in empty areas; every tile ≤ 64 KB gzip; ≤ 30 ms p95 on the
 * device from tiles it has; 10,000 random queries as brute force answers them.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSeededRandom } from '@undertone/base/seeded-random';
import type { TileIndex } from '@undertone/contract/directory';
import type { Position } from '@undertone/geo/position';
import { createDirectory, type Directory } from '@undertone/worker/directory/directory';
import { createBruteForce } from './geo/brute-force.ts';
import { startCountedDatabase } from './geo/counted-database.ts';
import { lookUp } from './geo/device.ts';
import { publishDirectory, writeDirectory } from './geo/made-directory.ts';
import { timePostgis } from './geo/postgis.ts';
import { emptyPlaces, nearPeople } from './geo/query-places.ts';
import { createSqliteDatabase } from './geo/sqlite-database.ts';
import { percentile, report, round, type Row } from './report.ts';

const SIZES = (process.argv[2] ?? '100000,1000000').split(',').map(Number);
const SEED = 'bench';
const QUERIES = 2000;
const CORRECTNESS_QUERIES = 10_000;
const COUNTED_QUERIES = 300;
const TILE_BODIES = 300;
const LOOKUPS = 200;
const NEAREST = 20;

const WORDS = [
  'anxiety',
  'garcia',
  'clinic ber',
  'dr smith',
  'trauma madrid',
  'hospital',
  'psychiatrist par',
  'zz',
];

const noCache = { get: async () => null, put: async () => {} };

async function timed(places: readonly Position[], work: (place: Position) => Promise<unknown>) {
  for (const place of places.slice(0, places.length / 10)) await work(place);
  const times: number[] = [];
  for (const place of places) {
    const startedAt = performance.now();
    await work(place);
    times.push(performance.now() - startedAt);
  }
  return times;
}

const spread = (samples: readonly number[], digits = 2) => ({
  p50: round(percentile(samples, 0.5), digits),
  p95: round(percentile(samples, 0.95), digits),
  most: round(percentile(samples, 1), digits),
});

const nearestOf = (directory: Directory, { lat, lon }: Position) =>
  directory.nearest({ lat, lon, radiusKm: Infinity, limit: NEAREST });

async function countRows(file: string, groups: readonly (readonly Position[])[]) {
  const counted = await startCountedDatabase(file);
  try {
    const directory = createDirectory(counted.d1, noCache);
    const rows: number[][] = [];
    for (const places of groups) {
      // Warm, as the tiles of an isolate that has answered before are.
      for (const place of places) await nearestOf(directory, place);
      const each: number[] = [];
      for (const place of places) {
        await counted.takeCounts();
        await nearestOf(directory, place);
        each.push((await counted.takeCounts()).rowsRead);
      }
      rows.push(each);
    }
    return rows;
  } finally {
    await counted.stop();
  }
}

async function wrongAnswers(directory: Directory, entries: Float64Array, random: () => number) {
  const bruteForce = createBruteForce(entries);
  const half = CORRECTNESS_QUERIES / 2;
  let wrong = 0;
  for (const place of [...nearPeople(entries, half, random), ...emptyPlaces(half, random)]) {
    const { results } = await nearestOf(directory, place);
    const expected = bruteForce(place, NEAREST);
    if (results.some(({ distanceKm }, index) => distanceKm !== expected[index])) wrong += 1;
  }
  return wrong;
}

async function measure(count: number): Promise<readonly Row[]> {
  const entriesText = count.toLocaleString('en');
  const row = (what: string, figures: Readonly<Record<string, string | number>>): Row => ({
    entries: entriesText,
    what,
    ...figures,
  });
  const folder = mkdtempSync(join(tmpdir(), 'undertone-geo-'));
  const file = join(folder, 'directory.sqlite');
  const database = createSqliteDatabase(file);
  try {
    const rows: Row[] = [];
    let startedAt = performance.now();
    await writeDirectory(database, count, SEED);
    const writeSeconds = (performance.now() - startedAt) / 1000;
    startedAt = performance.now();
    const { mostBytes } = await publishDirectory(database);
    const publishSeconds = (performance.now() - startedAt) / 1000;
    database.sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE); ANALYZE');
    const megabytes = (bytes: number) => `${round(bytes / 1e6, 0)} MB`;
    rows.push(
      row('write, s', { p50: round(writeSeconds, 1), note: `${megabytes(statSync(file).size)} in the end` }),
    );
    rows.push(
      row('publish, s', {
        p50: round(publishSeconds, 1),
        note: `${megabytes(mostBytes)} of memory more at most`,
      }),
    );

    const directory = createDirectory(database.d1, noCache);
    const packed = await directory.tileIndex();
    const index = JSON.parse(gunzipSync(packed.gzipped).toString()) as TileIndex;
    const tiles = database.sqlite
      .prepare('SELECT entries, gzip_bytes AS bytes FROM directory_tile WHERE version = 1')
      .all() as { entries: number; bytes: number }[];
    const indexText = `${tiles.length} tiles; their index ${round(packed.gzipped.length / 1024, 1)} KB gzip`;
    rows.push(
      row('tile, KB gzip', {
        ...spread(
          tiles.map(({ bytes }) => bytes / 1024),
          1,
        ),
        note: indexText,
      }),
    );
    const fewest = Math.min(...tiles.map(({ entries }) => entries));
    rows.push(
      row('tile, entries', {
        ...spread(
          tiles.map(({ entries }) => entries),
          0,
        ),
        note: `${fewest} at least`,
      }),
    );

    const entries = new Float64Array(count * 2);
    let at = 0;
    for (const { lat, lon } of database.sqlite
      .prepare('SELECT lat, lon FROM directory_entry')
      .iterate() as Iterable<{
      lat: number;
      lon: number;
    }>) {
      entries[at++] = lat;
      entries[at++] = lon;
    }
    const random = createSeededRandom(20);
    const groups = [nearPeople(entries, QUERIES, random), emptyPlaces(QUERIES, random)] as const;
    const names = ['near people', 'at sea, poles, antimeridian'];
    const rowsRead = await countRows(
      file,
      groups.map((places) => places.slice(0, COUNTED_QUERIES)),
    );
    for (const [group, places] of groups.entries()) {
      const times = await timed(places, (place) => nearestOf(directory, place));
      const read = spread(rowsRead[group]!, 0);
      const note = `rows read ${read.p50} p50, ${read.p95} p95`;
      rows.push(row(`nearest ${NEAREST} ${names[group]}, ms`, { ...spread(times, 3), note }));
    }
    const wrong = await wrongAnswers(directory, entries, random);
    rows.push(
      row(`nearest ${NEAREST} unlike brute force`, { p50: wrong, note: `of ${CORRECTNESS_QUERIES} queries` }),
    );

    const asked = Array.from(
      { length: TILE_BODIES },
      () => index.tiles[Math.floor(random() * index.tiles.length)]!,
    );
    const bodies: number[] = [];
    for (const [id, , , , , digest] of asked) {
      startedAt = performance.now();
      await directory.tile(Number.parseInt(id, 16), digest);
      bodies.push(performance.now() - startedAt);
    }
    rows.push(
      row('body of a tile that no cache has, ms', { ...spread(bodies), note: 'query, gzip, digest' }),
    );
    const searches: number[] = [];
    for (const q of Array.from({ length: 25 }, () => WORDS).flat()) {
      startedAt = performance.now();
      await directory.search({ q, limit: NEAREST });
      searches.push(performance.now() - startedAt);
    }
    rows.push(row('search, ms', { ...spread(searches), note: `${WORDS.length} queries` }));

    const lookups = [];
    for (const place of groups[0].slice(0, LOOKUPS)) lookups.push(await lookUp(directory, place));
    const loaded = spread(
      lookups.map(({ tiles: loadedTiles }) => loadedTiles),
      0,
    );
    const amount = spread(
      lookups.map(({ gzipBytes }) => gzipBytes / 1024),
      0,
    );
    rows.push(
      row('on the device, from tiles it has, ms', {
        ...spread(lookups.map(({ cachedMs }) => cachedMs)),
        note: `loaded before: ${loaded.p50} tiles p50, ${loaded.p95} p95; ${amount.p50} KB gzip p50, ${amount.p95} p95`,
      }),
    );

    const postgis = await timePostgis(entries, groups);
    for (const [group, name] of names.entries()) {
      const what = `PostGIS, nearest ${NEAREST} ${name}, ms`;
      if (postgis === null)
        rows.push(row(what, { note: 'skipped: PostgreSQL with PostGIS is not installed' }));
      else
        rows.push(
          row(what, {
            ...spread(postgis.times[group]!, 3),
            note: `geography <->, PostGIS ${postgis.version}`,
          }),
        );
    }
    return rows;
  } finally {
    database.sqlite.close();
    rmSync(folder, { recursive: true });
  }
}

const rows: Row[] = [];
for (const size of SIZES) rows.push(...(await measure(size)));
const { sqlite } = createSqliteDatabase(':memory:');
const { version } = sqlite.prepare('SELECT sqlite_version() AS version').get() as { version: string };
report('geo', `Directory of care, without transport, SQLite ${version} of Node`, rows);
