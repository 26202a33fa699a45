import { afterAll, expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import { writeCameraFile } from './media/mjpeg.ts';
import type { Page } from 'playwright-core';
import {
  appIsKept,
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
import { cameraSays, FACE_PICTURE, mediaFolder, readFace, showIt } from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const withFace = FACE_PICTURE === null ? journey.skip : journey;

async function fusedWords(page: Page): Promise<string> {
  await reading(page).getByText('Face').first().waitFor();
  return reading(page).locator('p').first().innerText();
}

withFace(
  'a face check opens the camera at the tap alone, is saved offline, synced, and fused alike on a second device',
  async ({ newDevice, browser }) => {
    const camera = await writeCameraFile(browser, media.path('face.mjpeg'), {
      pictures: [{ file: FACE_PICTURE!, x: 0.55, y: 0.75, height: 1.5 }],
    });
    const device = await newDevice({ senses: { camera, permission: 'granted', webgl: true } });
    const page = await device.newPage();
    await open(page);
    const person = newCredentials();
    await signUp(page, person);
    await putWordsAside(page);
    await keepWords(page, 'I am so happy with this wonderful day!');
    await readingWords(page);
    await isSynced(page);

    await openEntry(page, 'wonderful day');
    await page.getByRole('link', { name: 'Add your face' }).click();
    await page.getByRole('button', { name: 'Switch face reading on' }).click();
    await page.getByRole('button', { name: 'Open the camera' }).waitFor();
    expect(await page.locator('video').count()).toBe(0);
    await page.getByRole('button', { name: 'Open the camera' }).click();
    await cameraSays(page, 'Good like this');
    expect(await findBarriers(page)).toEqual([]);
    await readFace(page);
    await says(page, /\d+ of \d+ used/);
    expect(await page.locator('video').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await appIsKept(page);
    await device.goOffline();
    await page.getByRole('button', { name: 'Add to the entry' }).click();
    await says(page, 'Saved');
    await reading(page).getByText('joy').first().waitFor();
    const here = await fusedWords(page);

    await device.goOnline();
    await isSynced(page);
    const second = await (await newDevice()).newPage();
    await open(second);
    await signIn(second, person);
    await openEntry(second, 'wonderful day');
    expect(await fusedWords(second)).toBe(here);
  },
);

withFace('a photo is read without a camera', async ({ newDevice }) => {
  const page = await (await newDevice({ senses: { permission: 'granted', webgl: true } })).newPage();
  await open(page);
  await showIt(page);
  await page.getByLabel('A photo').setInputFiles(FACE_PICTURE!);
  await says(page, 'From one photo');
  expect(await page.locator('video').count()).toBe(0);
});
