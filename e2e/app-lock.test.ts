import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import {
  appIsKept,
  draftIsSaved,
  entryRow,
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
  typeWords,
} from './person.ts';

const PIN = '274936';
const SECRET_WORDS = 'Only for me: the cellar door was blue.';

async function setPin(page: Page, pin = PIN): Promise<void> {
  await goToSetting(page, 'App lock');
  await page.getByRole('radio', { name: /^PIN/ }).check();
  await page.getByRole('textbox', { name: 'New PIN' }).fill(pin);
  await page.getByRole('textbox', { name: 'The same PIN again' }).fill(pin);
  await page.getByRole('button', { name: 'Set the lock' }).click();
  await says(page, 'The lock is set.');
}

async function isLocked(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Your journal is locked' }).waitFor();
}

async function answerPin(page: Page, pin: string): Promise<void> {
  await page.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Everything a stranger could read out of the page as it stands. */
async function pageHolds(page: Page, words: string): Promise<boolean> {
  return (await page.content()).includes(words) || (await page.title()).includes(words);
}

/** What the browser stores of keys: how many vaults it could open by itself, and how many ways in there are. */
function storedLocks(page: Page): Promise<{ plain: number; ways: number }> {
  return page.evaluate(
    () =>
      new Promise<{ plain: number; ways: number }>((resolve, reject) => {
        const opened = indexedDB.open('undertone-vaults');
        opened.onerror = () => reject(new Error('no database'));
        opened.onsuccess = () => {
          const tables = opened.result.transaction(['vaults', 'locks']);
          const vaults = tables.objectStore('vaults').getAll();
          const locks = tables.objectStore('locks').getAll();
          tables.oncomplete = () => {
            opened.result.close();
            const rows = vaults.result as { readonly deviceKey: unknown }[];
            resolve({
              plain: rows.filter(({ deviceKey }) => deviceKey !== null).length,
              ways: locks.result.length,
            });
          };
        };
      }),
  );
}

journey(
  'a PIN stands before the journal from the next reload on; the wrong one opens nothing, the right one all',
  async ({ newDevice }) => {
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await keepWords(page, SECRET_WORDS);
    expect(await storedLocks(page)).toEqual({ plain: 1, ways: 0 });
    await setPin(page);
    expect(await storedLocks(page)).toEqual({ plain: 0, ways: 1 });
    await goTo(page, 'Journal');
    await entryRow(page, 'cellar door').waitFor();

    await appIsKept(page);
    await device.goOffline();
    await page.reload();
    await isLocked(page);
    expect(await pageHolds(page, 'cellar')).toBe(false);
    // The document is named after the heading is drawn.
    await expect.poll(() => page.title()).toBe('Your journal is locked · Undertone');
    expect(await page.getByRole('navigation').count()).toBe(0);
    await answerPin(page, '110022');
    await says(page, 'That does not open it');
    expect(await pageHolds(page, 'cellar')).toBe(false);
    await answerPin(page, PIN);
    await entryRow(page, 'cellar door').waitFor();
    expect(new URL(page.url()).pathname).toBe('/journal');
  },
);

journey('what is being written when the lock closes is there again when it opens', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await setPin(page);
  await goTo(page, 'Today');
  await typeWords(page, 'Half a thought about the harbour');
  await page.keyboard.press('Control+Shift+L');
  await isLocked(page);
  expect(await pageHolds(page, 'harbour')).toBe(false);
  await answerPin(page, PIN);
  await expect.poll(() => paper(page).inputValue()).toBe('Half a thought about the harbour');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await isLocked(page);
});

journey('the lock closes by itself, and makes wrong PINs wait longer and longer', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await page.clock.install();
  await open(page);
  await keepWords(page, SECRET_WORDS);
  await setPin(page);
  await page.getByRole('combobox', { name: 'How soon' }).selectOption('After 5 minutes');
  // The time stands from the last sign of a person on: of the five minutes a slow machine must not use any up.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000));
  await page.keyboard.press('Shift');
  await page.clock.fastForward('04:30');
  expect(await page.getByRole('heading', { level: 1, name: 'App lock' }).count()).toBe(1);
  await page.clock.fastForward('00:40');
  await page.clock.resume();
  await isLocked(page);

  // From here on the time stands: a slow machine must not sit the wait out.
  const then = await page.evaluate(() => Date.now());
  await page.clock.setFixedTime(then);
  for (let turn = 0; turn < 5; turn++) {
    await answerPin(page, '110022');
    await expect.poll(() => page.getByRole('textbox', { name: 'PIN', exact: true }).inputValue()).toBe('');
  }
  await says(page, /^The next one can be made in 0:30\.$/);
  await page.reload();
  await isLocked(page);
  await says(page, 'Too many wrong tries');
  await page.getByRole('textbox', { name: 'PIN', exact: true }).fill(PIN);
  await page.keyboard.press('Enter');
  expect(await page.getByRole('button', { name: 'Open', exact: true }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await page.clock.setFixedTime(then + 31_000);
  await answerPin(page, PIN);
  await page.getByRole('heading', { level: 1, name: 'App lock' }).waitFor();
});

journey('the lock closes at once in the background where the person chose that', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, SECRET_WORDS);
  await setPin(page);
  await page.getByRole('combobox', { name: 'How soon' }).selectOption('At once in the background');
  await goTo(page, 'Journal');
  await entryRow(page, 'cellar door').waitFor();
  // A headless browser never hides a page.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await isLocked(page);
  expect(await pageHolds(page, 'cellar')).toBe(false);
  expect(await storedLocks(page)).toEqual({ plain: 0, ways: 1 });
});

journey('a passkey of the device opens the journal, beside a passphrase', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await open(page);
  await keepWords(page, SECRET_WORDS);
  await goToSetting(page, 'App lock');
  await page.getByRole('radio', { name: /^Passkey/ }).check();
  await page.getByRole('button', { name: 'Set the lock' }).click();
  await says(page, 'The lock is set.');
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map(({ rpId }) => rpId)).toEqual(['localhost']);

  await page.getByRole('button', { name: 'Add a passphrase' }).click();
  await page
    .getByRole('textbox', { name: 'New passphrase of the lock' })
    .fill('copper violin thunder saddle');
  await page.getByRole('form').getByRole('button', { name: 'Add a passphrase' }).click();
  await says(page, 'Changed.');
  await page.reload();
  await isLocked(page);
  await page.getByRole('button', { name: 'Open with the passkey' }).click();
  await page.getByRole('heading', { level: 1, name: 'App lock' }).waitFor();

  await page.reload();
  await isLocked(page);
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Open with the passkey' }).click();
  await says(page, 'The passkey was not used');
  await page.getByRole('button', { name: 'Use the passphrase' }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('copper violin thunder saddle');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await goTo(page, 'Journal');
  await entryRow(page, 'cellar door').waitFor();
});

journey('a device without passkeys that open journals does not offer one', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await goToSetting(page, 'App lock');
  await page.getByRole('radio', { name: /^Passphrase/ }).waitFor();
  expect(await page.getByRole('radio', { name: /^Passkey/ }).count()).toBe(0);
});

journey(
  'a forgotten PIN: the recovery words open the journal and take the lock off',
  async ({ newDevice }) => {
    const person = newCredentials();
    const page = await (await newDevice()).newPage();
    await open(page);
    await keepWords(page, SECRET_WORDS);
    const words = await signUp(page, person);
    await putWordsAside(page);
    await isSynced(page);
    await setPin(page);
    await page.reload();
    await isLocked(page);
    await page.getByRole('button', { name: 'I have forgotten it' }).click();
    await page.getByLabel('The 24 words, in order').fill(words.toReversed().join(' '));
    await page.getByRole('button', { name: 'Open and take the lock off' }).click();
    await says(page, 'These words do not open it');
    await page.getByLabel('The 24 words, in order').fill(words.join(' '));
    await page.getByRole('button', { name: 'Open and take the lock off' }).click();
    await says(page, 'The journal is open and the lock is off.');
    expect(await storedLocks(page)).toEqual({ plain: 1, ways: 0 });
    await keepWordsAfter(page);

    await setPin(page, '905518');
    await page.reload();
    await isLocked(page);
    await page.getByRole('button', { name: 'I have forgotten it' }).click();
    await page.getByRole('radio', { name: 'With your account’s passphrase' }).check();
    await page.getByRole('textbox', { name: 'Passphrase' }).fill(person.passphrase);
    await page.getByRole('button', { name: 'Open and take the lock off' }).click();
    await says(page, 'The journal is open and the lock is off.');
    await goTo(page, 'Journal');
    await entryRow(page, 'cellar door').waitFor();
  },
);

/** Sync goes on where it stopped. */
async function keepWordsAfter(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await keepWords(page, 'Written after the lock was taken off.');
  await isSynced(page);
}

journey('a forgotten lock without an account can only be left by starting anew', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await keepWords(page, SECRET_WORDS);
  await setPin(page);
  await page.reload();
  await isLocked(page);
  await page.getByRole('button', { name: 'I have forgotten it' }).click();
  await says(page, 'nothing but this lock opens it');
  const erase = page.getByRole('button', { name: 'Erase everything here' });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: 'I know that this cannot be undone' }).check();
  await erase.click();
  await paper(page).waitFor();
  await goTo(page, 'Journal');
  await says(page, 'Your days will gather here');
});

journey('locking one tab locks the other, and so does setting a lock', async ({ newDevice }) => {
  const device = await newDevice();
  const [one, two] = [await device.newPage(), await device.newPage()];
  for (const page of [one, two]) await open(page);
  await keepWords(one, SECRET_WORDS);
  await goTo(two, 'Journal');
  await entryRow(two, 'cellar door').waitFor();
  await setPin(one);
  await isLocked(two);
  expect(await pageHolds(two, 'cellar')).toBe(false);
  await answerPin(two, PIN);
  await entryRow(two, 'cellar door').waitFor();
  await goTo(two, 'Today');
  await typeWords(two, 'left open in the other tab');
  await draftIsSaved(two);
  await one.getByRole('banner').getByRole('button', { name: 'Lock now' }).click();
  for (const page of [one, two]) await isLocked(page);
  expect(await pageHolds(two, 'left open')).toBe(false);
  await answerPin(two, PIN);
  await expect.poll(() => paper(two).inputValue()).toBe('left open in the other tab');
});

for (const [locale, words] of [
  ['en-US', { lock: 'Set the lock', forgot: 'I have forgotten it', title: 'Your journal is locked' }],
  ['es-ES', { lock: 'Poner el bloqueo', forgot: 'Lo he olvidado', title: 'Tu diario está bloqueado' }],
] as const) {
  journey(`axe finds nothing on the lock and its settings in ${locale}`, async ({ newDevice }) => {
    const page = await (await newDevice({ locale })).newPage();
    await open(page, '/settings/lock');
    await page.getByRole('button', { name: words.lock }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const field of await page.locator('input[type=password]').all()) await field.fill(PIN);
    await page.getByRole('button', { name: words.lock }).click();
    await page.getByRole('combobox').waitFor();
    await page.locator('.lock-section__way button').first().click();
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
    await page.locator('input[type=password]').fill('110022');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: words.forgot }).click();
    expect(await findBarriers(page)).toEqual([]);
  });
}
