import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { WIDE } from './device.ts';
import { journey } from './journey.ts';
import { messageTo } from './outbox.ts';
import {
  appIsKept,
  goToSetting,
  newCredentials,
  open,
  putWordsAside,
  says,
  signUp,
  type Credentials,
} from './person.ts';
import { sharedProduct } from './product.ts';
import { openServerDatabase } from './server-files.ts';

async function member(page: Page): Promise<Credentials> {
  const who = newCredentials();
  await open(page);
  await signUp(page, who);
  await putWordsAside(page);
  return who;
}

/** As if a second factor had been set up and shown just now; second-factor.test.ts does it by hand. */
function standAsAdmin({ email }: Credentials): void {
  const database = openServerDatabase(sharedProduct().dataDir);
  database.prepare('UPDATE user SET has_second_factor = 1 WHERE email = ?').run(email);
  database
    .prepare(
      'UPDATE session SET stepped_up_at = ?, last_seen_at = ? WHERE user_id = (SELECT id FROM user WHERE email = ?)',
    )
    .run(Date.now(), Date.now(), email);
  database.close();
}

async function toOrganisations(page: Page): Promise<void> {
  await goToSetting(page, 'Account');
  await page.getByRole('main').getByRole('link', { name: 'Organisations' }).click();
  await page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor();
}

async function make(page: Page, name: string, kind: string): Promise<void> {
  await toOrganisations(page);
  await page.getByRole('button', { name: 'Make an organisation' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('What it is').selectOption(kind);
  await page.getByRole('main').getByRole('button', { name: 'Make an organisation' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function invite(page: Page, { email }: Credentials, role: string): Promise<string> {
  await page.getByLabel('Address').fill(email);
  await page.getByLabel('As', { exact: true }).selectOption(role);
  await page.getByRole('main').getByRole('button', { name: 'Invite', exact: true }).click();
  await says(page, 'The invitation is on its way.');
  const mail = await messageTo(new URL(page.url()).origin, email, /invited/i);
  return /\S+\/organisations\/invitation#\S+/.exec(mail.text)![0];
}

journey('a practice is made, someone is invited, comes, becomes more, and leaves', async ({ newDevice }) => {
  const admin = await (await newDevice({ viewport: WIDE })).newPage();
  const ana = await member(admin);
  await toOrganisations(admin);
  await says(admin, 'You belong to no organisation');
  await admin.getByRole('button', { name: 'Make an organisation' }).click();
  await admin.getByLabel('Name', { exact: true }).fill('Practice at the park');
  await admin.getByRole('main').getByRole('button', { name: 'Make an organisation' }).click();
  await says(admin, 'A second factor first');

  standAsAdmin(ana);
  await make(admin, 'Practice at the park', 'practice');
  expect(await findBarriers(admin)).toEqual([]);

  const guest = await (await newDevice()).newPage();
  const ben = await member(guest);
  const link = await invite(admin, ben, 'member');
  await admin.getByRole('button', { name: `Take back the invitation of ${ben.email}` }).waitFor();

  await guest.goto(link);
  await guest.getByRole('heading', { name: 'Practice at the park invites you' }).waitFor();
  expect(await findBarriers(guest)).toEqual([]);
  await guest.getByRole('button', { name: 'Accept' }).click();
  await guest.getByRole('heading', { level: 1, name: 'Practice at the park' }).waitFor();
  await says(guest, 'You are: Member');
  expect(await guest.getByText(ana.email).count()).toBe(0);

  await guest.goto(link);
  await guest.reload();
  await says(guest, 'This invitation does not open');

  await admin.reload();
  const role = admin.getByLabel(`Role of ${ben.email}`);
  await role.selectOption('caregiver');
  await says(admin, 'The role was changed.');
  await admin.getByLabel(`Role of ${ana.email}`).selectOption('member');
  await says(admin, 'It needs an admin');

  await toOrganisations(guest);
  await guest.getByRole('link', { name: /Practice at the park/ }).click();
  await says(guest, 'You are: Caregiver');
  await guest.getByRole('button', { name: 'Leave' }).click();
  await guest.getByRole('alert').getByRole('button', { name: 'Leave' }).click();
  await says(guest, 'You belong to no organisation');

  await admin.reload();
  await admin.getByLabel(`Role of ${ana.email}`).waitFor();
  expect(await role.count()).toBe(0);
});

journey(
  'an employer’s invitation says what it means, and ends readings from voice',
  async ({ newDevice }) => {
    const admin = await (await newDevice()).newPage();
    const boss = await member(admin);
    standAsAdmin(boss);
    await make(admin, 'Night shift', 'employer');
    await says(admin, 'Readings from voice and face are never sent');

    const device = await newDevice({ viewport: WIDE });
    const page = await device.newPage();
    const worker = await member(page);
    await goToSetting(page, 'What may be sent');
    const voice = page.getByRole('switch', { name: /voice/i });
    await voice.click();
    // The switch itself moves before the server has heard of it.
    await says(page, 'Scores will be sent from now on.');
    expect(await voice.isChecked()).toBe(true);
    await page.goto(await invite(admin, worker, 'member'));
    await says(page, 'readings from your voice and face will not be sent any more');
    await page.getByRole('button', { name: 'Accept' }).click();
    await says(page, 'You are: Member');
    await goToSetting(page, 'What may be sent');
    await expect.poll(() => voice.isChecked()).toBe(false);
    await voice.click();
    await says(page, 'Not in an account of an employee or a pupil');
    expect(await voice.isChecked()).toBe(false);

    await appIsKept(page);
    await device.goOffline();
    await page.goto('/face');
    await page
      .getByRole('heading', { level: 1, name: 'Not in an account of an employee or a pupil' })
      .waitFor();
  },
);

journey('an invitation asks who is there before its token goes anywhere', async ({ newDevice }) => {
  const device = await newDevice({ locale: 'es-ES' });
  const page = await device.newPage();
  await open(page, `/organisations/invitation#${'A'.repeat(43)}`);
  await says(page, 'Inicia sesión para verla');
  expect(await findBarriers(page)).toEqual([]);
  const sent = Buffer.concat(device.wire.rawSent()).toString('latin1');
  expect(sent).toContain('/organisations/invitation');
  expect(sent).not.toContain('A'.repeat(43));
});
