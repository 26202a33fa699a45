import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import { appIsKept, goTo, goToSetting, helpHasCome, keepWords, open, says } from './person.ts';

const MADRID = { timezoneId: 'Europe/Madrid' } as const;

const helpLink = (page: Page, name = 'Help now') => page.getByRole('link', { name, exact: true });

/** The one tap, and what has to be there then. */
async function tapHelp(page: Page, name = 'Help now'): Promise<void> {
  await helpLink(page, name).first().click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

journey(
  'help is one tap from Today, the journal, the settings and a voice minute, in the app and in the right country',
  async ({ newDevice }) => {
    const page = await (await newDevice(MADRID)).newPage();
    await open(page);
    await keepWords(page, 'One line.');
    await helpHasCome(page);
    for (const go of [
      () => goTo(page, 'Today'),
      () => goTo(page, 'Journal'),
      () => goTo(page, 'Settings'),
      () => goToSetting(page, 'App lock'),
    ]) {
      await go();
      await tapHelp(page);
      expect(new URL(page.url()).pathname).toBe('/care/help');
      await page.getByRole('link', { name: 'Call 024' }).waitFor();
    }
    await open(page, '/voice');
    await helpHasCome(page);
    await tapHelp(page);
    expect(await page.getByRole('link', { name: 'Call 112' }).first().getAttribute('href')).toBe('tel:112');
    expect(await findBarriers(page)).toEqual([]);
  },
);

journey(
  'what is sent with a country chosen and help read is nothing, and the choice stays on the device',
  async ({ newDevice }) => {
    const device = await newDevice(MADRID);
    const page = await device.newPage();
    await open(page);
    await helpHasCome(page);
    await appIsKept(page);
    const before = device.wire.exchanges.length;
    await tapHelp(page);
    await page.getByRole('combobox', { name: 'Country' }).selectOption('UY');
    await page.getByRole('link', { name: 'Call 0800 0767' }).waitFor();
    await page.getByText('Where this comes from').click();
    await page.getByRole('link', { name: /^carmeloportal\.com/ }).waitFor();
    const asked = device.wire.exchanges.slice(before).map(({ request }) => request.path);
    expect(asked.filter((path) => /UY|Uruguay|help|care/i.test(path))).toEqual([]);
    await page.reload();
    await page.getByRole('link', { name: 'Call 0800 0767' }).waitFor();
  },
);

journey(
  'help needs no network after the first visit, as a screen and as a page, in Spanish as well',
  async ({ newDevice }) => {
    const device = await newDevice({ locale: 'es-ES', timezoneId: 'America/Mexico_City' });
    const page = await device.newPage();
    await open(page);
    await appIsKept(page);
    await device.goOffline();
    await open(page, '/care/help');
    await page.getByRole('link', { name: 'Llamar al 800 911 2000' }).waitFor();
    await page.goto('/help/es');
    await page.getByRole('heading', { level: 1, name: 'Ayuda ahora' }).waitFor();
    await page.getByText('México', { exact: true }).click();
    await page.getByRole('link', { name: 'Llamar al 800 911 2000' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Help now' }).waitFor();
    await page.getByRole('link', { name: 'Open Undertone' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/');
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Undertone' }).waitFor();
  },
);

journey('help stands before the lock, without a key', async ({ newDevice }) => {
  const page = await (await newDevice(MADRID)).newPage();
  await open(page);
  await goToSetting(page, 'App lock');
  await page.getByRole('radio', { name: /^PIN/ }).check();
  await page.getByRole('textbox', { name: 'New PIN' }).fill('274936');
  await page.getByRole('textbox', { name: 'The same PIN again' }).fill('274936');
  await page.getByRole('button', { name: 'Set the lock' }).click();
  await says(page, 'The lock is set.');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Your journal is locked' }).waitFor();
  await tapHelp(page);
  expect(new URL(page.url()).pathname).toBe('/help/en');
  await page.getByText('Spain', { exact: true }).click();
  await page.getByRole('link', { name: 'Call 024' }).waitFor();
});

journey('help stands beside signing in, and is reached by keys alone', async ({ newDevice }) => {
  const page = await (await newDevice(MADRID)).newPage();
  await open(page, '/account/sign-in');
  await helpHasCome(page);
  await helpLink(page).focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: 'Help now' });
  await heading.waitFor();
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('tel:112');
});

journey('help needs no JavaScript, and its pages know no script at all', async ({ newDevice }) => {
  const device = await newDevice({ javaScript: false });
  const page = await device.newPage();
  await page.goto('/');
  await page.getByRole('link', { name: 'Help now' }).click();
  await page.getByRole('heading', { level: 1, name: 'Help now' }).waitFor();
  await page.getByText('Ireland', { exact: true }).click();
  await page.getByRole('link', { name: 'Call 116 123' }).and(page.locator(':visible')).first().waitFor();
  const asked = device.wire.exchanges.map(({ request }) => request.path);
  expect(asked.slice(asked.indexOf('/help/en')).filter((path) => path.endsWith('.js'))).toEqual([]);
});
