import { truncateSync, writeFileSync } from 'node:fs';
import {
  chords,
  encodeWav,
  silence,
  synthesiseSpeech,
  whiteNoise,
} from '@undertone/inference/voice/speech.testkit';
import { afterAll, expect } from 'vitest';
import { journey } from './journey.ts';
import { goTo, open, says } from './person.ts';
import {
  mediaFolder,
  readSound,
  record,
  sayIt,
  setVisibility,
  speechWav,
  unplug,
  wavFile,
  wrapDevices,
  writeSpeech,
  saveCapture,
} from './senses.ts';

const media = mediaFolder();
afterAll(() => media.remove());

const PROBLEMS = {
  silence: 'There is no sound in it.',
  notSpeech: 'This hardly sounds like speech',
  noisy: 'It is noisy around the voice',
  clipped: 'The loudest parts are cut off.',
  narrowBand: 'It sounds like a telephone',
} as const;

/** MPEG-2.5 Layer III at 8 kHz and 8 kbit/s, a frame of 72 bytes every 72 ms, all of them silent. */
function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(72);
  frame.set([0xff, 0xe3, 0x18, 0xc4]);
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / 0.072) }, () => frame));
}

const mp3File = (buffer: Buffer) => ({ name: 'sound.mp3', mimeType: 'audio/mpeg', buffer });

function clipping(): Float32Array {
  return synthesiseSpeech({ seconds: 9, levelDb: -14 }).samples.map((sample) =>
    Math.max(-1, Math.min(1, sample * 12)),
  );
}

/** Every second sample of a voice that has nothing above 4 kHz: what a telephone leaves. */
function telephone(): Buffer {
  const { samples } = synthesiseSpeech({ seconds: 9 });
  const halved = Float32Array.from(
    { length: samples.length >> 1 },
    (_, index) => (samples[2 * index]! + samples[2 * index + 1]!) / 2,
  );
  return Buffer.from(encodeWav(halved, 8000));
}

journey(
  'a file without a readable voice gets a sentence that says why, and no named emotion',
  async ({ newDevice }) => {
    const page = await (await newDevice()).newPage();
    await open(page);
    await readSound(page, wavFile(Buffer.from(encodeWav(silence(8)))));
    await says(page, PROBLEMS.silence);
    await readSound(page, wavFile(Buffer.from(encodeWav(whiteNoise(8, -20)))));
    await says(page, PROBLEMS.notSpeech);
    await readSound(page, wavFile(Buffer.from(encodeWav(chords(8)))));
    await says(page, PROBLEMS.notSpeech);
    await says(page, 'Too little in this voice to name an emotion');
    await readSound(page, wavFile(Buffer.from(encodeWav(clipping() as Float32Array<ArrayBuffer>))));
    await says(page, PROBLEMS.clipped);
    await readSound(page, wavFile(telephone()));
    await says(page, PROBLEMS.narrowBand);
    await readSound(page, wavFile(speechWav({ seconds: 9, levelDb: -30, noiseDb: -36 })));
    await says(page, PROBLEMS.noisy);
  },
);

journey(
  'a file that is no sound, cut short, empty or too large says so, and the screen takes the next one',
  async ({ newDevice }) => {
    const page = await (await newDevice()).newPage();
    await open(page);
    const whole = speechWav({ seconds: 9 });
    await readSound(page, {
      name: 'a.mp3',
      mimeType: 'audio/mpeg',
      buffer: Buffer.from('not a sound at all'.repeat(99)),
    });
    await says(page, 'This is not sound that this browser can open');
    await readSound(page, wavFile(whole.subarray(0, Math.round(whole.length * 0.6))));
    await says(page, 'This file is cut short');
    await readSound(page, mp3File(silentMp3(20).subarray(0, -30)));
    await says(page, 'This file is cut short');
    await readSound(page, mp3File(silentMp3(20)));
    await says(page, PROBLEMS.silence);
    await readSound(page, wavFile(Buffer.alloc(0)));
    await says(page, 'This file is empty');
    const large = media.path('large.wav');
    writeFileSync(large, whole);
    truncateSync(large, 51 * 1024 * 1024);
    await readSound(page, large);
    await says(page, 'This file is too large');
    await page.getByLabel('An audio file').setInputFiles(wavFile(whole));
    await says(page, 'How it sounds');
  },
);

journey('a file of three hours shows how far it is, and can be stopped', async ({ newDevice }) => {
  const page = await (await newDevice()).newPage();
  await open(page);
  await readSound(page, mp3File(silentMp3(3 * 3600)));
  await says(page, 'Listening to it on this device…');
  await page.getByRole('progressbar').first().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('An audio file').waitFor();
});

journey('a microphone that is refused or missing says what to do', async ({ newDevice }) => {
  const refused = await newDevice({ senses: { permission: 'denied' } });
  const page = await refused.newPage();
  await open(page);
  await sayIt(page);
  await page.getByRole('button', { name: 'Start recording' }).click();
  await says(page, 'The microphone is not allowed here');
  await says(page, 'A file works without it.');

  const without = await newDevice({ senses: { microphone: null, permission: 'granted' } });
  const other = await without.newPage();
  await open(other);
  await sayIt(other);
  await other.getByRole('button', { name: 'Start recording' }).click();
  await says(other, 'No microphone was found');
});

journey(
  'a recording pauses while the tab is hidden, and survives a microphone that goes away',
  async ({ newDevice }) => {
    const microphone = writeSpeech(media.path('day.wav'), { seconds: 9 });
    const device = await newDevice({
      senses: { microphone, permission: 'granted' },
      beforeApp: wrapDevices,
    });
    const page = await device.newPage();
    await open(page);
    await sayIt(page);
    await record(page, 3);
    await setVisibility(page, 'hidden');
    await setVisibility(page, 'visible');
    await says(page, 'Paused, because this tab was out of sight');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await unplug(page);
    await says(page, 'The microphone went away');
    await page.getByRole('button', { name: 'Read what there is' }).click();
    await says(page, 'How it sounds');
    await saveCapture(page);
    await goTo(page, 'Journal');
    await expect.poll(() => page.getByText('A voice minute').count()).toBeGreaterThan(0);
  },
);

journey('a recording that is left in the middle is there for whoever goes back', async ({ newDevice }) => {
  const microphone = writeSpeech(media.path('left.wav'), { seconds: 9 });
  const page = await (await newDevice({ senses: { microphone, permission: 'granted' } })).newPage();
  await open(page);
  await sayIt(page);
  await record(page, 4);
  await goTo(page, 'Journal');
  await says(page, 'The recording has stopped. It is not saved yet.');
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await says(page, 'Above the noise');
  await saveCapture(page);
  await goTo(page, 'Journal');
  await expect.poll(() => page.getByText('A voice minute').count()).toBe(1);
});

journey('a device short of memory records what fits, says so, and reads it', async ({ newDevice }) => {
  const microphone = writeSpeech(media.path('short.wav'), { seconds: 9 });
  const device = await newDevice({
    senses: { microphone, permission: 'granted' },
    beforeApp: () => {
      const mostSamples = 8 * 16_000;
      globalThis.Float32Array = new Proxy(Float32Array, {
        construct: (target, given: unknown[], asked) => {
          if (Number(given[0]) > mostSamples) throw new RangeError('Array buffer allocation failed');
          return Reflect.construct(target, given, asked) as object;
        },
      });
    },
  });
  const page = await device.newPage();
  await open(page);
  await sayIt(page);
  await page.getByRole('button', { name: 'Start recording' }).click();
  await says(page, 'This device is short of memory');
  await page.getByRole('button', { name: 'Read what there is' }).click();
  await says(page, 'How it sounds');
});
