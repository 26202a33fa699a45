import { afterAll, expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Senses } from './device.ts';
import { journey } from './journey.ts';
import { writeCameraFile, type Scene } from './media/mjpeg.ts';
import { open, says } from './person.ts';
import { cameraSays, FACE_PICTURE, mediaFolder, readFace, showIt, unplug, wrapDevices } from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const withFace = FACE_PICTURE === null ? journey.skip : journey;

const CARTOON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="640" height="480">
  <circle cx="320" cy="240" r="150" fill="#ffd54a" stroke="#333" stroke-width="8"/>
  <circle cx="265" cy="200" r="18" fill="#333"/><circle cx="375" cy="200" r="18" fill="#333"/>
  <path d="M240 280 Q320 360 400 280" fill="none" stroke="#333" stroke-width="12" stroke-linecap="round"/>
</svg>`;

async function openCamera(page: Page): Promise<void> {
  await open(page);
  await showIt(page);
  await page.getByRole('button', { name: 'Open the camera' }).click();
}

interface BadPicture {
  readonly what: string;
  readonly scene: (face: string) => Scene;
  readonly says: RegExp;
}

const ONE_FACE = (file: string) => ({ file, x: 0.55, y: 0.75, height: 1.5 });

const BAD_PICTURES: readonly BadPicture[] = [
  {
    what: 'two faces',
    scene: (face) => ({
      pictures: [
        { file: face, x: 0.24, y: 0.7, height: 1.1 },
        { file: face, x: 0.78, y: 0.7, height: 1.1 },
      ],
    }),
    says: /More than one face: only yours, please/,
  },
  {
    what: 'a dark room',
    scene: (face) => ({ pictures: [ONE_FACE(face)], brightness: 0.12, background: '#050505' }),
    says: /Too dark: turn towards a light|No face in the picture/,
  },
  { what: 'a cartoon', scene: () => ({ svg: CARTOON, background: '#fff' }), says: /No face in the picture/ },
];

for (const { what, scene, says: words } of BAD_PICTURES) {
  withFace(`a camera that sees ${what} says so and names no emotion`, async ({ newDevice, browser }) => {
    const camera = await writeCameraFile(browser, media.path(`${what}.mjpeg`), scene(FACE_PICTURE!));
    const page = await (
      await newDevice({ senses: { camera, permission: 'granted', webgl: true } })
    ).newPage();
    await openCamera(page);
    await cameraSays(page, words);
    await readFace(page);
    await says(page, 'Too little in this face to name an emotion');
  });
}

journey('a camera that sees no face says so, and its reading names no emotion', async ({ newDevice }) => {
  const page = await (await newDevice({ senses: { permission: 'granted', webgl: true } })).newPage();
  await openCamera(page);
  await cameraSays(page, 'No face in the picture');
  await readFace(page);
  await says(page, 'Too little in this face to name an emotion');
});

const REFUSALS: readonly { what: string; senses: Senses; says: string }[] = [
  {
    what: 'that is refused',
    senses: { permission: 'denied', webgl: true },
    says: 'The camera is not allowed here',
  },
  {
    what: 'that is not there',
    senses: { microphone: null, permission: 'granted', webgl: true },
    says: 'No camera was found',
  },
  { what: 'without WebGL', senses: { permission: 'granted' }, says: 'This browser has no WebGL' },
];

for (const { what, senses, says: words } of REFUSALS) {
  journey(`a camera ${what} says what to do`, async ({ newDevice }) => {
    const device = await newDevice({
      senses,
      ...(senses.webgl === true
        ? {}
        : {
            beforeApp: () => {
              OffscreenCanvas.prototype.getContext = () => null;
              HTMLCanvasElement.prototype.getContext = () => null;
            },
          }),
    });
    const page = await device.newPage();
    await openCamera(page);
    await says(page, words);
    expect(await page.locator('video').count()).toBe(0);
  });
}

withFace(
  'a camera that is unplugged midway keeps nothing and can be opened again',
  async ({ newDevice, browser }) => {
    const camera = await writeCameraFile(browser, media.path('face.mjpeg'), {
      pictures: [ONE_FACE(FACE_PICTURE!)],
    });
    const device = await newDevice({
      senses: { camera, permission: 'granted', webgl: true },
      beforeApp: wrapDevices,
    });
    const page = await device.newPage();
    await openCamera(page);
    await cameraSays(page, 'Good like this');
    await unplug(page);
    await says(page, 'The camera went away');
    await page.getByRole('button', { name: 'Try again' }).click();
    await cameraSays(page, 'Good like this');
  },
);

journey('a file that is no picture says so', async ({ newDevice }) => {
  const page = await (await newDevice({ senses: { permission: 'granted', webgl: true } })).newPage();
  await open(page);
  await showIt(page);
  const photo = page.getByLabel('A photo');
  await photo.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await says(page, 'This is not a picture that this browser can open');
  await photo.setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.alloc(0) });
  await says(page, 'This file is empty');
});
