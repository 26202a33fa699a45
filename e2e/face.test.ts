import { afterAll, expect } from 'vitest';
import { findBarriers } from './accessible.ts';
import { journey } from './journey.ts';
import { writeCameraFile } from './media/mjpeg.ts';
import { entryRow, goTo, open, reading, says } from './person.ts';
import { FACE_PICTURE, mediaFolder, showIt, saveCapture } from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const withFace = FACE_PICTURE === null ? journey.skip : journey;

withFace(
  'a face check opens the camera at the tap alone, reads a few seconds, and closes it',
  { timeout: 240_000 },
  async ({ newDevice, browser }) => {
    const camera = await writeCameraFile(browser, media.path('face.mjpeg'), {
      pictures: [{ file: FACE_PICTURE!, x: 0.55, y: 0.75, height: 1.5 }],
    });
    const device = await newDevice({ senses: { camera, permission: 'granted', webgl: true } });
    const page = await device.newPage();
    await open(page);
    await showIt(page);
    expect(await page.locator('video').count()).toBe(0);
    await page.getByRole('button', { name: 'Open the camera' }).click();
    await says(page, 'Good like this');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read my face' }).click();
    // Software drawing on a busy machine sees a frame or two a second.
    await page.getByText('How it looks').waitFor({ timeout: 90_000 });
    await says(page, /\d+ of \d+ used/);
    expect(await page.locator('video').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await device.goOffline();
    await saveCapture(page);
    await reading(page).getByText('joy').first().waitFor();
    await goTo(page, 'Journal');
    await entryRow(page, 'A face check').waitFor();

    await showIt(page);
    await page.getByLabel('A photo').setInputFiles(FACE_PICTURE!);
    await says(page, 'From one photo');
  },
);
