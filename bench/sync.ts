/**
 * Sync in Chromium with the app's own vault, crypto and sync loop, against a plain server and against the product in
 * local workerd. Budgets: first sync of 10,000 entries of 700 bytes ≤ 1.5 s plain and ≤ 3 s through workerd, no task
 * over 50 ms on the main thread; one changed entry, device to device, ≤ 10 ms p50 beside the transport.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { systemRandom } from '@undertone/base/clock';
import { buildWeb } from '../scripts/build.ts';
import { startProduct } from '../scripts/product.ts';
import { signUp } from './account-over-http.ts';
import { newAccountSecrets } from './account-secrets.ts';
import { buildPage, closePage, launchBrowser, openPage, servePage, type PageFiles } from './browser-page.ts';
import { freePort } from '../scripts/free-port.ts';
import type { AccountSecrets, SyncTime } from './page/device.ts';
import { createPlainServer } from './plain-server.ts';
import { percentile, report, round, type Row } from './report.ts';

const ENTRIES = 10_000;
const TEXT_BYTES = 700;
const NEW_DEVICES = 5;
const CHANGES = 50;

interface Server {
  readonly name: string;
  readonly url: string;
  /** The page, where the server does not serve it itself. */
  readonly files?: PageFiles;
  /** Signs a device in, where the server asks for that. */
  readonly signIn?: { readonly email: string; readonly authSecret: string };
}

const middle = (samples: readonly number[]) => percentile(samples, 0.5);
const tasksText = (tasks: readonly number[]) =>
  tasks.length === 0 ? 'none over 50' : round(Math.max(...tasks), 0);

async function openSignedIn(browser: Browser, server: Server): Promise<Page> {
  const page = await openPage(browser, server.url, server.files);
  if (server.signIn !== undefined) {
    const status = await page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/v1/session', { method: 'POST', headers, body: JSON.stringify(body) })).status;
    }, server.signIn);
    if (status !== 200) throw new Error(`signing in was answered with ${status}`);
  }
  return page;
}

async function openDevice(browser: Browser, server: Server, secrets: AccountSecrets): Promise<Page> {
  const page = await openSignedIn(browser, server);
  await page.evaluate((each) => window.bench.open(each), secrets);
  return page;
}

const rowOf = (server: Server, what: string, times: readonly SyncTime[], tasks: readonly number[]): Row => ({
  server: server.name,
  what,
  'p50 ms': round(middle(times.map(({ ms }) => ms)), 1),
  'fastest ms': round(Math.min(...times.map(({ ms }) => ms)), 1),
  'of it in fetch, ms': round(middle(times.map(({ transportMs }) => transportMs)), 1),
  exchanges: middle(times.map(({ exchanges }) => exchanges)),
  'longest main-thread task, ms': tasksText(tasks),
});

async function measure(browser: Browser, server: Server): Promise<readonly Row[]> {
  const secrets = newAccountSecrets(systemRandom);
  const first = await openDevice(browser, server, secrets);
  await first.evaluate(([count, bytes]) => window.bench.device().importEntries(count, bytes), [
    ENTRIES,
    TEXT_BYTES,
  ] as const);
  await first.evaluate(() => window.bench.takeLongTasks());
  const push = await first.evaluate(() => window.bench.device().firstSync());
  const rows = [
    rowOf(server, `push of ${ENTRIES}`, [push], await first.evaluate(() => window.bench.takeLongTasks())),
  ];

  const floors: number[] = [];
  const pulls: SyncTime[] = [];
  const tasks: number[] = [];
  let second = first;
  for (let device = 0; device < NEW_DEVICES; device++) {
    const bare = await openSignedIn(browser, server);
    const { ms, rows: count } = await bare.evaluate((each) => window.bench.floor(each), secrets);
    if (count !== ENTRIES) throw new Error(`${count} rows arrived instead of ${ENTRIES}`);
    floors.push(ms);
    await closePage(bare);

    second = await openDevice(browser, server, secrets);
    await second.evaluate(() => window.bench.takeLongTasks());
    pulls.push(await second.evaluate(() => window.bench.device().firstSync()));
    tasks.push(...(await second.evaluate(() => window.bench.takeLongTasks())));
    const shown = await second.evaluate(() => window.bench.device().entryCount());
    if (shown !== ENTRIES) throw new Error(`${shown} entries are shown instead of ${ENTRIES}`);
    if (device < NEW_DEVICES - 1) await closePage(second);
  }
  rows.push(rowOf(server, `first sync of ${ENTRIES} on a new device`, pulls, tasks));
  const floorMs = middle(floors);
  const ratio = middle(pulls.map(({ ms }) => ms)) / floorMs;
  rows.push({
    server: server.name,
    what: `floor: the same rows opened into one Dexie table (first sync is ${round(ratio)} times as long)`,
    'p50 ms': round(floorMs, 1),
    'fastest ms': round(Math.min(...floors), 1),
  });

  const idle: SyncTime[] = [];
  for (let time = 0; time < CHANGES; time++)
    idle.push(await second.evaluate(() => window.bench.device().syncNow()));
  rows.push(rowOf(server, 'exchange with nothing new', idle, []));
  rows.push(...(await measureChanges(server, first, second)));
  await closePage(first);
  await closePage(second);
  return rows;
}

/**
 * One entry edited on the first device until the second shows it, again and again. What runs beside the way of the
 * change does not count: the first device's bookkeeping after it has sent, the second's after it has shown.
 */
async function measureChanges(server: Server, first: Page, second: Page): Promise<readonly Row[]> {
  const edits: number[] = [];
  const pushes: SyncTime[] = [];
  const pulls: SyncTime[] = [];
  await first.evaluate(() => window.bench.takeLongTasks());
  await second.evaluate(() => window.bench.takeLongTasks());
  for (let change = 0; change < CHANGES; change++) {
    const edit = { index: (17 * change) % ENTRIES, text: `changed for the ${change}th time` };
    edits.push(await first.evaluate(({ index, text }) => window.bench.device().editEntry(index, text), edit));
    pushes.push(await first.evaluate(() => window.bench.device().syncNow()));
    pulls.push(
      await second.evaluate(({ index, text }) => window.bench.device().pullUntilShown(index, text), edit),
    );
  }
  const tasks = [
    ...(await first.evaluate(() => window.bench.takeLongTasks())),
    ...(await second.evaluate(() => window.bench.takeLongTasks())),
  ];
  const sends = pushes.map(({ untilSentMs }) => untilSentMs);
  const shows = pulls.map(({ ms, transportMs }) => ms - transportMs);
  const transports = pushes.map(({ transportMs }, change) => transportMs + pulls[change]!.transportMs);
  const sums = edits.map((ms, change) => ms + sends[change]! + shows[change]!);
  const part = (name: string, times: readonly number[]): Row => ({
    server: server.name,
    what: `one change, device to device, ${ENTRIES} present: ${name}`,
    'p50 ms': round(middle(times), 1),
    'fastest ms': round(Math.min(...times), 1),
  });
  return [
    { ...part('beside the transport', sums), 'longest main-thread task, ms': tasksText(tasks) },
    part('of it until durable', edits),
    part('of it until sent', sends),
    part('of it to ask, open, merge and show', shows),
    part('transport and server, both exchanges', transports),
  ];
}

const files = await buildPage();
const browser = await launchBrowser();
const plain = await servePage(files, createPlainServer());
const rows = [...(await measure(browser, { name: 'plain', url: plain.url }))];
plain.server.close();

await buildWeb();
const dataDir = mkdtempSync(join(tmpdir(), 'undertone-bench-'));
const product = await startProduct({ host: '127.0.0.1', port: await freePort(), dataDir, outbox: false });
try {
  const { email, authSecret } = await signUp(product.url);
  rows.push(
    ...(await measure(browser, {
      name: 'local workerd',
      url: product.url,
      files,
      signIn: { email, authSecret },
    })),
  );
} finally {
  await product.stop();
  rmSync(dataDir, { recursive: true });
  await browser.close();
}
report(
  'sync',
  `${ENTRIES} entries of ${TEXT_BYTES} bytes, ${NEW_DEVICES} new devices, ${CHANGES} changes`,
  rows,
);
