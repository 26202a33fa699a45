import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PushedOp, SyncReply, SyncRequest } from '@undertone/contract/sync';
import { expect, onTestFinished } from 'vitest';
import { startProduct } from '../scripts/product.ts';
import { freePort } from '../scripts/free-port.ts';
import { journey } from './journey.ts';
import {
  entryRow,
  giveCredentials,
  goTo,
  isSynced,
  keepWords,
  newCredentials,
  open,
  paper,
  putWordsAside,
  readingWords,
  says,
  signIn,
  signUp,
} from './person.ts';
import type { WireReply, WireRequest } from './recorder.ts';

const isExchange = ({ path, method }: WireRequest) => path === '/api/v1/sync' && method === 'POST';

function jsonReply(status: number, body: unknown, contentType = 'application/json'): WireReply {
  return { status, headers: [['content-type', contentType]], body: Buffer.from(JSON.stringify(body)) };
}

journey(
  'an ended session is said, writing goes on, and signing in again sends what waited',
  async ({ newDevice }) => {
    const person = newCredentials();
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await signUp(page, person);
    await putWordsAside(page);
    await keepWords(page, 'Before the session ended.');
    await isSynced(page);

    await device.context.clearCookies();
    await keepWords(page, 'After the session ended.');
    await says(page, 'Your session has ended. Writing goes on as ever; syncing waits.');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
    await says(page, 'Nothing is lost.');
    expect(await page.getByLabel('Email').inputValue()).toBe(person.email);
    await giveCredentials(page, person);
    await paper(page).waitFor();
    await isSynced(page);

    const second = await (await newDevice()).newPage();
    await open(second);
    await signIn(second, person);
    await goTo(second, 'Journal');
    await entryRow(second, 'Before the session ended.').waitFor();
    await entryRow(second, 'After the session ended.').waitFor();
  },
);

journey('a server that dies and comes back loses nothing that was kept meanwhile', async ({ newDevice }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'undertone-e2e-own-'));
  const options = { host: '127.0.0.1', port: await freePort(), dataDir };
  let product = await startProduct(options);
  onTestFinished(async () => {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const person = newCredentials();
  const page = await (await newDevice({ productUrl: product.url })).newPage();
  await open(page);
  await signUp(page, person);
  await putWordsAside(page);
  await keepWords(page, 'While the server stood.');
  await isSynced(page);

  await product.kill();
  await keepWords(page, 'While the server lay.');
  await page
    .getByText(/The server did not answer|Offline\. \d+ changes? /)
    .first()
    // An exchange that was under way when the server died is given up after its minute.
    .waitFor({ timeout: 90_000 });
  product = await startProduct(options);
  // A person may not want to wait until it tries again by itself, which it may just have done.
  const isBack = page.getByText('Everything is synced, sealed').waitFor({ state: 'attached' });
  const again = page.getByRole('button', { name: 'Try now' });
  await Promise.race([isBack, again.click().catch(() => undefined)]);
  await isBack;

  const second = await (await newDevice({ productUrl: product.url })).newPage();
  await open(second);
  await signIn(second, person);
  await goTo(second, 'Journal');
  await entryRow(second, 'While the server stood.').waitFor();
  await entryRow(second, 'While the server lay.').waitFor();
});

journey(
  'a reply lost after the server did its work is asked for again, and nothing is doubled',
  async ({ newDevice }) => {
    const person = newCredentials();
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);

    let cuts = 0;
    device.wire.addRule({
      matches: isExchange,
      change: (reply, request) => {
        const { ops } = JSON.parse(request.body.toString()) as SyncRequest;
        if (ops.length === 0 || cuts === 2) return reply;
        cuts += 1;
        return 'cut';
      },
    });
    await keepWords(page, 'Sent three times, kept once.');
    await isSynced(page);
    expect(cuts).toBe(2);

    const second = await (await newDevice()).newPage();
    await open(second);
    await signIn(second, person);
    await goTo(second, 'Journal');
    await entryRow(second, 'Sent three times, kept once.').waitFor();
    await says(second, '1 entry');
  },
);

journey('a server that speaks a newer protocol stops the sync, and nothing else', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await signUp(page, newCredentials());
  await putWordsAside(page);
  await isSynced(page);

  const remove = device.wire.addRule({
    matches: isExchange,
    answer: () =>
      jsonReply(
        426,
        {
          type: '/problems/protocol-unsupported',
          code: 'protocol-unsupported',
          title: 'This protocol version is not spoken here.',
          status: 426,
          action: 'update-client',
          protocol: 2,
        },
        'application/problem+json',
      ),
  });
  await keepWords(page, 'Written with an old version.');
  await says(page, 'This version is too old to sync. Your entries are safe here; reload to update.');
  await goTo(page, 'Journal');
  await entryRow(page, 'Written with an old version.').waitFor();

  remove();
  await page.reload();
  await isSynced(page);
});

journey(
  'a full account is said, entries stay on the device, and go up once there is room',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await signUp(page, newCredentials());
    await putWordsAside(page);
    await isSynced(page);

    const remove = device.wire.addRule({
      matches: isExchange,
      answer: ({ body }) => {
        const { cursor, ops } = JSON.parse(body.toString()) as SyncRequest;
        const reply: SyncReply = {
          protocol: 1,
          cursor,
          more: false,
          acked: [],
          rejected: ops.map(({ opId }: PushedOp) => ({ opId, code: 'quota-exceeded' })),
          ops: [],
          readings: [],
          consents: { text: false, voice: false, face: false },
          quota: { usedChars: 100, limitChars: 100 },
          serverTime: new Date().toISOString(),
        };
        return jsonReply(200, reply);
      },
    });
    await keepWords(page, 'One entry too many.');
    await says(page, 'The server has no more room for this account.');
    await goTo(page, 'Journal');
    await entryRow(page, 'One entry too many.').waitFor();

    remove();
    await goTo(page, 'Today');
    await page.reload();
    await isSynced(page);
  },
);

journey(
  'a reader whose code did not come before the server went is said to be not here yet',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    const mend = device.wire.addRule({
      matches: ({ path }) => path.includes('/text-reader.worker-'),
      answer: () => 'cut',
    });
    await open(page);
    await keepWords(page, 'I am so happy with this wonderful day!');
    await says(page, 'The reader is not on this device yet');
    await says(page, 'It is fetched once and then works offline. Connect, then try again.');
    mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await readingWords(page);
  },
);
