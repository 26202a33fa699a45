import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import { appIsKept, goToSetting, keepWords, open, paper } from './person.ts';

const HARD = 'I really do not want to live anymore.';

const panel = (page: Page) =>
  page.getByRole('region', { name: 'It sounds like this may be a very hard moment.' });

journey(
  'words of a hard moment bring a quiet panel, offline too, and it leads to help',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await appIsKept(page);
    await device.goOffline();
    await paper(page).fill('This homework is killing me.');
    await page.getByText('Draft saved on this device').waitFor({ state: 'attached' });
    await paper(page).fill(`This homework is killing me. ${HARD}`);
    await panel(page).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel(page).getByRole('link', { name: 'Help now' }).click();
    await page.getByRole('heading', { level: 1, name: 'Help now' }).waitFor();
    await page.goBack();
    await expect.poll(() => paper(page).inputValue()).toContain(HARD);
  },
);

journey('the panel never stands in the way of keeping, and goes when told to', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  const before = device.wire.exchanges.length;
  await keepWords(page, HARD);
  await panel(page).waitFor();
  await panel(page).getByRole('button', { name: 'Not now' }).click();
  expect(await panel(page).count()).toBe(0);
  // The app's own files, and nothing that says why.
  const sent = device.wire.exchanges.slice(before).map(({ request }) => request);
  const asked = sent.map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((line) => !line.startsWith('GET /') || line.includes('/api/'))).toEqual([]);
  expect(asked.filter((line) => /[?#]/.test(line))).toEqual([]);
});

journey('where it was switched off, nobody looks', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await goToSetting(page, 'What may be sent');
  await page.getByRole('switch', { name: 'Look for them while I write' }).uncheck();
  await page.getByRole('banner').getByRole('link', { name: 'Today', exact: true }).click();
  await keepWords(page, HARD);
  await page.getByRole('region', { name: 'Reading' }).waitFor();
  expect(await panel(page).count()).toBe(0);
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(asked.filter((name) => name.includes('gentle-panel'))).toEqual([]);
});
