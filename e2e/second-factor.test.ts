import type { Page } from 'playwright-core';
import { TOTP } from 'otpauth';
import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { addAuthenticator } from './authenticator.ts';
import { journey } from './journey.ts';
import {
  entryRow,
  giveCredentials,
  goTo,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  paper,
  putWordsAside,
  says,
  signUp,
  type Credentials,
} from './person.ts';
import { codeSentTo, messagesTo, messageTo } from './outbox.ts';
import { sharedProduct } from './product.ts';
import { openServerDatabase } from './server-files.ts';
import { showAgainByMail } from './show-again.ts';

const STEP_MS = 30_000;

/** What an app with this key shows in the step of 30 s to come: it counts for a minute at least, this one's for half. */
function codeOf(secret: string): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + STEP_MS });
}

async function readKey(page: Page): Promise<string> {
  await page.getByRole('img', { name: 'Picture for the authenticator app' }).waitFor();
  const link = page.getByRole('link', { name: 'Open the app on this device' });
  const uri = new URL((await link.getAttribute('href')) ?? '');
  const secret = uri.searchParams.get('secret') ?? '';
  expect(secret).not.toBe('');
  await page.getByText(secret.match(/.{1,4}/g)?.join(' ') ?? '', { exact: true }).waitFor();
  return secret;
}

/** From the settings: an app with its first code, and the backup codes that come with it. */
async function setUpApp(page: Page, email: string): Promise<{ secret: string; backupCodes: string[] }> {
  await goToSetting(page, 'Security');
  await showAgainByMail(page, email, () =>
    page.getByRole('button', { name: 'Set up an authenticator app' }).click(),
  );
  const secret = await readKey(page);
  await page.getByLabel('Code from your authenticator app').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  return { secret, backupCodes: await keepCodes(page) };
}

async function keepCodes(page: Page): Promise<string[]> {
  await page.getByRole('heading', { name: 'Your backup codes' }).waitFor();
  const codes = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return codes;
}

async function signOut(page: Page, choice: 'Keep the journal here' | 'Erase it from this device') {
  await goToSetting(page, 'Account');
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('radio', { name: choice }).check();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await paper(page).waitFor();
}

async function goToSignIn(page: Page): Promise<void> {
  await goToSetting(page, 'Account');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
  await page.getByLabel('Email').waitFor();
}

async function beginSignIn(page: Page, person: Credentials): Promise<void> {
  await goToSignIn(page);
  await giveCredentials(page, person);
  await page.getByRole('heading', { level: 1, name: 'Your second factor' }).waitFor();
}

async function showCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your authenticator app').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** As if the code of the set-up had been that of the step before: the next one may be of this very step. */
function letAStepGoBy({ email }: Credentials): void {
  const database = openServerDatabase(sharedProduct().dataDir);
  database
    .prepare(
      `UPDATE totp SET last_step = last_step - 1 WHERE account_id = (SELECT id FROM user WHERE email = ?)`,
    )
    .run(email);
  database.close();
}

journey(
  'an authenticator app is set up, asked for at the next sign-in, and takes no code twice',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'Behind two locks.');
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);
    const { secret, backupCodes } = await setUpApp(page, person.email);
    await says(page, '10 codes are left');
    expect(await findBarriers(page)).toEqual([]);
    await signOut(page, 'Keep the journal here');

    const other = await (await newDevice()).newPage();
    await open(other);
    await beginSignIn(other, person);
    expect(await findBarriers(other)).toEqual([]);
    await showCode(other, '000000');
    await says(other, 'That was not it');
    letAStepGoBy(person);
    const code = codeOf(secret);
    await showCode(other, code);
    await paper(other).waitFor();
    await goTo(other, 'Journal');
    await entryRow(other, 'Behind two locks.').waitFor();

    await beginSignIn(page, person);
    await showCode(page, code);
    await says(page, 'That was not it');
    await page.getByRole('button', { name: 'Use a backup code instead' }).click();
    await page.getByLabel('Backup code').fill(backupCodes[4]!.toLowerCase());
    await page.getByRole('button', { name: 'Continue' }).click();
    await paper(page).waitFor();
    await goToSetting(page, 'Security');
    await says(page, '9 codes are left');
  },
);

journey(
  'a passkey signs in by itself, and opens the journal on a device that holds nothing, without the passphrase',
  async ({ newDevice }) => {
    const person = newCredentials();
    const device = await newDevice();
    const page = await device.newPage();
    const authenticator = await addAuthenticator(page);
    await open(page);
    await keepWords(page, 'Opened by a thumb.');
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);
    await goToSetting(page, 'Security');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name').fill('My phone');
    await showAgainByMail(page, person.email, () =>
      page.getByRole('button', { name: 'Go on in the browser' }).click(),
    );
    await keepCodes(page);
    await says(page, 'My phone');
    await says(page, 'Opens the journal');
    expect(await authenticator.countPasskeys()).toBe(1);

    // As on a new device to which the passkey's keeper has brought it.
    await signOut(page, 'Erase it from this device');
    await goTo(page, 'Journal');
    await says(page, 'Your days will gather here');
    await authenticator.setPresent(false);
    await goToSignIn(page);
    await authenticator.setPresent(true);
    // The browser may have offered it under the field already, and taken the button away.
    const isSignedIn = paper(page).waitFor();
    const button = page.getByRole('button', { name: 'Sign in with a passkey' });
    await Promise.race([isSignedIn, button.click().catch(() => undefined)]);
    await isSignedIn;
    await goTo(page, 'Journal');
    await entryRow(page, 'Opened by a thumb.').waitFor();
    await goToSetting(page, 'Security');
    await says(page, 'My phone');
    // Last: it takes the page's authenticator away.
    expect(await findBarriers(page)).toEqual([]);
  },
);

journey('a passkey is asked before an act that cannot be undone', async ({ newDevice }) => {
  const person = newCredentials();
  const page = await (await newDevice()).newPage();
  await addAuthenticator(page);
  await open(page);
  await signUp(page, person);
  await putWordsAside(page);
  await goToSetting(page, 'Security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name').fill('Key');
  await page.getByRole('checkbox').uncheck();
  await showAgainByMail(page, person.email, () =>
    page.getByRole('button', { name: 'Go on in the browser' }).click(),
  );
  await keepCodes(page);
  await says(page, 'Signs in, does not open the journal');
  const endTenMinutes = () => {
    const database = openServerDatabase(sharedProduct().dataDir);
    database
      .prepare(`UPDATE session SET stepped_up_at = 0 WHERE user_id = (SELECT id FROM user WHERE email = ?)`)
      .run(person.email);
    database.close();
  };
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  const renew = page.getByRole('button', { name: 'Make ten new codes' });
  endTenMinutes();
  await renew.click();
  // What lies under a dialog cannot be reached.
  await dialog.getByRole('link', { name: 'Help now', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await says(page, 'Nothing was changed');
  await renew.click();
  await dialog.getByRole('button', { name: 'Use a passkey', exact: true }).click();
  await keepCodes(page);
  endTenMinutes();
  await renew.click();
  await dialog.waitFor();
  // Last: it takes the page's authenticator away.
  expect(await findBarriers(page)).toEqual([]);
});

journey(
  'a lost second factor is removed by words and mailbox after three days, and its owner sees that it was asked for',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'Kept through the loss.');
    const words = (await signUp(page, person)).join(' ');
    await putWordsAside(page);
    await isSynced(page);
    await setUpApp(page, person.email);

    const other = await (await newDevice()).newPage();
    await open(other);
    await beginSignIn(other, person);
    await other.getByRole('button', { name: 'I have lost all of these' }).click();
    await other.getByLabel('The 24 words, in order').fill(words);
    const { origin } = new URL(other.url());
    const before = (await messagesTo(origin, person.email)).flatMap(
      ({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? [],
    );
    await other.getByRole('button', { name: 'Send me a code' }).click();
    await other.getByLabel('Code from the message').fill(await codeSentTo(origin, person.email, before));
    expect(await findBarriers(other)).toEqual([]);
    await other.getByRole('button', { name: 'Ask for the removal' }).click();
    await says(other, /^Asked. From/);
    await messageTo(origin, person.email, /about to be removed/);

    await goToSetting(page, 'Account');
    await goToSetting(page, 'Security');
    await says(page, /^Somebody asked to remove your second factors/);
    const database = openServerDatabase(sharedProduct().dataDir);
    database
      .prepare(
        `UPDATE second_factor_reset SET due_at = ? WHERE account_id = (SELECT id FROM user WHERE email = ?)`,
      )
      .run(Date.now() - 3_600_000, person.email);
    database.close();

    await beginSignIn(other, person);
    await other.getByRole('button', { name: 'I have lost all of these' }).click();
    await says(other, 'The three days are over.');
    await other.getByLabel('The 24 words, in order').fill(words.split(' ').toReversed().join(' '));
    await other.getByRole('button', { name: 'Remove my second factors' }).click();
    await says(other, 'That was not it');
    await other.getByLabel('The 24 words, in order').fill(words);
    await other.getByRole('button', { name: 'Remove my second factors' }).click();
    await paper(other).waitFor();
    await goTo(other, 'Journal');
    await entryRow(other, 'Kept through the loss.').waitFor();
    await keepMeanwhile(page);
  },
);

/** The device that was signed in goes on writing, and has to sign in again. */
async function keepMeanwhile(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await keepWords(page, 'Written on the device that was signed out.');
  await says(page, 'Your session has ended.');
}

journey(
  'whoever becomes a clinician sets up a second factor at the next sign-in, and nothing opens before',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'Before the clinic.');
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);
    // By hand, as whoever runs a deployment does: an invitation asks for the second factor first.
    const database = openServerDatabase(sharedProduct().dataDir);
    const clinic = crypto.randomUUID();
    database.prepare(`INSERT INTO organisation (id, name, created_at) VALUES (?, 'Clinic', 0)`).run(clinic);
    const appoint = `INSERT INTO membership (organisation_id, account_id, role, joined_at)
      SELECT ?, id, 'clinician', 0 FROM user WHERE email = ?`;
    database.prepare(appoint).run(clinic, person.email);
    database.close();
    await goTo(page, 'Today');
    await keepWords(page, 'Written meanwhile, and kept here.');
    await says(page, 'Your account asks for a second factor now.');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
    await giveCredentials(page, person);
    await page.getByRole('heading', { level: 1, name: 'Set up a second factor' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const refused = await page.evaluate(async () => (await fetch('/api/v1/consents')).status);
    expect(refused).toBe(403);
    await showAgainByMail(page, person.email, () =>
      page.getByRole('button', { name: 'Set up an authenticator app' }).click(),
    );
    const secret = await readKey(page);
    await page.getByLabel('Code from your authenticator app').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await keepCodes(page);
    await paper(page).waitFor();
    await isSynced(page);
    await goToSetting(page, 'Security');
    await page.getByRole('button', { name: 'Remove the authenticator app' }).click();
    await says(page, 'This one has to stay');
  },
);
