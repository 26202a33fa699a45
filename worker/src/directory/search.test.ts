import { env } from 'cloudflare:workers';
import type { EpochMs } from '@undertone/base/clock';
import { createSeededRandom } from '@undertone/base/seeded-random';
import type { CareEntry } from '@undertone/contract/directory';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearDirectory, goLive, madeEntry, writeEntries } from '../testing/directory-fixtures.ts';
import { createWorkerClient, type WorkerClient } from '../testing/worker-client.ts';
import { matchOf } from './search.ts';

const random = createSeededRandom(8);
const berlin = { lat: 52.5, lon: 13.4 };
const listed = {
  jose: madeEntry(berlin, random, { name: 'José Núñez', locality: 'Málaga', languages: ['es'] }),
  trauma: madeEntry(berlin, random, {
    name: 'Anna Berg',
    specialities: ['trauma', 'EMDR'],
    kind: 'psychologist',
  }),
  malaga: madeEntry(berlin, random, { name: 'Malaga Clinic', kind: 'clinic', telehealth: true }),
  quoted: madeEntry(berlin, random, { name: `O'Neill "Sunny" AND Sons` }),
  asian: madeEntry(berlin, random, { name: '心理診所' }),
};

let client: WorkerClient;

beforeAll(async () => {
  client = await createWorkerClient();
  await clearDirectory(env.DIRECTORY);
  await writeEntries(env.DIRECTORY, 1, Object.values(listed));
  await goLive(env.DIRECTORY, 1);
});

const search = async (query: Record<string, string>): Promise<readonly CareEntry[]> => {
  const { status, body } = await client.call(
    'GET',
    `/doctors/search?${new URLSearchParams(query).toString()}`,
  );
  expect(status).toBe(200);
  return body.results;
};

describe('the search', () => {
  it('finds by name, speciality and place, whatever the accents and capitals, by beginnings too', async () => {
    expect(await search({ q: 'jose nunez' })).toEqual([listed.jose]);
    expect(await search({ q: 'emdr' })).toEqual([listed.trauma]);
    expect(await search({ q: 'BERG tra' })).toEqual([listed.trauma]);
    expect(await search({ q: '心理' })).toEqual([listed.asian]);
    expect(await search({ q: 'nobody' })).toEqual([]);
  });

  it('puts a name before a place', async () => {
    expect(await search({ q: 'malaga' })).toEqual([listed.malaga, listed.jose]);
  });

  it('keeps to what is asked beside', async () => {
    expect(await search({ q: 'malaga', kind: 'clinic' })).toEqual([listed.malaga]);
    expect(await search({ q: 'malaga', language: 'es' })).toEqual([listed.jose]);
    expect(await search({ q: 'malaga', telehealth: 'true' })).toEqual([listed.malaga]);
    expect(await search({ q: 'malaga', limit: '1' })).toHaveLength(1);
  });

  it('takes no word for an operator, and no sign for syntax', async () => {
    expect(await search({ q: `o'neill "sunny` })).toEqual([listed.quoted]);
    expect(await search({ q: 'sunny AND' })).toEqual([listed.quoted]);
    for (const q of [
      'anna NOT berg',
      'name:anna',
      'anna OR',
      '""',
      '**',
      '(((',
      'NEAR(a b)',
      '🙂🙂',
      `'; DROP`,
    ]) {
      expect((await search({ q })).length).toBeLessThan(2);
    }
  });

  it('answers any text that it is asked for', async () => {
    const { directory } = client.dependencies;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 2, maxLength: 40 }), async (q) => {
        expect((await directory.search({ q, limit: 5 })).version).toBe(1);
      }),
      { numRuns: 200 },
    );
    expect(matchOf('🙂')).toBeNull();
  });

  it('forgets an entry that is deleted', async () => {
    await env.DIRECTORY.prepare('DELETE FROM directory_entry WHERE public_id = ?1')
      .bind(listed.asian.id)
      .run();
    expect(await search({ q: '心理' })).toEqual([]);
    const left = await env.DIRECTORY.prepare('SELECT count(*) AS count FROM directory_position').first(
      'count',
    );
    expect(left).toBe(4);
  });
});

describe('a search for what very many have', () => {
  const COMMON = 2100;
  const many = (name: string) =>
    Array.from({ length: COMMON }, (_, each) => madeEntry(berlin, random, { name: `${name} ${each}` }));
  const end = (before: number, at: number) =>
    env.DIRECTORY.prepare('UPDATE directory_entry SET died = ?2 WHERE born = ?1').bind(before, at).run();

  afterAll(async () => {
    await clearDirectory(env.DIRECTORY);
    await writeEntries(env.DIRECTORY, 1, Object.values(listed));
    await goLive(env.DIRECTORY, 1);
  });

  it('finds those of today among those of before and those of an import under way', async () => {
    await clearDirectory(env.DIRECTORY);
    const steady = madeEntry(berlin, random, { name: 'House of common words' });
    await writeEntries(env.DIRECTORY, 1, [...many('Common before'), steady]);
    await writeEntries(env.DIRECTORY, 2, many('Common now'));
    await end(1, 2);
    await env.DIRECTORY.prepare('UPDATE directory_entry SET died = NULL WHERE public_id = ?1')
      .bind(steady.id)
      .run();
    await goLive(env.DIRECTORY, 2);
    const now = await search({ q: 'common' });
    expect(now).toHaveLength(20);
    expect(now.every(({ name }) => name.startsWith('Common now'))).toBe(true);

    await writeEntries(env.DIRECTORY, 3, many('Common to come'));
    expect(await search({ q: 'common' })).toEqual(now);

    await env.DIRECTORY.prepare('DELETE FROM directory_entry WHERE born = 3').run();
    await end(2, 3);
    await goLive(env.DIRECTORY, 3);
    expect(await search({ q: 'common' })).toEqual([steady]);
  });
});

describe('one entry', () => {
  it('is found by its id', async () => {
    expect((await client.call('GET', `/doctors/entries/${listed.jose.id}`)).body).toEqual(listed.jose);
    expect((await client.call('GET', '/doctors/entries/AAAAAAAAAAAAAAAA')).status).toBe(404);
  });

  it('counts what people say is wrong by reason and day, and keeps nothing else', async () => {
    const path = `/doctors/entries/${listed.jose.id}/reports`;
    const lastMoment = Date.UTC(2028, 1, 29, 23, 59, 59, 999) as EpochMs;
    const standing = await createWorkerClient({ clock: { now: () => lastMoment } });
    for (const reason of ['closed', 'moved', 'closed']) {
      const reply = await standing.call('POST', path, { reason });
      expect([reply.status, reply.headers.has('set-cookie')]).toEqual([204, false]);
    }
    const { results } = await env.DIRECTORY.prepare('SELECT * FROM directory_report ORDER BY reason').all();
    const day = '2028-02-29';
    expect(results).toEqual([
      { public_id: listed.jose.id, reason: 'closed', count: 2, day },
      { public_id: listed.jose.id, reason: 'moved', count: 1, day },
    ]);
    expect((await client.call('POST', path, { reason: 'because' })).status).toBe(400);
    const other = await client.call('POST', '/doctors/entries/AAAAAAAAAAAAAAAA/reports', {
      reason: 'closed',
    });
    expect(other.status).toBe(404);
  });
});
