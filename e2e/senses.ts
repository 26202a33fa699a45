import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav, synthesiseSpeech, type SpeechOptions } from '@undertone/inference/voice/speech.testkit';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { ROOT } from '../scripts/root.ts';
import { goTo, open, paper, says } from './person.ts';

/** What a person says and shows, and how; in English unless a name says otherwise. */

/** A face that anybody may see (NASA's portrait of Eileen Collins, public domain), or `null` where there is no data. */
export const FACE_PICTURE = existing(
  join(process.env['UNDERTONE_DATA'] ?? join(ROOT, '../shared/data'), 'face/astronaut.png'),
);

if (FACE_PICTURE === null)
  console.error(
    'Skipped: the journeys that need a face. UNDERTONE_DATA names no folder with face/astronaut.png.',
  );

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}

/** A folder for one file of tests' media, and what removes it. */
export function mediaFolder(): { readonly path: (name: string) => string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-media-'));
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function speechWav(options: SpeechOptions): Buffer {
  return Buffer.from(encodeWav(synthesiseSpeech(options).samples));
}

/** Writes what a fake microphone plays over and over. */
export function writeSpeech(path: string, options: SpeechOptions): string {
  writeFileSync(path, speechWav(options));
  return path;
}

/** From Today to the voice screen, reading the notice when it is the first time. */
export async function sayIt(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await page.getByRole('link', { name: /^Say it/ }).click();
  await accept(page, 'Switch voice reading on', 'Start recording');
}

export async function showIt(page: Page): Promise<void> {
  await goTo(page, 'Today');
  await page.getByRole('link', { name: /^Show it/ }).click();
  await accept(page, 'Switch face reading on', 'Open the camera');
}

async function accept(page: Page, notice: string, next: string): Promise<void> {
  const asked = page.getByRole('button', { name: notice });
  const ready = page.getByRole('button', { name: next });
  await asked.or(ready).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await ready.waitFor();
}

/** Records from the fake microphone until the clock on the screen shows that many seconds. */
export async function record(page: Page, seconds: number): Promise<void> {
  await page.getByRole('button', { name: 'Start recording' }).click();
  await expect
    .poll(async () => secondsShown(await page.getByRole('main').innerText()), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(seconds);
}

function secondsShown(text: string): number {
  const [, minutes = '0', seconds = '0'] = /(\d+):(\d\d)/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

/** Saves a reading as an entry of its own; returns once the app is back at Today and says so. */
export async function saveCapture(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await says(page, 'Saved');
  await paper(page).waitFor();
}

/** Software drawing on a busy machine gives a frame in some seconds. */
const FRAMES_WITHIN = { timeout: 180_000 };

/** What the app says of the picture while the camera is open: another hint wants four frames. */
export async function cameraSays(page: Page, words: string | RegExp): Promise<void> {
  await page.getByText(words).first().waitFor(FRAMES_WITHIN);
}

/** With the camera open: it wants twelve good frames, or eight seconds of them. */
export async function readFace(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Read my face' }).click();
  await page.getByText('How it looks').waitFor(FRAMES_WITHIN);
}

/** Opens the voice screen anew and gives it a file to read. */
export async function readSound(page: Page, file: SoundFile): Promise<void> {
  await open(page, '/voice');
  const asked = page.getByRole('button', { name: 'Switch voice reading on' });
  const choice = page.getByLabel('An audio file');
  await asked.or(choice).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await choice.setInputFiles(file);
}

export type SoundFile =
  | string
  | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export function wavFile(buffer: Buffer): SoundFile {
  return { name: 'sound.wav', mimeType: 'audio/wav', buffer };
}

/** Runs before the app: remembers what was opened, for {@link unplug}, which no fake device of a browser can do. */
export function wrapDevices(): void {
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined) return;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    addEventListener('test-unplug', () => {
      for (const track of stream.getTracks()) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    });
    return stream;
  };
}

export async function unplug(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('test-unplug')));
}

/** As if another tab had come before this one, or gone. */
export async function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    Object.defineProperty(document, 'hidden', { value: value === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
