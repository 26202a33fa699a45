import { globSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { TINY_WHISPER_SAYS } from '@undertone/inference/speech/tiny-whisper.testkit';
import type { Locator, Page } from 'playwright-core';
import type { Product } from '../scripts/product.ts';
import { sha256Of } from '../web/build/file-hash.ts';
import { PIECE_BYTES } from '../web/src/packs/pack-pin.ts';
import { findBarriers } from './accessible.ts';
import { WIDE, type Device } from './device.ts';
import { journey } from './journey.ts';
import { commentedFacePack, tinySpeechPack, tinyTextPack } from './made-packs.ts';
import { startProductWithPacks } from './packs-product.ts';
import {
  appIsKept,
  goTo,
  goToSetting,
  keepWords,
  open,
  openEntry,
  reading,
  readingWords,
  says,
} from './person.ts';
import { FACE_PICTURE, mediaFolder, record, saveCapture, sayIt, showIt, writeSpeech } from './senses.ts';

const TEXT = tinyTextPack();
const FACE = await commentedFacePack();
const SPEECH = tinySpeechPack();
/** One that only the shipped model reads as it was meant: to the tiny one "happy" is all there is. */
const FURIOUS = 'I am furious, full of hate, and never happy with this awful day.';

const media = mediaFolder();
let product: Product | null = null;

beforeAll(async () => {
  if (inject('chromium') === null) return;
  const folder = media.path('deployment');
  mkdirSync(folder);
  product = await startProductWithPacks(folder, [TEXT, FACE, SPEECH]);
});

afterAll(async () => {
  await product?.stop();
  media.remove();
});

const served = () => ({ productUrl: product!.url });

const pack = (page: Page, { name }: { readonly name: string } = TEXT): Locator =>
  page.getByRole('region', { name, exact: true });

const act = (page: Page, name: string | RegExp, of = TEXT): Locator =>
  pack(page, of).getByRole('button', { name });

const openModels = (page: Page): Promise<void> => goToSetting(page, 'The readers');

async function isInstalled(page: Page, of = TEXT): Promise<void> {
  await pack(page, of).getByText('Installed', { exact: true }).waitFor();
}

/** `Range` headers of the requests for a pack's files, in their order; `whole` for one without. */
function asked({ wire }: Device, { id } = TEXT): readonly string[] {
  return wire.exchanges
    .filter(({ request }) => request.path.startsWith(`/api/v1/packs/${id}/`))
    .map(({ request }) => request.headers.find(([name]) => name.toLowerCase() === 'range')?.[1] ?? 'whole');
}

/** Writes on Today and says which model read it. */
async function modelThatReads(page: Page, text: string): Promise<string> {
  await goTo(page, 'Today');
  await keepWords(page, text);
  await readingWords(page);
  await reading(page).getByText('How this was read').click();
  return reading(page)
    .getByText(/Read on this device by/)
    .first()
    .innerText();
}

const keptFiles = (page: Page): Promise<number> =>
  page.evaluate(async () => (await (await caches.open('undertone-packs')).keys()).length);

journey(
  'a pack is fetched at a tap, stopped and taken up after a reload, checked, used offline, and removed',
  async ({ newDevice }) => {
    const device = await newDevice(served());
    const page = await device.newPage();
    await open(page);
    await openModels(page);
    await pack(page).getByText('From this server. Nobody else sees you.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(asked(device)).toEqual([]);

    let release = () => {};
    const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const letGo = device.wire.addRule({
      matches: ({ path, headers }) =>
        path.includes('/packs/') && headers.some(([, value]) => value.startsWith(`bytes=${PIECE_BYTES}-`)),
      answer: () => held,
    });
    await act(page, 'Install').click();
    await pack(page).getByText('4.2 MB of 9 MB').waitFor();
    // What has come is shown before it is kept; the next piece is asked for after that.
    await expect.poll(() => asked(device)).toHaveLength(2);
    expect(await findBarriers(page)).toEqual([]);
    await act(page, 'Pause').click();
    await pack(page).getByText('Paused').waitFor();
    letGo();
    release();

    await page.reload();
    await pack(page).getByText('4.2 MB of 9 MB').waitFor();
    await pack(page).getByText('Paused').waitFor();
    const before = asked(device).length;
    await act(page, 'Go on').click();
    await isInstalled(page);
    expect(asked(device).slice(before)).toEqual([
      `bytes=${PIECE_BYTES}-${2 * PIECE_BYTES - 1}`,
      `bytes=${2 * PIECE_BYTES}-${TEXT.files[0]!.bytes.length - 1}`,
      `bytes=0-${TEXT.files[1]!.bytes.length - 1}`,
    ]);
    expect(await findBarriers(page)).toEqual([]);

    expect(await modelThatReads(page, FURIOUS)).toContain('text-en ');
    await openModels(page);
    await pack(page).getByRole('switch', { name: 'Use it for readings' }).check();
    expect(await modelThatReads(page, FURIOUS)).toContain('text-go-emotions 1.0.0');
    await reading(page).getByText('joy').first().waitFor();

    await appIsKept(page);
    await device.goOffline();
    await page.reload();
    expect(await modelThatReads(page, `${FURIOUS} It rained.`)).toContain('text-go-emotions 1.0.0');
    await openModels(page);
    await isInstalled(page);

    await device.goOnline();
    await goToSetting(page, 'What left this device today');
    await page.getByText(/loads? of the app’s own files/).click();
    for (const { bytes } of TEXT.files)
      await says(page, `GET /api/v1/packs/${TEXT.id}/${sha256Of(bytes, 'hex')}`);

    await openModels(page);
    await act(page, 'Remove').click();
    await act(page, 'Install').waitFor();
    expect(await keptFiles(page)).toBe(0);
    expect(await modelThatReads(page, FURIOUS)).toContain('text-en ');
  },
);

journey(
  'a flipped byte is refused with its reason, and a copy damaged later is thrown away while readings go on',
  async ({ newDevice }) => {
    const device = await newDevice({ ...served(), viewport: WIDE });
    const page = await device.newPage();
    await open(page);
    await openModels(page);
    const mend = device.wire.addRule({
      matches: ({ path }) => path.includes(`/packs/${TEXT.id}/`),
      change: (reply) => {
        const body = Buffer.from(reply.body);
        body[body.length >> 1]! ^= 1;
        return { ...reply, body };
      },
    });
    await act(page, 'Install').click();
    const refused = pack(page).getByRole('alert');
    await refused.getByText('What came was not what was promised, and was thrown away').waitFor();
    await refused.getByText('Your journal and the readers you have are not affected.').waitFor();
    expect(await keptFiles(page)).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    mend();
    await act(page, 'Try again').click();
    await isInstalled(page);
    await pack(page).getByRole('switch', { name: 'Use it for readings' }).check();

    await page.evaluate(async () => {
      const cache = await caches.open('undertone-packs');
      const first = (await cache.keys()).find(({ url }) => url.endsWith('/0'))!;
      const kept = (await cache.match(first))!;
      const bytes = new Uint8Array(await kept.arrayBuffer());
      bytes[bytes.length >> 1]! ^= 1;
      await cache.put(first, new Response(bytes, { headers: kept.headers }));
    });
    expect(await modelThatReads(page, FURIOUS)).toContain('text-en ');
    await openModels(page);
    await says(page, 'Its kept copy was damaged, and was thrown away');
    await act(page, 'Install again').click();
    await isInstalled(page);
    expect(await modelThatReads(page, FURIOUS)).toContain('text-go-emotions 1.0.0');
  },
);

journey(
  'what was said is written down by an installed pack without a network, changed by the person, and kept here',
  async ({ newDevice }) => {
    const microphone = writeSpeech(media.path('said.wav'), { seconds: 9 });
    const device = await newDevice({ ...served(), senses: { microphone, permission: 'granted' } });
    const page = await device.newPage();
    await open(page);
    await openModels(page);
    await act(page, 'Install', SPEECH).click();
    await isInstalled(page, SPEECH);
    expect(await findBarriers(page)).toEqual([]);

    await sayIt(page);
    await record(page, 6);
    await page.getByRole('button', { name: 'Stop and read' }).click();
    await says(page, 'Above the noise');
    await appIsKept(page);
    await wordsAreReadOffline(page);
    await device.goOffline();
    await page.getByRole('button', { name: 'Write down what you said' }).click();
    const words = page.getByRole('textbox', { name: 'What you said, for this entry' });
    await expect.poll(() => words.inputValue()).toBe(TINY_WHISPER_SAYS.en);
    expect(await findBarriers(page)).toEqual([]);
    await words.fill(`${TINY_WHISPER_SAYS.en} So is Ana.`);
    await saveCapture(page);
    await openEntry(page, 'So is Ana.');
    for (const name of ['Words', 'Voice']) {
      await reading(page).getByRole('listitem').filter({ hasText: name }).first().waitFor();
    }

    await device.goOnline();
    const sent = Buffer.concat(device.wire.rawSent()).toString('latin1');
    expect(sent).not.toContain('happy');
    expect(sent).not.toContain('Ana');
  },
);

/** The models that read words, which the page fetches unasked when it has nothing better to do, are here. */
async function wordsAreReadOffline(page: Page): Promise<void> {
  const models = globSync('assets/models/text-*/*', { cwd: media.path('deployment/dist') });
  expect(models).not.toEqual([]);
  const missing = () =>
    page.evaluate(async (files) => {
      const kept = await (await caches.open('undertone-files')).keys();
      return files.filter((file) => !kept.some(({ url }) => new URL(url).pathname === `/${file}`));
    }, models);
  await expect.poll(missing).toEqual([]);
}

const withFace = FACE_PICTURE === null ? journey.skip : journey;

withFace(
  'an installed face bundle finds the face, and the shipped one is not even fetched',
  async ({ newDevice }) => {
    const device = await newDevice({ ...served(), senses: { permission: 'granted', webgl: true } });
    const page = await device.newPage();
    await open(page);
    await openModels(page);
    await act(page, 'Install', FACE).click();
    await isInstalled(page, FACE);
    await pack(page, FACE).getByRole('switch', { name: 'Use it for readings' }).check();
    await showIt(page);
    await page.getByLabel('A photo').setInputFiles(FACE_PICTURE!);
    await says(page, 'From one photo');
    const fetched = device.wire.exchanges.map(({ request }) => request.path);
    expect(fetched.filter((path) => path.includes('face-expression'))).not.toEqual([]);
    expect(fetched.filter((path) => path.endsWith('.task'))).toEqual([]);
  },
);
