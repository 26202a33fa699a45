import { env } from 'cloudflare:workers';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { emptyDirectory } from '../testing/directory.ts';
import { answerSampleDirectory } from './sample-directory.ts';

const CSV = 'sourceId,name,kind,lat,lon,country\n1,Sample Clinic at Amber Brook,clinic,40.4,-3.7,ES\n';
const URL = 'http://localhost/dev/sample-directory';

let queued: unknown[];
const environment = {
  ...env,
  JOBS: { send: async (job: unknown) => void queued.push(job) } as unknown as typeof env.JOBS,
};

beforeEach(async () => {
  queued = [];
  await emptyDirectory();
});

// An import that waits would keep those of other files from going on.
afterAll(emptyDirectory);

const ask = () => answerSampleDirectory(new Request(URL), environment);
const send = (type = 'text/csv') =>
  answerSampleDirectory(
    new Request(URL, { method: 'POST', body: CSV, headers: { 'content-type': type } }),
    environment,
  );

it('takes nothing that another site’s page could send unasked', async () => {
  expect((await send('text/plain')).status).toBe(415);
  expect(queued).toEqual([]);
});

it('is wanted until something was imported, and taken once', async () => {
  expect(await (await ask()).json()).toEqual({ isWanted: true });
  expect((await send()).status).toBe(202);
  expect(queued).toMatchObject([{ kind: 'directory-import' }]);
  expect(await (await ask()).json()).toEqual({ isWanted: false });
  expect((await send()).status).toBe(409);
  expect(queued).toHaveLength(1);
});

it('says in its source that it is made up', async () => {
  await send();
  const { options } = (await env.DIRECTORY.prepare('SELECT options FROM directory_import').first<{
    options: string;
  }>())!;
  expect(JSON.parse(options)).toMatchObject({ source: { id: 'sample', isSample: true } });
});
