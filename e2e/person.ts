import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { codeSentTo } from './outbox.ts';

/** What a person does, by what they see: roles and names, never classes. In English unless a name says otherwise. */

let accounts = 0;

export interface Credentials {
  readonly email: string;
  readonly passphrase: string;
}

/** An address that no other journey uses. */
export function newCredentials(): Credentials {
  accounts += 1;
  return {
    email: `person-${process.pid}-${Date.now()}-${accounts}@example.test`,
    passphrase: 'lantern orbit walrus meadow quilt',
  };
}

export async function open(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  // Until the journal is open and the screen's code is there, the heading is the app's name.
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Undertone' }).waitFor();
}

/** The service worker has kept the whole app and rules this page: from here on all of it comes without a network. */
export async function appIsKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Ready it is from the beginning of its activation, at whose end it takes over the pages that are open.
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

/** How many of the files are here that a tap for help waits for, and have run. */
const HELP_FILES_HERE = String.raw`(async () => {
  const isStyled = [...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null);
  const files = performance.getEntriesByType('resource').map(({ name }) => name);
  const needed = files.filter((name) => /\/assets\/(care-screen|help-screen|e[ns]-on-demand)-[\w-]+\.js$/.test(name));
  await Promise.all(needed.map((file) => import(file)));
  await new Promise((resolve) => setTimeout(resolve));
  return isStyled ? new Set(needed).size : 0;
})()`;

/**
 * The help screen is fetched when the page has nothing better to do: after that a tap for help stays in the app, and of
 * its own files the page fetches no more unasked.
 */
export async function helpHasCome(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Not `page.evaluate`, in which `import` would be the test runner's.
  const filesHere = async () => {
    const { result } = await session.send('Runtime.evaluate', {
      ...{ expression: HELP_FILES_HERE, awaitPromise: true, returnByValue: true },
    });
    return result.value as unknown;
  };
  await expect.poll(filesHere).toBe(3);
  await session.detach();
}

/** To a screen by the app's own links, so that the page is not loaded anew. */
export async function goTo(page: Page, tab: 'Today' | 'Journal' | 'Settings'): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: tab, exact: true }).click();
}

export async function goToSetting(page: Page, name: string): Promise<void> {
  await goTo(page, 'Settings');
  // Beside its name a row says what is behind it, which may name another.
  const link = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name });
  await link.and(page.locator(`:has(:text-is("${name}"))`)).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Runs before the app: a passing notice waits for whoever is slow to press what it offers. */
export function noticesStay(): void {
  const start = globalThis.setTimeout.bind(globalThis);
  const startOthers = (run: (...given: unknown[]) => void, delayMs?: number, ...given: unknown[]) =>
    delayMs === 10_000 ? 0 : start(run, delayMs, ...given);
  Object.assign(globalThis, { setTimeout: startOthers });
}

export function paper(page: Page): Locator {
  return page.getByRole('textbox', { name: 'New entry' });
}

/** Writes on the Today screen and keeps it; returns once the app has cleared the page, which says it is kept. */
export async function keepWords(page: Page, text: string): Promise<void> {
  await paper(page).fill(text);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect.poll(() => paper(page).inputValue()).toBe('');
}

/** Letter by letter, as soon as the page takes letters: until its draft was looked for they would be lost. */
export async function typeWords(page: Page, text: string): Promise<void> {
  await expect.poll(() => paper(page).isEditable()).toBe(true);
  await paper(page).pressSequentially(text);
}

export async function draftIsSaved(page: Page): Promise<void> {
  await page.getByText('Draft saved on this device').waitFor({ state: 'attached' });
}

export function reading(page: Page): Locator {
  return page.getByRole('region', { name: 'Reading' });
}

/** What the reading says, once there is one (or a reason for none). */
export async function readingWords(page: Page): Promise<string> {
  await reading(page)
    .getByRole('button', { name: /^(Not quite|Say it yourself)$/ })
    .waitFor();
  return reading(page).locator('p').first().innerText();
}

export function entryRow(page: Page, text: string): Locator {
  return page
    .getByRole('link')
    .filter({ hasText: text })
    .filter({ has: page.getByRole('time') });
}

export async function openEntry(page: Page, text: string): Promise<void> {
  await goTo(page, 'Journal');
  await entryRow(page, text).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
}

export async function editEntry(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Edit entry' }).fill(text);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
}

export async function says(page: Page, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor();
}

/** Creates an account and returns the recovery words as the screen shows them. */
export async function signUp(
  page: Page,
  { email, passphrase }: Credentials,
  options: { readonly sendScores?: boolean } = {},
): Promise<readonly string[]> {
  await goToSetting(page, 'Account');
  await page.getByRole('main').getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  if (options.sendScores === true)
    await page.getByRole('switch', { name: 'Send the scores of what I write' }).check();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Look into your mail' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(await codeSentTo(new URL(page.url()).origin, email));
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Recovery words' }).waitFor();
  const items = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect.poll(() => items.count()).toBe(24);
  return (await items.allInnerTexts()).map((text) => text.replaceAll(/[\d\s.]/g, ''));
}

/** Leaves the words for later. */
export async function putWordsAside(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Later' }).click();
  await paper(page).waitFor();
}

export async function signIn(
  page: Page,
  { email, passphrase }: Credentials,
  options: { readonly merge?: boolean } = {},
): Promise<void> {
  await goToSetting(page, 'Account');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
  await giveCredentials(page, { email, passphrase });
  if (options.merge === true) await page.getByRole('button', { name: 'Bring both together' }).click();
  await paper(page).waitFor();
}

export async function giveCredentials(page: Page, { email, passphrase }: Credentials): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Everything kept here has reached the server, as the app itself says it. */
export async function isSynced(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await page.getByText('Everything is synced, sealed').waitFor({ state: 'attached' });
}

/** As if the process of the tab had been killed: nothing in it runs any more. */
export async function crashTab(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = new Promise((resolve) => page.once('crash', resolve));
  // No reply comes from a page that has crashed.
  session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}
