import { env } from 'cloudflare:workers';
import { systemClock, systemRandom } from '@undertone/base/clock';
import type { Tile, TileIndex } from '@undertone/contract/directory';
import { beforeEach, expect, it } from 'vitest';
import { gunzip } from '../http/gzip.ts';
import type { SharedBody } from '../http/shared-body.ts';
import { emptyDirectory, imported, JOBS, runAll, UNRECORDED } from '../testing/directory.ts';
import { createCareReports } from './care-reports.ts';
import { createDirectory } from './directory.ts';
import type { EdgeCache } from './edge-cache.ts';
import { createDirectoryImports } from './import/directory-imports.ts';

const HEADING = 'sourceId,name,kind,lat,lon\n';
const ANNA = 'a,Anna,doctor,50,10\n';
const BEN = 'b,Ben,doctor,51,10\n';

function cacheThatKeeps(): EdgeCache {
  const kept = new Map<string, Awaited<ReturnType<EdgeCache['get']>>>();
  return {
    get: async (name) => kept.get(name) ?? null,
    put: async (name, bytes) => void kept.set(name, bytes),
  };
}

async function parsed(body: SharedBody | null): Promise<unknown> {
  return body === null ? null : JSON.parse(await new Response(await gunzip(body.gzipped)).text());
}

beforeEach(emptyDirectory);

it('stay hidden in the version that an undo puts back, and hide nobody else there', async () => {
  const directory = createDirectory(env.DIRECTORY, cacheThatKeeps());
  const shown = async () => {
    const index = (await parsed(await directory.tileIndex())) as TileIndex;
    const [[id, , , , , digest]] = index.tiles as [TileIndex['tiles'][number]];
    const tile = (await parsed(await directory.tile(Number.parseInt(id, 16), digest))) as Tile | null;
    return tile?.entries.map(({ name }) => name);
  };
  await imported(HEADING + ANNA + BEN);
  expect(await shown()).toEqual(['Anna', 'Ben']);
  const second = await imported(`${HEADING}${ANNA}${BEN}c,Carla,doctor,52,10\n`);
  const { public_id: anna } = (await env.DIRECTORY.prepare(
    `SELECT public_id FROM directory_entry WHERE source_id = 'a'`,
  ).first<{ public_id: string }>())!;
  await createCareReports(env.DIRECTORY).resolve(anna, 'hidden', UNRECORDED);
  expect(await shown()).toEqual(['Ben', 'Carla']);
  await createDirectoryImports({ ...env, JOBS }, systemRandom).undo(second.id, UNRECORDED, systemClock.now());
  await runAll();
  expect(await shown()).toEqual(['Ben']);
});

it('stay hidden when an import takes them out and another brings them back', async () => {
  const directory = createDirectory(env.DIRECTORY, cacheThatKeeps());
  await imported(HEADING + ANNA + BEN);
  const { public_id: anna } = (await env.DIRECTORY.prepare(
    `SELECT public_id FROM directory_entry WHERE source_id = 'a'`,
  ).first<{ public_id: string }>())!;
  await createCareReports(env.DIRECTORY).resolve(anna, 'hidden', UNRECORDED);
  await imported(HEADING + BEN);
  await imported(`${HEADING}a,Anna Again,doctor,50,10\n${BEN}`);
  expect(await directory.entry(anna)).toBeNull();
  await createCareReports(env.DIRECTORY).resolve(anna, 'kept', UNRECORDED);
  expect(await directory.entry(anna)).toMatchObject({ name: 'Anna Again' });
});

it('that people reported stand in the list while an import that replaces them is still being made', async () => {
  const reports = createCareReports(env.DIRECTORY);
  await imported(HEADING + ANNA + BEN);
  await env.DIRECTORY.prepare(
    `INSERT INTO directory_report SELECT public_id, 'closed', 1, '2026-11-21' FROM directory_entry WHERE source_id = 'a'`,
  ).run();
  await env.DIRECTORY.prepare(`UPDATE directory_entry SET died = 2 WHERE source_id = 'a'`).run();
  expect(await reports.list()).toMatchObject([{ name: 'Anna', reason: 'closed', count: 1 }]);
  await env.DIRECTORY.prepare(`UPDATE directory_entry SET died = 1 WHERE source_id = 'a'`).run();
  expect(await reports.list()).toEqual([]);
});

it('are listed by name until they are shown again, and told apart from what its source no longer has', async () => {
  const reports = createCareReports(env.DIRECTORY);
  const directory = createDirectory(env.DIRECTORY, cacheThatKeeps());
  const idOf = async (sourceId: string) =>
    (await env.DIRECTORY.prepare('SELECT public_id AS id FROM directory_entry WHERE source_id = ?1')
      .bind(sourceId)
      .first<{ id: string }>())!.id;
  expect(await reports.hidden()).toEqual([]);
  await imported(HEADING + ANNA + BEN);
  const [anna, ben] = [await idOf('a'), await idOf('b')];
  for (const entry of [ben, anna]) await reports.resolve(entry, 'hidden', UNRECORDED);
  await imported(`${HEADING}${ANNA.replace('Anna', 'Anna Again')}c,Carla,doctor,52,10\n`);
  expect(await reports.hidden()).toEqual([
    { entry: anna, name: 'Anna Again', source: 'test', isListed: true },
    { entry: ben, name: 'Ben', source: 'test', isListed: false },
  ]);
  await reports.resolve(anna, 'shown', UNRECORDED);
  expect((await reports.hidden()).map(({ name }) => name)).toEqual(['Ben']);
  expect(await directory.entry(anna)).toMatchObject({ name: 'Anna Again' });
});
