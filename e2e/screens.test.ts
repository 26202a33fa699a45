import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import {
  editEntry,
  goTo,
  goToSetting,
  keepWords,
  newCredentials,
  open,
  openEntry,
  paper,
  putWordsAside,
  reading,
  readingWords,
  says,
  signUp,
} from './person.ts';

const PATHS = [
  '/',
  '/journal',
  '/voice',
  '/face',
  '/settings',
  ...['account', 'security', 'devices', 'activity', 'lock', 'privacy'].map((part) => `/settings/${part}`),
  ...['voice', 'ledger', 'models', 'backup', 'data', 'about'].map((part) => `/settings/${part}`),
  ...['sign-up', 'sign-in', 'recover', 'unlock', 'words', 'passphrase', 'email', 'phone', 'sign-out'].map(
    (step) => `/account/${step}`,
  ),
  '/organisations',
  '/organisations/invitation',
  '/admin',
  '/admin/directory',
  '/care',
  '/care/help',
  '/care/plan',
  '/care/near',
  '/care/saved',
  '/help/en',
  '/nothing/at/all',
];

async function expectNoBarriers(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
}

for (const [locale, language, help] of [
  ['en-US', 'English', 'Help now'],
  ['es-ES', 'Spanish', 'Ayuda ahora'],
] as const) {
  journey(
    `axe finds nothing on any screen of a fresh journal in ${language}, and help is one tap from each`,
    async ({ newDevice }) => {
      const page = await (await newDevice({ locale })).newPage();
      for (const path of PATHS) {
        await open(page, path);
        await expectNoBarriers(page);
        const ways = page.getByRole('link', { name: help, exact: true }).and(page.locator(':visible'));
        if (!path.startsWith('/help/')) await expect.poll(() => ways.count(), { message: path }).not.toBe(0);
      }
    },
  );
}

journey(
  'axe finds nothing while a person writes, reads, corrects, edits and searches',
  async ({ newDevice }) => {
    const page = await (await newDevice()).newPage();
    await open(page);
    await page.getByRole('radio', { name: 'Good' }).click();
    await says(page, /^Kept:/);
    await paper(page).fill('I am so happy and grateful for this day. We walked by the lake for hours.');
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await readingWords(page);
    await reading(page).getByText('How this was read').click();
    await page.getByText(/make your journal safer|Your journal is safe/).click();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Not quite' }).click();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Surprise' }).click();
    await says(page, 'For you it was surprise.');
    await expectNoBarriers(page);

    await openEntry(page, 'by the lake');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await editEntry(page, 'I am so happy and grateful. The rest I keep for myself.');
    await page.getByRole('region', { name: 'Earlier versions' }).getByText('by the lake').first().click();
    await expectNoBarriers(page);
    await goTo(page, 'Journal');
    await page.getByRole('searchbox', { name: 'Search your journal' }).fill('grateful');
    await says(page, '1 entry found');
    await expectNoBarriers(page);
    // The wide window had the search in its second pane: back on a phone there is a fresh one.
    await page.getByText('Choose an entry').waitFor({ state: 'detached' });
    const search = page.getByRole('searchbox', { name: 'Search your journal' });
    await expect.poll(() => search.inputValue()).toBe('');
    await search.fill('zeppelin');
    await says(page, 'No entry has all of these words.');
    await expectNoBarriers(page);
  },
);

journey('axe finds nothing on the way to an account, offline, and once there', async ({ newDevice }) => {
  const device = await newDevice();
  const page = await device.newPage();
  await open(page);
  await keepWords(page, 'One line.');
  await signUp(page, newCredentials(), { sendScores: true });
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'See them again' }).click();
  await putWordsAside(page);
  for (const part of ['Account', 'What may be sent', 'What left this device today', 'Backup']) {
    await goToSetting(page, part);
    await expectNoBarriers(page);
  }
  await goToSetting(page, 'Account');
  for (const step of ['Recovery words', 'Change the passphrase', 'Sign out']) {
    await page.getByRole('link', { name: step }).click();
    await page.getByRole('heading', { level: 1, name: step }).waitFor();
    await expectNoBarriers(page);
    await goToSetting(page, 'Account');
  }
  await device.goOffline();
  await goTo(page, 'Today');
  await keepWords(page, 'Another line.');
  await page.getByText(/^Offline\./).waitFor();
  await expectNoBarriers(page);
  await device.context.clearCookies();
  await device.goOnline();
  await says(page, 'Your session has ended.');
  await expectNoBarriers(page);
});
