import { expect } from 'vitest';
import { findCanary } from './canary.ts';
import { journey } from './journey.ts';
import {
  editEntry,
  entryRow,
  goTo,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  openEntry,
  paper,
  putWordsAside,
  readingWords,
  says,
  signIn,
  signUp,
} from './person.ts';
import { trafficOf } from './traffic.ts';

const CANARIES = {
  entry: 'Quetzalfeather marzipan',
  second: 'Ümläut-Zephyrkraut gloaming',
  edit: 'vermilion-otter-parade',
  draft: 'unfinished kaleidobadger',
  search: 'marzipan quetzalfeather',
  notAnEmail: 'canarybird@whispered-secret.example',
} as const;

journey(
  'nothing a person types leaves the device in any encoding, and no other host is asked',
  async ({ newDevice }) => {
    const person = newCredentials();
    const device = await newDevice();
    const page = await device.newPage();
    await open(page);
    await keepWords(page, `${CANARIES.entry}: I am so happy about it, it was wonderful!`);
    await readingWords(page);
    await keepWords(page, `${CANARIES.second}, and write to ${CANARIES.notAnEmail} #${CANARIES.notAnEmail}`);
    const words = await signUp(page, person, { sendScores: true });
    await putWordsAside(page);
    await isSynced(page);

    const other = await newDevice();
    const second = await other.newPage();
    await open(second);
    await signIn(second, person);
    await openEntry(second, CANARIES.entry);
    await editEntry(second, `${CANARIES.entry} and then ${CANARIES.edit}`);
    await readingWords(second);

    await goTo(page, 'Journal');
    await entryRow(page, CANARIES.edit).waitFor();
    await page.getByRole('searchbox', { name: 'Search your journal' }).fill(CANARIES.search);
    await says(page, '1 entry found');
    await page.getByRole('searchbox', { name: 'Search your journal' }).fill('');
    await openEntry(page, CANARIES.second);
    await page.getByRole('button', { name: 'Delete' }).click();
    await says(page, 'Entry deleted');
    await goTo(page, 'Today');
    await paper(page).fill(CANARIES.draft);
    await goToSetting(page, 'What may be sent');
    await page.getByRole('switch', { name: 'Send the scores of what I write' }).uncheck();
    await says(page, 'Nothing more is sent.');
    await isSynced(page);
    await page.reload();
    await paper(page).waitFor();

    const traffic = [device, other].flatMap(({ wire }) => trafficOf(wire));
    const secrets = { ...CANARIES, passphrase: person.passphrase, words: words.slice(0, 4).join(' ') };
    const found = Object.entries(secrets).flatMap(([name, secret]) =>
      traffic.flatMap(({ where, bytes }) =>
        findCanary(secret, bytes).map((how) => `${name} as ${how} in ${where}`),
      ),
    );
    expect(found).toEqual([]);

    // The search can find: the address is known to the server, and the socket and the sync were really there.
    expect(traffic.some(({ bytes }) => findCanary(person.email, bytes).length > 0)).toBe(true);
    expect(device.wire.sockets.length).toBeGreaterThan(0);
    expect(
      device.wire.exchanges.some(
        ({ request }) => request.path === '/api/v1/sync' && request.body.length > 300,
      ),
    ).toBe(true);
    expect([...device.strangers(), ...other.strangers()]).toEqual([]);
  },
);
