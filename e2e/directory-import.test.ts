import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { WIDE } from './device.ts';
import { journey } from './journey.ts';
import { newCredentials, open, putWordsAside, says, signUp, type Credentials } from './person.ts';
import { sharedProduct } from './product.ts';
import { openServerDatabase } from './server-files.ts';

/** On an island where the sample directory has nobody. */
const TRISTAN = { latitude: -37.0676, longitude: -12.3116 };

const ROWS = [
  'ref,who,what,north,east,tel',
  'j1,Edinburgh Settlement Clinic,clinic,-37.0676,-12.3116,+290 8 1234567',
  'j2,Potato Patch Psychologist,psychologist,-37.08,-12.35,+290 8 1234568',
  'j3,Albatross Counselling,therapist,-37.06,-12.30,',
  'j4,"Long Bluff, doctor",doctor,-37.07,-12.29,',
  'j5,,therapist,-37.07,-12.31,',
  'j6,At the Middle of Nowhere,clinic,0,0,',
  'j1,The Same Once More,clinic,-37.06,-12.31,',
];

const FILE = { name: 'tristan.csv', mimeType: 'text/csv', buffer: Buffer.from(`${ROWS.join('\r\n')}\r\n`) };

/** As if `admin:grant` had been run and a second factor shown just now. */
function standAsSuperAdmin({ email }: Credentials): void {
  const database = openServerDatabase(sharedProduct().dataDir);
  database.prepare('UPDATE user SET is_super_admin = 1, has_second_factor = 1 WHERE email = ?').run(email);
  database
    .prepare(
      'UPDATE session SET stepped_up_at = ?, last_seen_at = ? WHERE user_id = (SELECT id FROM user WHERE email = ?)',
    )
    .run(Date.now(), Date.now(), email);
  database.close();
}

async function directory(): Promise<{ readonly version: number; readonly entries: number }> {
  const reply = await fetch(`${sharedProduct().url}/api/v1/doctors/tiles`);
  return (await reply.json()) as { readonly version: number; readonly entries: number };
}

/** A message of the queue waits five seconds, works for fifteen, and queues the rest, behind what else is queued. */
const IMPORTED_WITHIN = { timeout: 180_000 };

/** Somebody says that one of the sample is closed, so that the admin has something to look at. */
async function reportOne(): Promise<void> {
  const origin = sharedProduct().url;
  const ask = async (path: string) => (await fetch(`${origin}/api/v1/doctors/${path}`)).json();
  const { tiles } = (await ask('tiles')) as { tiles: readonly [readonly [string]] };
  const { entries } = (await ask(`tiles/${tiles[0][0]}`)) as { entries: readonly [{ id: string }] };
  const reply = await fetch(`${origin}/api/v1/doctors/entries/${entries[0].id}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ reason: 'closed' }),
  });
  expect(reply.status).toBe(204);
}

async function chooseTheFile(page: Page): Promise<void> {
  await page.getByLabel('File', { exact: true }).setInputFiles(FILE);
  await page.getByLabel('Short name of the source').fill('tristan');
  await page.getByLabel('Name of the source', { exact: true }).fill('List of the island');
  await page.getByLabel('Licence').fill('CC0 1.0');
  const columns = { 'Id at the source': 'ref', Latitude: 'north', Longitude: 'east', Name: 'who' };
  for (const [field, column] of Object.entries(columns)) {
    await page.getByLabel(field, { exact: true }).selectOption(column);
  }
  await page.getByText('Other fields').click();
  await page.getByLabel('Kind', { exact: true }).selectOption('what');
}

const latest = (page: Page) =>
  page.getByRole('list', { name: 'Imports' }).getByRole('listitem', { name: 'List of the island' }).first();

journey(
  'an admin checks a file, sees its bad rows, imports it for good, and undoes it',
  async ({ newDevice }) => {
    await reportOne();
    const before = await directory();
    const page = await (await newDevice({ viewport: WIDE })).newPage();
    const admin = newCredentials();
    await open(page);
    await signUp(page, admin);
    await putWordsAside(page);
    await open(page, '/admin/directory');
    await says(page, 'This account may not do that');

    standAsSuperAdmin(admin);
    await open(page, '/admin');
    await page.getByRole('link', { name: 'The directory of care: imports and reports' }).click();
    await says(page, 'What everybody sees');
    await page.getByText('closed for good', { exact: false }).first().waitFor();
    await chooseTheFile(page);
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Send and check' }).click();
    await latest(page).getByText('Checked; nothing was changed').waitFor(IMPORTED_WITHIN);
    expect(await directory()).toMatchObject(before);
    await latest(page).getByText('3 rows with trouble').click();
    const line = (row: number) => latest(page).getByRole('row', { name: new RegExp(`^${row} `) });
    await line(6).getByText('No name').waitFor();
    await line(7).getByText('The position is 0, 0').waitFor();
    await line(8).getByText('Its id was there already').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await latest(page).getByRole('button', { name: 'Import it for good' }).click();
    await latest(page).getByText('Done; everybody sees it').waitFor(IMPORTED_WITHIN);
    expect((await directory()).entries).toBe(before.entries + 4);

    const person = await (await newDevice({ position: TRISTAN })).newPage();
    await open(person, '/care/near');
    await person.getByRole('button', { name: 'Use where I am' }).click();
    const near = person.getByRole('list', { name: 'Care near you' });
    await near.getByText('Edinburgh Settlement Clinic').waitFor();
    await near.getByText('Long Bluff, doctor').waitFor();
    expect(await near.getByText('The Same Once More').count()).toBe(0);

    await latest(page).getByRole('button', { name: 'Undo the import of List of the island' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Undo', exact: true }).click();
    await latest(page).getByText('Undone').waitFor();
    expect((await directory()).entries).toBe(before.entries);

    const other = await (await newDevice({ position: TRISTAN })).newPage();
    await open(other, '/care/near');
    await other.getByRole('button', { name: 'Use where I am' }).click();
    await other.getByRole('list', { name: 'Care near you' }).getByRole('listitem').first().waitFor();
    expect(await other.getByText('Edinburgh Settlement Clinic').count()).toBe(0);
  },
);
