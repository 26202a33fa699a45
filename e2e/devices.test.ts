import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import {
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

journey(
  'whoever is signed in is in a list, and is out at once when ended there, without losing a word',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'Kept before anybody signed out.');
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);

    const other = await (await newDevice()).newPage();
    await open(other);
    await signIn(other, person);
    await isSynced(other);

    await goToSetting(page, 'Devices and programs');
    const list = page.getByRole('main').getByRole('list', { name: 'Devices and programs' });
    await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
    await says(page, 'This device');
    expect(await findBarriers(page)).toEqual([]);
    await list.getByRole('button', { name: /^End / }).click();
    await says(page, 'That session is over.');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(1);

    await goToSetting(other, 'Devices and programs');
    await says(other, 'You are no longer signed in here');
    await says(other, 'Your journal on this device is untouched.');
    await open(other, '/journal');
    await says(other, 'Kept before anybody signed out.');
  },
);

journey(
  'a program is let in after a code, for what was ticked only, and its token dies with its row',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await signUp(page, person);
    await putWordsAside(page);
    await goToSetting(page, 'Devices and programs');
    await page.getByRole('button', { name: 'Let a program in' }).click();
    await page.getByLabel('What is it called?').fill('Backup script');
    await page.getByRole('checkbox', { name: 'See the numbers you send' }).check();
    await showAgainByMail(page, person.email, () =>
      page.getByRole('button', { name: 'Let a program in' }).click(),
    );
    const token = await page
      .getByRole('textbox', { name: 'Access token, good for five minutes' })
      .inputValue();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have kept them' }).click();

    const { origin } = new URL(page.url());
    const ask = async (path: string) =>
      (await fetch(`${origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await ask('/readings')).toBe(200);
    expect(await ask('/consents')).toBe(403);
    await page.getByRole('button', { name: 'End Backup script' }).click();
    await says(page, 'That session is over.');
    expect(await ask('/readings')).toBe(401);
  },
);
