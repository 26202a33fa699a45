import { env } from 'cloudflare:workers';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { concatBytes, utf8 } from '@undertone/base/bytes';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDirectoryImports } from '../directory/import/directory-imports.ts';
import { purgeSlice } from '../directory/import/purge-slice.ts';
import { emptyDirectory, imported, JOBS, newImportOf, runAll, seen } from '../testing/directory.ts';
import { giveSecondFactor } from '../testing/standing.ts';
import { createWorkerClient, ORIGIN, signUp, type WorkerClient } from '../testing/worker-client.ts';

const IMPORTS = '/admin/directory/imports';
const HEADING = 'id,name,lat,lon\n';
const FILE = `${HEADING}a,Anna,50,10\nb,,50,10\nc,Carla,51,10\n`;

let admin: WorkerClient;
let accountId: string;

beforeAll(async () => {
  admin = await createWorkerClient({
    directoryImports: createDirectoryImports({ ...env, JOBS }, systemRandom),
  });
  ({ accountId } = await signUp(admin));
  await giveSecondFactor(accountId);
  await env.DB.prepare('UPDATE user SET is_super_admin = 1 WHERE id = ?1').bind(accountId).run();
});

beforeEach(emptyDirectory);

async function begin(fileBytes: number): Promise<string> {
  const reply = await admin.call('POST', IMPORTS, newImportOf({ fileBytes }));
  expect(reply).toMatchObject({ status: 201, body: { state: 'uploading', partsReceived: [] } });
  return reply.body.id;
}

async function send(id: string, part: number, bytes: Uint8Array<ArrayBuffer>) {
  const response = await admin.send(`${IMPORTS}/${id}/parts/${part}`, {
    method: 'PUT',
    headers: {
      ...{ origin: ORIGIN, 'content-type': 'application/octet-stream' },
      'content-length': String(bytes.length),
    },
    body: bytes,
  });
  const text = await response.text();
  return text === '' ? response.status : (JSON.parse(text) as { code: string }).code;
}

const start = (id: string, dryRun = false) => admin.call('POST', `${IMPORTS}/${id}/start`, { dryRun });
const get = async (id: string) => (await admin.call('GET', `${IMPORTS}/${id}`)).body;

const actions = async () => {
  const { entries } = (await admin.call('GET', '/admin/audit')).body as {
    entries: { action: string; subject: string | null; actor: string }[];
  };
  return entries.map(({ action, subject }) => `${action} ${subject}`);
};

describe('an admin', () => {
  it('sends a file, tries it, imports it, sees what was left out, and undoes it', async () => {
    const bytes = utf8(FILE);
    const trial = await begin(bytes.length);
    expect(await send(trial, 0, bytes)).toBe(204);
    expect(await start(trial, true)).toMatchObject({
      status: 200,
      body: { state: 'queued', isDryRun: true },
    });
    await runAll();
    expect(await get(trial)).toMatchObject({ state: 'checked', rows: 3, added: 2 });

    const id = await begin(bytes.length);
    await send(id, 0, bytes);
    await start(id);
    await runAll();
    expect((await admin.call('GET', IMPORTS)).body).toMatchObject({
      ...{ liveVersion: 1, entries: 2 },
      imports: [
        { id, state: 'live', added: 2, troubles: { 'missing-name': 1 }, canUndo: true, version: 1 },
        { id: trial, state: 'checked' },
      ],
    });
    expect((await admin.call('GET', `${IMPORTS}/${id}/errors`)).body).toEqual({
      errors: [{ row: 3, trouble: 'missing-name', field: 'name', excerpt: null }],
      more: false,
    });
    expect((await admin.call('GET', '/doctors/tiles')).body).toMatchObject({
      entries: 2,
      sources: [{ id: 'test', name: 'TEST', licence: 'CC0 1.0', isSample: false }],
    });

    const undone = await admin.call('POST', `${IMPORTS}/${id}/undo`);
    expect(undone).toMatchObject({ status: 200, body: { state: 'undone', canUndo: false } });
    expect(await seen()).toEqual([]);
    const acts = await actions();
    expect(acts).toContain(`directory.import-started ${id}`);
    expect(acts).toContain(`directory.import-undone ${id}`);
    expect(acts).not.toContain(`directory.import-started ${trial}`);
    await runAll();
  });

  it('goes on with an upload that broke off, part by part', async () => {
    const remark = 'r'.repeat(200_000);
    const rows = Array.from({ length: 45 }, (_, row) => `${remark},p${row},Practice ${row},5${row % 5},10\n`);
    const file = utf8(`remark,${HEADING}${rows.join('')}`);
    const [first, last] = [file.slice(0, IMPORT_LIMITS.partBytes), file.slice(IMPORT_LIMITS.partBytes)];
    const id = await begin(file.length);
    expect(await send(id, 1, last)).toBe(204);
    expect((await start(id)).body.code).toBe('import-state');
    expect(await get(id)).toMatchObject({ state: 'uploading', partsReceived: [1] });
    expect(await send(id, 0, last)).toBe('invalid-request');
    expect(await send(id, 2, last)).toBe('invalid-request');
    expect(await send(id, 0, first)).toBe(204);
    expect(await send(id, 1, last)).toBe(204);
    expect((await start(id)).status).toBe(200);
    expect(await send(id, 1, last)).toBe('import-state');
    await runAll();
    expect(await get(id)).toMatchObject({
      state: 'live',
      rows: 45,
      added: 45,
      troubles: {},
    });
  });

  it('who sends a part again with other bytes is told that the file has changed', async () => {
    const bytes = utf8(FILE);
    const id = await begin(bytes.length);
    await send(id, 0, bytes);
    expect(await send(id, 0, utf8(FILE.replace('Anna', 'Anne')))).toBe('import-state');
    expect(await get(id)).toMatchObject({ state: 'failed', failure: 'upload-changed' });
  });

  it('keeps nothing of an upload that is cut short', async () => {
    const bytes = utf8(FILE);
    const id = await begin(bytes.length);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    void writer.write(bytes.subarray(0, 10)).then(() => writer.close());
    const response = await admin.send(`${IMPORTS}/${id}/parts/0`, {
      method: 'PUT',
      headers: {
        ...{ origin: ORIGIN, 'content-type': 'application/octet-stream' },
        'content-length': String(bytes.length),
      },
      body: readable,
    });
    expect(response.status).toBe(503);
    expect(await get(id)).toMatchObject({ partsReceived: [] });
    expect(await send(id, 0, bytes)).toBe(204);
  });

  it('stops an import', async () => {
    const id = await begin(5);
    expect((await admin.call('DELETE', `${IMPORTS}/${id}`)).status).toBe(204);
    expect((await admin.call('DELETE', `${IMPORTS}/${id}`)).body.code).toBe('import-state');
    expect((await admin.call('POST', `${IMPORTS}/${id}/undo`)).body.code).toBe('import-state');
    await runAll();
    expect(await get(id)).toMatchObject({ state: 'cancelled' });
  });

  it('has only so many open at a time', async () => {
    for (let open = 0; open < 10; open++) await begin(5);
    expect((await admin.call('POST', IMPORTS, newImportOf({ fileBytes: 5 }))).body.code).toBe('too-many');
  });

  it('is told of an import that there is not', async () => {
    const path = `${IMPORTS}/${crypto.randomUUID()}`;
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['GET', '/errors', undefined],
      ['DELETE', '', undefined],
      ['POST', '/undo', undefined],
      ['POST', '/start', { dryRun: false }],
    ] as const) {
      expect((await admin.call(method, path + rest, body)).status).toBe(404);
    }
    expect(await send(crypto.randomUUID(), 0, concatBytes(utf8('x')))).toBe('not-found');
  });
});

describe('what people said of a listing', () => {
  const entryOf = async (name: string): Promise<string> =>
    (await env.DIRECTORY.prepare(`SELECT public_id FROM directory_entry WHERE entry ->> 'name' = ?1`)
      .bind(name)
      .first<string>('public_id'))!;
  const listed = async () => {
    const { tiles } = (await admin.call('GET', '/doctors/tiles')).body as { tiles: [string][] };
    const { entries } = (await admin.call('GET', `/doctors/tiles/${tiles[0]![0]}`)).body as {
      entries: { name: string }[];
    };
    return entries.map(({ name }) => name).sort();
  };

  it('is shown to admins, who hide it for good or keep it', async () => {
    await imported(FILE);
    const [anna, carla] = [await entryOf('Anna'), await entryOf('Carla')];
    for (const entry of [anna, anna, carla]) {
      const reply = await admin.call('POST', `/doctors/entries/${entry}/reports`, { reason: 'closed' });
      expect(reply.status).toBe(204);
    }
    const reports = async () => (await admin.call('GET', '/admin/directory/reports')).body.reports;
    expect(await reports()).toMatchObject([
      { entry: anna, name: 'Anna', source: 'test', reason: 'closed', count: 2 },
      { entry: carla, name: 'Carla', count: 1 },
    ]);
    const resolve = (entry: string, outcome: string) =>
      admin.call('PUT', `/admin/directory/reports/${entry}`, { outcome });
    expect((await resolve(anna, 'hidden')).status).toBe(204);
    expect((await resolve(carla, 'kept')).status).toBe(204);
    expect((await resolve('A'.repeat(16), 'hidden')).status).toBe(404);
    expect(await reports()).toEqual([]);
    expect(await listed()).toEqual(['Carla']);
    expect(await actions()).toContain(`directory.entry-hidden ${anna}`);

    await imported(FILE.replace('Anna', 'Anna Again'));
    expect(await listed()).toEqual(['Carla']);
    // Gone for a while, for longer than anything else is kept, and back again.
    await imported(FILE.replace('a,Anna', 'z,Zoe'));
    await env.DIRECTORY.prepare('UPDATE directory_version SET live_at = 1').run();
    while ((await purgeSlice(env.DIRECTORY, systemClock.now())) === 'more');
    await imported(FILE.replace('Anna', 'Anna Again'));
    expect(await listed()).toEqual(['Carla']);
    await resolve(anna, 'kept');
    expect(await listed()).toEqual(['Anna Again', 'Carla']);
  });
});
