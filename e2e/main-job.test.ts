import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findUnpackedCanary } from './canary.ts';
import { PHONE, WIDE } from './device.ts';
import { journey } from './journey.ts';
import {
  appIsKept,
  entryRow,
  goTo,
  isSynced,
  keepWords,
  newCredentials,
  open,
  openEntry,
  paper,
  putWordsAside,
  reading,
  readingWords,
  signIn,
  signUp,
} from './person.ts';
import { sharedProduct } from './product.ts';
import { openServerDatabase, storedBytes } from './server-files.ts';

const PICNIC = 'The tram was late. I am so happy and grateful for the wonderful picnic with my friends!';
const NIGHT = 'I cried in the kitchen tonight, I miss my grandmother terribly and feel so sad.';
const EVENING = 'I am proud and happy that I finished the whole wall today.';

journey(
  'a day is written and read on the device, goes on offline, and is found sealed on a second device',
  async ({ newDevice }) => {
    const laptop = await newDevice({ onDisk: true, viewport: WIDE });
    let page = await laptop.newPage();
    await open(page);
    await keepWords(page, PICNIC);
    expect(await readingWords(page)).toMatch(/joy/i);
    expect(await reading(page).getByRole('blockquote').innerText()).toContain('wonderful picnic');
    expect(laptop.wire.exchanges.filter(({ request }) => request.method !== 'GET')).toEqual([]);

    await isReadyForOffline(page);
    await laptop.goOffline();
    await laptop.powerCut();
    page = await laptop.newPage();
    await open(page);
    await entryRow(page, 'wonderful picnic').waitFor();
    await keepWords(page, NIGHT);
    expect(await readingWords(page)).toMatch(/sadness/i);

    await laptop.goOnline();
    const person = newCredentials();
    await signUp(page, person, { sendScores: true });
    await putWordsAside(page);
    await isSynced(page);

    const phone = await newDevice({ viewport: PHONE });
    const second = await phone.newPage();
    await open(second);
    await signIn(second, person);
    await openEntry(second, 'wonderful picnic');
    await second.getByText(PICNIC).waitFor();
    expect(await readingWords(second)).toMatch(/joy/i);
    await goTo(second, 'Journal');
    await entryRow(second, 'miss my grandmother').waitFor();

    const everything = storedBytes(sharedProduct().dataDir);
    const whereIs = (text: string) =>
      everything.flatMap(({ path, bytes }) =>
        findUnpackedCanary(text, bytes).map((how) => `${how}: ${path}`),
      );
    expect(whereIs(person.email)).not.toEqual([]);
    for (const secret of ['wonderful picnic', 'grandmother terribly', person.passphrase]) {
      expect(whereIs(secret)).toEqual([]);
    }
    const database = openServerDatabase(sharedProduct().dataDir);
    const rows = database
      .prepare(
        'SELECT count(*) AS ops FROM op JOIN user ON user.id = op.account_id WHERE email = ? AND sealed IS NOT NULL',
      )
      .get(person.email);
    expect(rows).toMatchObject({ ops: expect.any(Number) });
    expect(Number(rows?.['ops'])).toBeGreaterThanOrEqual(2);
    database.close();

    // Consent covers what is kept from then on: two entries were written before it, one after.
    await goTo(page, 'Today');
    await keepWords(page, EVENING);
    await readingWords(page);
    await isSynced(page);
    const scores = await page.evaluate(async () => (await fetch('/api/v1/readings')).text());
    expect((JSON.parse(scores) as { readings: unknown[] }).readings).toHaveLength(1);
    expect(scores).not.toMatch(/proud|picnic|grandmother/);
    await goTo(second, 'Today');
    await paper(second).waitFor();
  },
);

/** The service worker rules and keeps all that a reading needs. */
async function isReadyForOffline(page: Page): Promise<void> {
  await appIsKept(page);
  const kept = () =>
    page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys())
          urls.push(new URL(request.url).pathname);
      }
      return urls.join('\n');
    });
  await expect.poll(kept).toMatch(/\.wasm/);
  await expect.poll(kept).toMatch(/text-en/);
}
