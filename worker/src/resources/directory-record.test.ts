import { env } from 'cloudflare:workers';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { utf8 } from '@undertone/base/bytes';
import { NewImportSchema } from '@undertone/contract/directory-import';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import { createCareReports } from '../directory/care-reports.ts';
import { createDirectoryImports } from '../directory/import/directory-imports.ts';
import { findImport } from '../directory/import/import-rows.ts';
import { bytesOfPart, putPart } from '../directory/import/put-part.ts';
import { emptyDirectory, imported, JOBS, newImportOf, seen, UNRECORDED } from '../testing/directory.ts';
import { giveSecondFactor } from '../testing/standing.ts';
import { createWorkerClient, signUp, type WorkerClient } from '../testing/worker-client.ts';

/* The directory and the audit are two databases: what becomes of one when the other fails. */

const FILE = 'id,name,lat,lon\na,Anna,50,10\n';
const imports = createDirectoryImports({ ...env, JOBS }, systemRandom);
const now = () => systemClock.now();

let told: AuditEvent[] = [];
let onRecord: (event: AuditEvent) => Promise<void> = async () => {};
const audit: Audit = {
  record: async (event) => {
    await onRecord(event);
    if (event.action.startsWith('directory.')) told.push(event);
  },
};
const outcomes = () => told.map(({ action, outcome }) => `${action} ${outcome}`);

/** A database that answers, but of which no statement of this kind arrives. */
const without = (kind: RegExp) =>
  new Proxy(env.DIRECTORY, {
    get: (database, name) => {
      if (name === 'prepare') {
        return (sql: string) => {
          if (kind.test(sql)) throw new Error('the directory is away');
          return database.prepare(sql);
        };
      }
      const value = Reflect.get(database, name) as unknown;
      return typeof value === 'function' ? (value.bind(database) as unknown) : value;
    },
  });

let admin: WorkerClient;
/** The same admin, while nothing can be changed in the directory. */
let unlucky: WorkerClient;

beforeAll(async () => {
  admin = await createWorkerClient({ audit, directoryImports: imports });
  const { accountId } = await signUp(admin);
  await giveSecondFactor(accountId);
  await env.DB.prepare('UPDATE user SET is_super_admin = 1 WHERE id = ?1').bind(accountId).run();
  const away = without(/^\s*UPDATE/);
  unlucky = await createWorkerClient({
    audit,
    directoryImports: createDirectoryImports({ ...env, DIRECTORY: away, JOBS }, systemRandom),
    careReports: createCareReports(away),
  });
  unlucky.cookie = admin.cookie;
});

beforeEach(async () => {
  await emptyDirectory();
  [told, onRecord] = [[], async () => {}];
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

async function uploaded(): Promise<string> {
  const bytes = utf8(FILE);
  const created = await imports.create(
    v.parse(NewImportSchema, newImportOf({ fileBytes: bytes.length })),
    'somebody',
    now(),
  );
  const importId = created.ok ? created.value : '';
  const stream = new Response(bytes).body!;
  const at = { importId, part: 0 };
  const parts = { database: env.DIRECTORY, bucket: env.ATTACHMENTS };
  await putPart(parts, at, { stream, length: bytesOfPart(bytes.length, 0) }, now());
  return importId;
}

const liveOne = async () => (await imported(FILE)).id;
const anna = async () =>
  (await env.DIRECTORY.prepare('SELECT public_id FROM directory_entry').first<string>('public_id'))!;
const stateOf = async (id: string) => (await findImport(env.DIRECTORY, id))!.state;

interface Act {
  readonly name: string;
  readonly subject: () => Promise<string>;
  readonly path: (subject: string) => string;
  readonly call: readonly [method: string, rest: string, body?: object];
  /** What shows whether it was done. */
  readonly seen: (subject: string) => Promise<unknown>;
}

const importPath = (id: string) => `/admin/directory/imports/${id}`;
const ACTS: readonly Act[] = [
  {
    ...{ name: 'directory.import-started', subject: uploaded, path: importPath, seen: stateOf },
    call: ['POST', '/start', { dryRun: false }],
  },
  {
    ...{ name: 'directory.import-cancelled', subject: uploaded, path: importPath, seen: stateOf },
    call: ['DELETE', ''],
  },
  {
    ...{ name: 'directory.import-undone', subject: liveOne, path: importPath, seen: stateOf },
    call: ['POST', '/undo'],
  },
  {
    name: 'directory.entry-hidden',
    subject: async () => {
      await liveOne();
      return anna();
    },
    path: (entry) => `/admin/directory/reports/${entry}`,
    call: ['PUT', '', { outcome: 'hidden' }],
    seen: () => seen(),
  },
];

describe.each(ACTS)('$name', ({ name, subject, path, call: [method, rest, body], seen: look }) => {
  const act = (client: WorkerClient, id: string) => client.call(method, path(id) + rest, body);

  it('is recorded, and then done', async () => {
    const id = await subject();
    const before = await look(id);
    let atRecord: unknown;
    onRecord = async ({ action }) => {
      if (action === name) atRecord = await look(id);
    };
    expect([200, 204]).toContain((await act(admin, id)).status);
    expect(atRecord).toEqual(before);
    expect(await look(id)).not.toEqual(before);
    expect(outcomes()).toEqual([`${name} done`]);
  });

  it('is not done while the audit takes no row', async () => {
    const id = await subject();
    const before = await look(id);
    onRecord = () => Promise.reject(new Error('the audit is away'));
    expect((await act(admin, id)).status).toBe(500);
    expect(await look(id)).toEqual(before);
    onRecord = async () => {};
    expect([200, 204]).toContain((await act(admin, id)).status);
  });

  it('stands in the audit even if the directory then fails, and can be asked for again', async () => {
    const id = await subject();
    const before = await look(id);
    expect((await act(unlucky, id)).status).toBe(500);
    expect(outcomes()).toEqual([`${name} done`]);
    expect(await look(id)).toEqual(before);
    expect([200, 204]).toContain((await act(admin, id)).status);
    expect(outcomes()).toEqual([`${name} done`, `${name} done`]);
  });

  it('leaves no row where it was never possible', async () => {
    const id = await subject();
    await emptyDirectory();
    expect((await act(admin, id)).status).toBe(404);
    expect(told).toEqual([]);
  });
});

it('An act that somebody else was faster than gets a second row, which says that it was refused', async () => {
  const id = await uploaded();
  onRecord = async ({ outcome }) => {
    if (outcome === 'done') await imports.cancel(id, UNRECORDED, now());
  };
  const reply = await admin.call('POST', `${importPath(id)}/start`, { dryRun: false });
  expect(reply.body.code).toBe('import-state');
  expect(outcomes()).toEqual(['directory.import-started done', 'directory.import-started refused']);
});
