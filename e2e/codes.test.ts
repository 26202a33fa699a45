import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { PHONE } from './device.ts';
import { journey } from './journey.ts';
import { codeSentTo, messagesTo, messageTo } from './outbox.ts';
import {
  entryRow,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  paper,
  putWordsAside,
  says,
  signIn,
  signUp,
} from './person.ts';

const originOf = (page: Page) => new URL(page.url()).origin;
const codeField = (page: Page) => page.getByLabel('Code', { exact: true });

async function askForAccount(page: Page, email: string, passphrase: string): Promise<void> {
  await open(page, '/account/sign-up');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Look into your mail' }).waitFor();
}

journey(
  'an account is made with the code of the mail only, and a stranger learns nothing from a second try',
  async ({ newDevice }) => {
    const { email, passphrase } = newCredentials();
    const page = await (await newDevice({ viewport: PHONE })).newPage();
    await askForAccount(page, email, passphrase);
    expect(await findBarriers(page)).toEqual([]);
    await expect.poll(() => codeField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await codeField(page).getAttribute('autocomplete')).toBe('one-time-code');
    expect(await codeField(page).getAttribute('inputmode')).toBe('numeric');
    const code = await codeSentTo(originOf(page), email);

    await codeField(page).fill(code === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await says(page, 'This code does not count');
    await codeField(page).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Recovery words' }).waitFor();

    await page.goto('/dev/outbox');
    await page.getByRole('heading', { level: 1, name: 'Outbox' }).waitFor();
    await page.getByText(email).first().waitFor();

    const stranger = await (await newDevice()).newPage();
    await askForAccount(stranger, email, passphrase);
    const told = await messageTo(originOf(stranger), email, /already have an account/);
    expect(told.text).not.toMatch(/\d{6}/);
    await codeField(stranger).fill(code);
    await stranger.keyboard.press('Enter');
    await says(stranger, 'This code does not count');
  },
);

journey('a lock is lifted by a code from the mail', async ({ newDevice }) => {
  const person = newCredentials();
  const page = await (await newDevice()).newPage();
  await open(page);
  await signUp(page, person);
  const used = [await codeSentTo(originOf(page), person.email)];

  const elsewhere = await (await newDevice()).newPage();
  await open(elsewhere, '/account/unlock');
  await elsewhere.getByLabel('Email').fill(person.email);
  await elsewhere.getByRole('button', { name: 'Send me a code' }).click();
  await codeField(elsewhere).fill(await codeSentTo(originOf(page), person.email, used));
  await elsewhere.getByRole('button', { name: 'Unlock' }).click();
  await says(elsewhere, 'Unlocked. You can sign in again.');
  await messageTo(originOf(page), person.email, /is unlocked/);
});

journey('a person moves to another address and finds the journal under it', async ({ newDevice }) => {
  const person = newCredentials();
  const next = { ...person, email: newCredentials().email };
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, 'Written before the move.');
  await signUp(page, person);
  await putWordsAside(page);
  await isSynced(page);
  const used = [await codeSentTo(originOf(page), person.email)];

  await goToSetting(page, 'Account');
  await page.getByRole('link', { name: 'Change the email address' }).click();
  await page.getByLabel('New email address').fill(next.email);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await codeField(page).fill(await codeSentTo(originOf(page), next.email));
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(person.passphrase);
  await page.getByRole('button', { name: 'Change the address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel('Code from the message').fill(await codeSentTo(originOf(page), person.email, used));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await says(page, 'Your account has the new address.');
  await messageTo(originOf(page), person.email, /reaches you changed/);
  expect((await messagesTo(originOf(page), person.email)).length).toBeGreaterThan(1);

  const other = await (await newDevice()).newPage();
  await open(other);
  await signIn(other, next);
  await paper(other).waitFor();
  await entryRow(other, 'before the move').waitFor();
});
