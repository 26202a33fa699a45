import { expect } from 'vitest';
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
  signIn,
  signUp,
} from './person.ts';
import { showAgainByMail } from './show-again.ts';

const NEXT_PASSPHRASE = 'copper violin thunder saddle plum';

journey(
  'the recovery words are rehearsed from paper, and open the journal on a new device when all else is forgotten',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'What must not be lost.');
    const words = await signUp(page, person);
    expect(new Set(words).size).toBeGreaterThan(12);

    await page.getByRole('button', { name: 'I wrote them down' }).click();
    const blanks = page.getByRole('textbox', { name: /^Word \d+$/ });
    await expect.poll(() => blanks.count()).toBe(3);
    await blanks.first().fill('nonsense');
    for (let at = 1; at < 3; at++) await blanks.nth(at).fill('nonsense');
    await page.getByRole('button', { name: 'Check' }).click();
    await says(page, 'Not the word in that place.');
    for (let at = 0; at < 3; at++) {
      const label = await blanks
        .nth(at)
        .evaluate((field) => (field as HTMLInputElement).labels?.[0]?.textContent ?? '');
      await blanks.nth(at).fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
    }
    await page.getByRole('button', { name: 'Check' }).click();
    await says(page, 'Right. The paper is good.');
    await isSynced(page);

    const spare = await (await newDevice()).newPage();
    await open(spare);
    await goToSetting(spare, 'Account');
    await spare.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
    await spare.getByRole('link', { name: 'Forgot the passphrase?' }).click();
    await spare.getByLabel('Email').fill(person.email);
    await spare.getByLabel('The 24 words, in order').fill(words.toReversed().join(' '));
    await spare.getByRole('textbox', { name: 'New passphrase' }).fill(NEXT_PASSPHRASE);
    await spare.getByRole('button', { name: 'Open the journal' }).click();
    await says(spare, 'These words do not open it');
    await spare.getByLabel('The 24 words, in order').fill(words.join(' '));
    await spare.getByRole('button', { name: 'Open the journal' }).click();
    await paper(spare).waitFor();
    await goTo(spare, 'Journal');
    await entryRow(spare, 'What must not be lost.').waitFor();

    const third = await (await newDevice()).newPage();
    await open(third);
    await signIn(third, { ...person, passphrase: NEXT_PASSPHRASE });
    await goTo(third, 'Journal');
    await entryRow(third, 'What must not be lost.').waitFor();
  },
);

journey(
  'a changed passphrase signs the other device out, and only the new one opens the account',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await signUp(page, person);
    await putWordsAside(page);
    const other = await (await newDevice()).newPage();
    await open(other);
    await signIn(other, person);
    await isSynced(other);

    await goToSetting(page, 'Account');
    await page.getByRole('link', { name: 'Change the passphrase' }).click();
    await page.getByRole('textbox', { name: 'Current passphrase' }).fill('not the passphrase at all');
    await page.getByRole('textbox', { name: 'New passphrase' }).fill(NEXT_PASSPHRASE);
    await showAgainByMail(page, person.email, () => page.getByRole('button', { name: 'Change it' }).click());
    await says(page, 'Email and passphrase do not match');
    await page.getByRole('textbox', { name: 'Current passphrase' }).fill(person.passphrase);
    await page.getByRole('button', { name: 'Change it' }).click();
    await says(page, 'The passphrase is changed.');

    await keepWords(other, 'Written on the device that was signed out.');
    await says(other, 'Your session has ended.');
    await other.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click();
    await giveCredentials(other, person);
    await says(other, 'Email and passphrase do not match');
    await giveCredentials(other, { ...person, passphrase: NEXT_PASSPHRASE });
    await paper(other).waitFor();
    await isSynced(other);
    await goTo(page, 'Journal');
    await entryRow(page, 'Written on the device that was signed out.').waitFor();
  },
);

journey('signing out keeps the journal here or erases it, as the person says', async ({ newDevice }) => {
  const person = newCredentials();
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, 'Mine, with or without an account.');
  await signUp(page, person);
  await putWordsAside(page);
  await isSynced(page);

  const signOut = async (choice: string) => {
    await goToSetting(page, 'Account');
    await page.getByRole('link', { name: 'Sign out' }).click();
    await page.getByRole('radio', { name: choice }).check();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await paper(page).waitFor();
  };
  await signOut('Keep the journal here');
  await goTo(page, 'Journal');
  await entryRow(page, 'Mine, with or without').waitFor();
  await page.reload();
  await entryRow(page, 'Mine, with or without').waitFor();

  await signIn(page, person);
  await isSynced(page);
  await signOut('Erase it from this device');
  await goTo(page, 'Journal');
  await says(page, 'Your days will gather here');
  const left = await page.evaluate(async () => JSON.stringify({ ...localStorage }) + document.cookie);
  expect(left).not.toContain(person.email);

  await signIn(page, person);
  await goTo(page, 'Journal');
  await entryRow(page, 'Mine, with or without').waitFor();
  await says(page, '1 entry');
});

journey(
  'a device with a journal of its own joins an account only when told to, and then nothing is lost',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, 'From the first device.');
    await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);

    const other = await (await newDevice()).newPage();
    await open(other);
    await keepWords(other, 'From the device that joined.');
    await signIn(other, person, { merge: true });
    await isSynced(other);
    for (const each of [page, other]) {
      await goTo(each, 'Journal');
      await entryRow(each, 'From the first device.').waitFor();
      await entryRow(each, 'From the device that joined.').waitFor();
      await says(each, '2 entries');
    }
  },
);
