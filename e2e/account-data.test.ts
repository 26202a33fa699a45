import { readFileSync } from 'node:fs';
import { unzipSync, strFromU8 } from 'fflate';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import { messageTo } from './outbox.ts';
import { plainBody } from './recorder.ts';
import {
  goTo,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  putWordsAside,
  says,
  signIn,
  signUp,
} from './person.ts';
import { showAgainByMail } from './show-again.ts';

/** Presses it and waits for the file; `begin` says how, where more is asked in between. */
async function exportEverything(page: Page, begin = (act: () => Promise<void>) => act()) {
  const [download] = await Promise.all([
    // Not within the time of one step: it spans all of those below, and each of them has its own.
    page.waitForEvent('download', { timeout: 0 }),
    begin(() => page.getByRole('button', { name: 'Export everything' }).click()),
  ]);
  expect(download.suggestedFilename()).toMatch(/^undertone-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzipSync(readFileSync(await download.path()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

journey('everything can be taken along without an account', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await keepWords(page, 'The lake was <still> & cold.');
  await goToSetting(page, 'Your data');
  expect(await findBarriers(page)).toEqual([]);
  const files = await exportEverything(page);
  expect(Object.keys(files).sort()).toEqual(['journal.html', 'journal.json', 'readme.txt']);
  expect(files['journal.html']).toContain('The lake was &lt;still&gt; &amp; cold.');
  const { entries } = JSON.parse(files['journal.json']!) as { entries: { text: string }[] };
  expect(entries.map(({ text }) => text)).toEqual(['The lake was <still> & cold.']);
});

journey('with an account, also what the server holds, which is sealed', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  const ana = newCredentials();
  await open(page);
  await signUp(page, ana);
  await putWordsAside(page);
  await keepWords(page, 'Nobody else reads this one.');
  await isSynced(page);
  await goToSetting(page, 'Your data');
  const files = await exportEverything(page, (act) => showAgainByMail(page, ana.email, act));
  const rows = files['account.ndjson']!.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { of: string; row: Record<string, unknown> });
  expect(new Set(rows.map(({ of }) => of))).toEqual(
    new Set(['user', 'session', 'credential', 'account_key', 'log', 'op', 'notice']),
  );
  expect(rows.find(({ of }) => of === 'user')?.row).toMatchObject({ email: ana.email });
  expect(files['account.ndjson']).not.toContain('Nobody else reads');
  expect(JSON.parse(files['audit.json']!)).toMatchObject({ format: 'undertone-audit/1' });
  expect(files['journal.html']).toContain('Nobody else reads this one.');
});

journey('what the server should know is kept there', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await signUp(page, newCredentials());
  await putWordsAside(page);
  await goToSetting(page, 'Your data');
  await page.getByLabel('Language of mails').selectOption('es');
  await says(page, 'Kept.');
  // The first one’s “Kept.” may still stand, and its answer be told late: a reload that comes before the second answer
  // would take the request along.
  const answered = page.waitForResponse(
    (reply) => reply.request().postData()?.includes('"idleMinutes":30') === true,
  );
  await page.getByLabel('Sign me out when unused for').selectOption('30');
  expect((await answered).ok()).toBe(true);
  await page.reload();
  await expect.poll(() => page.getByLabel('Language of mails').inputValue()).toBe('es');
  expect(await page.getByLabel('Sign me out when unused for').inputValue()).toBe('30');
});

journey('a deletion waits, is said everywhere, and is taken back in one tap', async ({ newDevice }) => {
  const [phone, laptop] = [await newDevice(), await newDevice()];
  const page = await phone.newPage();
  const ana = newCredentials();
  await open(page);
  await signUp(page, ana);
  await putWordsAside(page);
  await keepWords(page, 'Still here.');
  await isSynced(page);
  const elsewhere = await laptop.newPage();
  await open(elsewhere);
  await signIn(elsewhere, ana);

  await goToSetting(page, 'Your data');
  await page.getByRole('button', { name: 'Delete the account…' }).click();
  await showAgainByMail(page, ana.email, () =>
    page.getByRole('button', { name: 'Delete it', exact: true }).click(),
  );
  await says(page, 'Your account is going to be deleted');
  expect(await findBarriers(page)).toEqual([]);
  const { origin } = new URL(page.url());
  await messageTo(origin, ana.email, /delet/i);

  await goTo(elsewhere, 'Settings');
  await elsewhere.reload();
  await says(elsewhere, 'Your session has ended.');

  await goTo(page, 'Today');
  await page.reload();
  const banner = page.getByRole('status').filter({ hasText: 'Your account is going to be deleted on' });
  await banner.getByRole('button', { name: 'Keep it' }).click();
  await banner.waitFor({ state: 'detached' });
  // Away first: what the page that goes was told says nothing of the page that comes.
  await page.goto('about:blank');
  const before = phone.wire.exchanges.length;
  await open(page);
  // From the wire: of a reply whose stream the page has read to its end the browser may keep nothing to show.
  const told = () =>
    phone.wire.exchanges.slice(before).flatMap(({ request, reply }) => {
      if (request.path !== '/api/v1/profile' || reply === null) return [];
      return [JSON.parse(plainBody(reply).toString()) as unknown];
    });
  await expect.poll(() => told()[0]).toMatchObject({ deletesAt: null });
  await isSynced(page);
  expect(await banner.count()).toBe(0);
});
