import { gzipSync } from 'node:zlib';
import type { Route } from '@undertone/contract/route';
import { ROUTES } from '@undertone/contract/routes';
import { SyncRequestSchema } from '@undertone/contract/sync';
import { API_PREFIX } from '@undertone/contract/protocol';
import { afterAll, expect } from 'vitest';
import * as v from 'valibot';
import type { Page } from 'playwright-core';
import { journey } from './journey.ts';
import { writeCameraFile } from './media/mjpeg.ts';
import { goTo, goToSetting, isSynced, newCredentials, open, putWordsAside, says, signUp } from './person.ts';
import type { Recorder } from './recorder.ts';
import {
  cameraSays,
  FACE_PICTURE,
  mediaFolder,
  readFace,
  record,
  sayIt,
  showIt,
  writeSpeech,
  saveCapture,
} from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const withFace = FACE_PICTURE === null ? journey.skip : journey;

/**
 * Runs before the app: keeps stretches of arrays of numbers and of pictures that the page and its workers hand each
 * other: the sound, the frames, and the points found in them. So many of each: however long a slow machine takes over
 * one of them, the others are not crowded out.
 */
function listenToWorkers(): void {
  const sorts: Record<'numbers' | 'pixels', number[][]> = { numbers: [], pixels: [] };
  Object.assign(globalThis, { keptStretches: () => [...sorts.numbers, ...sorts.pixels] });
  const keep = (numbers: Float32Array | Uint8ClampedArray) => {
    const kept = numbers instanceof Float32Array ? sorts.numbers : sorts.pixels;
    if (kept.length > 200 || numbers.length < 64) return;
    const from = Math.floor(numbers.length / 2);
    const stretch = Array.from({ length: 12 }, (_, index) => numbers[from + index]!);
    if (new Set(stretch).size > 8) kept.push(stretch);
  };
  const visit = (value: unknown, depth = 0): void => {
    if (value instanceof Float32Array || value instanceof Uint8ClampedArray) keep(value);
    else if (value instanceof ImageBitmap) {
      // Its middle row is enough: all of each frame would keep a slow machine from looking at them.
      const canvas = new OffscreenCanvas(value.width, 1).getContext('2d', { willReadFrequently: true });
      canvas?.drawImage(value, 0, -Math.floor(value.height / 2));
      if (canvas !== null) keep(canvas.getImageData(0, 0, value.width, 1).data);
    } else if (typeof value === 'object' && value !== null && depth < 6)
      for (const part of Object.values(value)) visit(part, depth + 1);
  };
  type Method = (...given: unknown[]) => void;
  const { postMessage, addEventListener } = Worker.prototype as unknown as Record<string, Method>;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
    visit(message);
    return postMessage!.call(this, message, ...rest);
  };
  Worker.prototype.addEventListener = function (this: Worker, type: string, ...rest: unknown[]) {
    if (type === 'message') addEventListener!.call(this, type, (event: MessageEvent) => visit(event.data));
    return addEventListener!.call(this, type, ...rest);
  };
}

/** A stretch as bytes of the usual widths, each raw, in hex and in base64, and as written out in JSON. */
function needlesOf(stretch: readonly number[]): readonly string[] {
  const inBytes = stretch.every((number) => Number.isInteger(number) && number >= 0 && number < 256);
  const forms = inBytes
    ? [Buffer.from(stretch)]
    : [
        Buffer.from(Float32Array.from(stretch).buffer),
        Buffer.from(Float64Array.from(stretch).buffer),
        Buffer.from(Int16Array.from(stretch, (number) => Math.round(number * 32_767)).buffer),
      ];
  return [
    ...forms.flatMap((bytes) => [
      bytes.toString('latin1'),
      bytes.toString('hex'),
      ...[0, 1, 2].map((offset) =>
        bytes.subarray(offset, offset + Math.floor((bytes.length - offset) / 3) * 3).toString('base64'),
      ),
    ]),
    JSON.stringify(stretch).slice(1, -1),
    ...(inBytes
      ? []
      : [stretch[0]!, stretch[5]!, stretch[11]!]
          .map((number) => String(number))
          .filter((text) => text.length > 9)),
  ];
}

function requestsOf(wire: Recorder) {
  return wire.exchanges.map(({ request }) => request).filter(({ path }) => path.startsWith(API_PREFIX));
}

function routeOf(method: string, path: string): Route {
  const called = path.slice(API_PREFIX.length).split('?')[0]!.split('/');
  const found = (Object.values(ROUTES) as readonly Route[]).find((route) => {
    const parts = route.path.split('/');
    return (
      route.method === method &&
      parts.length === called.length &&
      parts.every((part, index) => part.startsWith(':') || part === called[index])
    );
  });
  if (found === undefined) throw new Error(`${method} ${path} is in no contract`);
  return found;
}

/** Ciphertext does not get smaller: whatever does was not sealed. */
function isSealed(bytes: Buffer): boolean {
  return gzipSync(bytes, { level: 9 }).length >= bytes.length;
}

/** What is wrong with a request, beside its needles; empty when all of it is enumerations, numbers or ciphertext. */
function objectionsTo({
  method,
  path,
  body,
}: {
  method: string;
  path: string;
  body: Buffer;
}): readonly string[] {
  const route = routeOf(method, path);
  const where = `${method} ${path}`;
  if (body.length === 0) return [];
  if (route.octets !== undefined) return isSealed(body) ? [] : [`${where}: octets that are not sealed`];
  if (route.body === undefined) return [`${where}: a body where none belongs`];
  const json: unknown = JSON.parse(body.toString());
  if (!v.safeParse(route.body, json).success) return [`${where}: not what the contract says`];
  if (route !== ROUTES.sync) return [];
  return v
    .parse(SyncRequestSchema, json)
    .ops.flatMap(({ sealed }) =>
      isSealed(Buffer.from(sealed, 'base64url')) ? [] : [`${where}: an op that is not sealed`],
    );
}

async function allow(page: Page, modality: 'voice' | 'face'): Promise<void> {
  await goToSetting(page, 'What may be sent');
  // What the app says of the first may still stand when the second is asked for.
  const answered = page.waitForResponse((reply) => reply.url().endsWith(`/consents/${modality}`));
  await page.getByRole('switch', { name: `Send the scores of my ${modality}` }).check();
  expect((await answered).ok()).toBe(true);
  await says(page, 'Scores will be sent from now on.');
}

withFace(
  'of a voice and a face nothing leaves but allowed scores and sealed bytes, raw or encoded',
  async ({ newDevice, browser }) => {
    const microphone = writeSpeech(media.path('canary.wav'), { seconds: 9, f0Hz: 175, swing: 5 });
    const camera = await writeCameraFile(browser, media.path('canary.mjpeg'), {
      pictures: [{ file: FACE_PICTURE!, x: 0.55, y: 0.75, height: 1.5 }],
    });
    const device = await newDevice({
      senses: { microphone, camera, permission: 'granted', webgl: true },
      beforeApp: listenToWorkers,
    });
    const page = await device.newPage();
    await open(page);
    await signUp(page, newCredentials());
    await putWordsAside(page);
    await allow(page, 'voice');
    await allow(page, 'face');

    await sayIt(page);
    await record(page, 6);
    await page.getByRole('button', { name: 'Stop and read' }).click();
    await says(page, 'How it sounds');
    await page.getByRole('switch', { name: /Keep the recording/ }).check();
    await saveCapture(page);

    await showIt(page);
    await page.getByRole('button', { name: 'Open the camera' }).click();
    await cameraSays(page, 'Good like this');
    await readFace(page);
    await saveCapture(page);
    await isSynced(page);
    await goTo(page, 'Journal');
    const sentParts = () =>
      requestsOf(device.wire).filter(({ method, path }) => method === 'PUT' && path.includes('/parts/'));
    await expect.poll(() => sentParts().length).toBeGreaterThan(0);

    const stretches = await page.evaluate(() =>
      (globalThis as unknown as { keptStretches: () => number[][] }).keptStretches(),
    );
    const requests = requestsOf(device.wire);
    expect(requests.flatMap(objectionsTo)).toEqual([]);
    const everything = [
      ...device.wire.rawSent(),
      ...device.wire.sockets.flatMap(({ sent }) => sent.map(({ payload }) => payload)),
    ].map((bytes) => bytes.toString('latin1'));
    const needles = stretches.flatMap(needlesOf);
    const found = needles.filter((needle) => everything.some((sent) => sent.includes(needle)));
    expect(found).toEqual([]);

    // The search had something to look for, and somewhere to look: sound, pictures, points, scores and ciphertext.
    expect(stretches.length).toBeGreaterThan(10);
    expect(stretches.some((stretch) => stretch.every((number) => Number.isInteger(number)))).toBe(true);
    expect(stretches.some((stretch) => stretch.some((number) => number < 0))).toBe(true);
    const lanes = requests
      .filter(({ path }) => path === `${API_PREFIX}/sync`)
      .flatMap(({ body }) => v.parse(SyncRequestSchema, JSON.parse(body.toString())).ops)
      .flatMap((op) => op.open?.scores ?? []);
    expect(new Set(lanes.map(({ modality }) => modality))).toEqual(new Set(['voice', 'face']));
    expect(isSealed(Buffer.from(new Float32Array(4096).fill(0.25).buffer))).toBe(false);
    expect(device.strangers()).toEqual([]);
  },
);
