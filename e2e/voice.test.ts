import { afterAll, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import {
  appIsKept,
  entryRow,
  goTo,
  goToSetting,
  isSynced,
  keepWords,
  newCredentials,
  open,
  openEntry,
  putWordsAside,
  reading,
  readingWords,
  says,
  signIn,
  signUp,
} from './person.ts';
import { mediaFolder, record, sayIt, writeSpeech, saveCapture } from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const senses = (microphone: string) => ({ microphone, permission: 'granted' }) as const;

async function fusedWords(page: Page): Promise<string> {
  await reading(page).getByText('Voice').first().waitFor();
  return reading(page).locator('p').first().innerText();
}

journey(
  'a voice minute is recorded, read, saved offline, synced, and fused alike on a second device',
  async ({ newDevice }) => {
    const microphone = writeSpeech(media.path('day.wav'), { seconds: 9, f0Hz: 190, swing: 4 });
    const device = await newDevice({ senses: senses(microphone) });
    const page = await device.newPage();
    await open(page);
    const person = newCredentials();
    await signUp(page, person);
    await putWordsAside(page);
    await keepWords(page, 'I am so happy with this wonderful day!');
    await readingWords(page);
    await isSynced(page);

    await openEntry(page, 'wonderful day');
    await page.getByRole('link', { name: 'Add your voice' }).click();
    await page.getByRole('button', { name: 'Switch voice reading on' }).click();
    await record(page, 6);
    await says(page, /pitch about \d+ Hz/i);
    await page.getByRole('button', { name: 'Stop and read' }).click();
    await says(page, 'There is no reference yet');
    await says(page, 'Above the noise');
    await page.getByRole('switch', { name: /Keep the recording/ }).check();

    await appIsKept(page);
    await device.goOffline();
    await page.getByRole('button', { name: 'Add to the entry' }).click();
    await says(page, 'Saved');
    const here = await fusedWords(page);
    await says(page, 'On this device only so far');

    await device.goOnline();
    await isSynced(page);
    await openEntry(page, 'wonderful day');
    await says(page, 'Here, and sealed on the server');

    const other = await newDevice();
    const second = await other.newPage();
    await open(second);
    await signIn(second, person);
    await openEntry(second, 'wonderful day');
    expect(await fusedWords(second)).toBe(here);
    await says(second, 'On another device or the server; fetched when you listen');
    await second.getByRole('button', { name: 'Listen' }).click();
    await second.getByLabel(/^Recording of/).waitFor();
    expect(
      await second.locator('audio').evaluate(async (audio: HTMLAudioElement) => {
        if (audio.readyState < audio.HAVE_METADATA)
          await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true }));
        return audio.error;
      }),
    ).toBeNull();
    expect(await findBarriers(second)).toEqual([]);
  },
);

journey('five sentences make a reference, and a voice minute is told against it', async ({ newDevice }) => {
  const microphone = writeSpeech(media.path('usual.wav'), { seconds: 7, f0Hz: 150 });
  const device = await newDevice({ senses: senses(microphone) });
  const page = await device.newPage();
  await open(page);
  await sayIt(page);
  expect(await findBarriers(page)).toEqual([]);
  await goToSetting(page, 'Your usual voice');
  await says(page, 'Not set yet');
  await page.getByRole('button', { name: 'Read the five sentences' }).click();
  const done = page.getByRole('button', { name: /Done · 0:(0[5-9]|[12]\d)/ });
  const keep = page.getByRole('button', { name: 'Keep as my usual voice' });
  for (let place = 1; place <= 5; place += 1) {
    const next = place === 5 ? keep : page.getByText(`Sentence ${place + 1} of 5`);
    await says(page, `Sentence ${place} of 5`);
    await page.getByRole('button', { name: 'Record this sentence' }).click();
    await done.or(next).first().waitFor();
    // At twenty seconds a recording ends by itself: on a busy machine before anybody has tapped.
    await done.click({ timeout: 10_000 }).catch(() => undefined);
    await next.waitFor();
  }
  await keep.click();
  await says(page, 'Kept. Voice minutes are now told against it.');

  await sayIt(page);
  await record(page, 6);
  await page.getByRole('button', { name: 'Stop and read' }).click();
  await says(page, 'What carried it');
  await page.getByText('There is no reference yet').waitFor({ state: 'detached' });
  expect(await findBarriers(page)).toEqual([]);
  await saveCapture(page);
  await goTo(page, 'Journal');
  await entryRow(page, 'A voice minute').waitFor();
});
