import { env } from 'cloudflare:workers';
import { systemClock, systemRandom, type EpochMs } from '@undertone/base/clock';
import { utf8 } from '@undertone/base/bytes';
import { NewImportSchema } from '@undertone/contract/directory-import';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyDirectory,
  imported,
  JOBS,
  LATER,
  newImportOf,
  PARTS,
  runAll,
  seen,
  UNRECORDED,
} from '../../testing/directory.ts';
import type { Audit } from '../../audit/audit.ts';
import type { Job } from '../../jobs/job.ts';
import { runJobs } from '../../jobs/run-jobs.ts';
import { createDirectoryImports } from './directory-imports.ts';
import { importFile } from './import-file.ts';
import { findImport } from './import-rows.ts';
import { runImport } from './run-import.ts';
import { scheduleDirectoryJobs } from './schedule-directory-jobs.ts';
import { postcodesIn } from './postcode-places.ts';
import { readSlice } from './read-slice.ts';
import { partKey, storedFile } from './stored-file.ts';

const DAY_MS = 24 * 3600 * 1000;
const now = () => systemClock.now();
const imports = createDirectoryImports({ ...env, JOBS }, systemRandom);

const HEADING = 'sourceId,name,lat,lon\n';
const rowsOf = (count: number, prefix = 'p') =>
  Array.from(
    { length: count },
    (_, row) => `${prefix}${row},Practice ${prefix}${row},${50 + row / 1000},10\n`,
  ).join('');

const ROWS = 5000;
const REMARK = 'r'.repeat(1000);
/** A dozen slices, most of them a column that nobody reads. */
const LARGE = `remark,${HEADING}${rowsOf(ROWS).replaceAll(/^p/gm, `${REMARK},p`)}`;

/** An import whose message nobody has delivered yet. */
async function waiting(file: string, source = 'test'): Promise<string> {
  const { fileBytes: _, ...options } = v.parse(NewImportSchema, newImportOf({ source }));
  return importFile({ ...env, JOBS: NO_JOBS }, options, utf8(file), { random: systemRandom, now: now() });
}

const NO_JOBS = { send: async () => {} } as unknown as Queue<Job>;

/** A clock by which a message's time is over once it has looked so often; 8: within the second slice. */
function inSteps(looks: number) {
  let asked = 0;
  const began = now();
  return { ...PARTS, now: () => (began + (asked++ > looks ? DAY_MS : 0)) as EpochMs };
}

/** A message's time is never over: on a slow machine a whole file takes longer than one has. */
const unhurried = () => inSteps(Infinity);

/** The same slice, read three times before any of them is stored. */
async function readAtOnce(id: string) {
  const row = (await findImport(env.DIRECTORY, id))!;
  const file = storedFile(env.ATTACHMENTS, id, 'part', row.fileBytes, null);
  const parts = { database: env.DIRECTORY, file, findPostcodes: postcodesIn(env.DIRECTORY), now: now() };
  return Promise.all([readSlice(parts, row), readSlice(parts, row), readSlice(parts, row)]);
}

const state = async (id: string) => (await findImport(env.DIRECTORY, id))!.state;
const countOf = async (table: string) =>
  (await env.DIRECTORY.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).first<{ rows: number }>())!.rows;

beforeEach(emptyDirectory);

describe('a message of the queue', () => {
  it('delivered twice at once does its work once', async () => {
    const id = await waiting(LARGE);
    await runImport(inSteps(4), id);
    expect(await state(id)).toBe('reading');
    const [before, slices] = [(await findImport(env.DIRECTORY, id))!, readAtOnce(id)];
    const outcomes = (await slices).map((read) => (read.ok ? read.value : read.error));
    expect(outcomes.filter((outcome) => outcome === 'read').length).toBe(1);
    const after = (await findImport(env.DIRECTORY, id))!;
    expect(after.progress.step).toBe(before.progress.step + 1);
    expect(await countOf('directory_entry')).toBe(after.progress.added);
    await Promise.all([runImport(unhurried(), id), runImport(unhurried(), id), runImport(unhurried(), id)]);
    await runImport(unhurried(), id);
    const done = (await findImport(env.DIRECTORY, id))!;
    expect(done).toMatchObject({ state: 'live', isClearing: false });
    expect(done.progress).toMatchObject({ rows: ROWS, added: ROWS, troubles: {} });
    expect(await countOf('directory_entry')).toBe(ROWS);
  });

  it('that breaks off anywhere is delivered again and goes on where it was', async () => {
    await imported(HEADING + rowsOf(10, 'old'));
    const id = await waiting(LARGE);
    for (let message = 0; message < 100; message++) {
      let questions = 0;
      const failing = new Proxy(env.DIRECTORY, {
        get: (database, name) => {
          if (name === 'batch' && questions++ === message % 3) throw new Error('the database is gone');
          const value = Reflect.get(database, name) as unknown;
          return typeof value === 'function' ? (value.bind(database) as unknown) : value;
        },
      });
      const outcome = await runImport({ ...PARTS, database: failing }, id).catch(() => 'failed' as const);
      if (outcome !== 'failed' && outcome !== 'more') break;
    }
    const done = (await findImport(env.DIRECTORY, id))!;
    expect(done.progress).toMatchObject({ rows: ROWS, added: ROWS, removed: 10 });
    expect(await state(id)).toBe('live');
    expect(await countOf('directory_entry WHERE died IS NULL')).toBe(ROWS);
  });

  it('hands on what it has no time for', async () => {
    const id = await waiting(LARGE);
    let messages = 1;
    while ((await runImport(inSteps(8), id)) === 'more') messages++;
    expect(messages).toBeGreaterThan(2);
    expect(await state(id)).toBe('live');
  });
});

describe('while an import is read', () => {
  it('everybody sees the version before it, and nothing of it', async () => {
    await imported(HEADING + rowsOf(3, 'old'));
    const before = await seen();
    const id = await waiting(LARGE);
    await runImport(inSteps(8), id);
    expect(await state(id)).toBe('reading');
    expect(await countOf('directory_entry')).toBeGreaterThan(3);
    expect(await seen()).toEqual(before);
  });

  it('an admin can stop it, and nothing of it stays', async () => {
    await imported(HEADING + rowsOf(3, 'old'));
    const id = await waiting(LARGE.replace(',p0,Practice p0', ',old0,Otherwise'));
    await runImport(inSteps(8), id);
    expect(await imports.cancel(id, UNRECORDED, now())).toEqual({ ok: true });
    await runAll();
    expect(await countOf('directory_entry')).toBe(3);
    expect(await countOf('directory_entry WHERE died IS NOT NULL')).toBe(0);
    expect(await countOf('directory_import_mark')).toBe(0);
    expect((await env.ATTACHMENTS.list({ prefix: `directory/${id}/` })).objects).toEqual([]);
    expect(await imports.cancel(id, UNRECORDED, now())).toEqual({ ok: false, error: 'import-state' });
  });

  it('another one waits, and no other is undone below it', async () => {
    const { id: live } = await imported(HEADING + rowsOf(3, 'old'));
    const first = await waiting(LARGE);
    await runImport(inSteps(8), first);
    const second = await waiting(HEADING + rowsOf(2, 'other'), 'other');
    expect(await runImport(unhurried(), second)).toEqual({ next: null });
    expect(await state(second)).toBe('queued');
    expect(await imports.undo(live, UNRECORDED, now())).toEqual({ ok: false, error: 'import-state' });
    expect(await runImport(unhurried(), first)).toEqual({ next: second });
    await runImport(unhurried(), second);
    expect((await seen('other')).length).toBe(2);
    expect((await seen()).length).toBe(ROWS);
  });

  it('a part that becomes another ends it', async () => {
    await imported(HEADING + rowsOf(3, 'old'));
    const id = await waiting(LARGE);
    await runImport(inSteps(8), id);
    await env.ATTACHMENTS.put(partKey(id, 'part', 0), utf8(LARGE.replaceAll('Practice', 'Surgery!')));
    await runImport(unhurried(), id);
    expect(await findImport(env.DIRECTORY, id)).toMatchObject({ state: 'failed', failure: 'upload-changed' });
    expect((await seen()).length).toBe(3);
  });
});

it('An import that is live is recorded once, however often the audit fails before, and not undone until then', async () => {
  const id = await waiting(HEADING + rowsOf(3));
  const told: unknown[] = [];
  let isAway = true;
  const audit: Audit = {
    record: async ({ action, subject }) => {
      if (isAway) throw new Error('the audit is away');
      told.push([action, subject]);
    },
  };
  for (let message = 0; message < 3; message++) {
    await expect(runImport({ ...unhurried(), audit }, id)).rejects.toThrow('the audit is away');
  }
  expect((await seen()).length).toBe(3);
  expect(await imports.undo(id, UNRECORDED, now())).toEqual({ ok: false, error: 'import-state' });
  isAway = false;
  await runImport({ ...unhurried(), audit }, id);
  await runImport({ ...unhurried(), audit }, id);
  expect(told).toEqual([['directory.imported', id]]);
  expect(await imports.undo(id, UNRECORDED, now())).toEqual({ ok: true });
  await runImport({ ...unhurried(), audit }, id);
  expect(told).toHaveLength(1);
});

describe('the daily round', () => {
  const round = async (after: number) => {
    const jobs: Job[] = [];
    const sendBatch = async (messages: Iterable<{ body: Job }>) =>
      void jobs.push(...[...messages].map(({ body }) => body));
    const JOBS_SEEN = { sendBatch } as unknown as Queue<Job>;
    await scheduleDirectoryJobs({ ...env, JOBS: JOBS_SEEN }, (now() + after) as EpochMs);
    return jobs;
  };

  it('takes up an import whose message was lost, and one that nobody finished sending', async () => {
    const stuck = await waiting(HEADING + rowsOf(3));
    const sending = await imports.create(v.parse(NewImportSchema, newImportOf()), 'somebody', now());
    expect(await round(0)).toEqual([]);
    expect(await round(DAY_MS)).toEqual([{ kind: 'directory-import', import: stuck }]);
    const abandoned = sending.ok ? sending.value : '';
    expect(await round(8 * DAY_MS)).toContainEqual({ kind: 'directory-import', import: abandoned });
    expect(await state(abandoned)).toBe('cancelled');
  });

  it('deletes what was replaced a month ago, which then can no longer be undone', async () => {
    await imported(HEADING + rowsOf(3, 'old'));
    const { id } = await imported(HEADING + rowsOf(2, 'new'));
    expect(await round(29 * DAY_MS)).toEqual([]);
    expect(await round(31 * DAY_MS)).toEqual([{ kind: 'directory-purge' }]);
    expect(await imports.undo(id, UNRECORDED, LATER(31 * DAY_MS).now())).toEqual({
      ok: false,
      error: 'import-state',
    });
    await env.DIRECTORY.prepare('UPDATE directory_version SET live_at = live_at - ?1')
      .bind(31 * DAY_MS)
      .run();
    await deliver({ kind: 'directory-purge' }, 1);
    expect(await countOf('directory_entry')).toBe(2);
    expect(await countOf('directory_version')).toBe(1);
    expect(await round(0)).toEqual([]);
    expect((await seen()).length).toBe(2);
  });
});

/** One message, as the queue hands it to the Worker; what it sends goes nowhere. */
async function deliver(body: Job, attempts: number) {
  const done: string[] = [];
  const message = { body, attempts, ack: () => done.push('ack'), retry: () => done.push('retry') };
  const compose = async () => {
    throw new Error('nothing can be composed');
  };
  await runJobs({ ...env, JOBS: NO_JOBS }, { messages: [message] } as never, compose);
  return done;
}

it('An import that fails at every attempt is given up, not set aside', async () => {
  const id = await waiting(HEADING + rowsOf(3));
  const job = { kind: 'directory-import', import: id } as const;
  expect(await deliver(job, 5)).toEqual(['retry']);
  expect(await deliver(job, 6)).toEqual(['ack']);
  expect(await findImport(env.DIRECTORY, id)).toMatchObject({ state: 'failed', failure: 'interrupted' });
});
