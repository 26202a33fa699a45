// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { fuse } from '@undertone/emotion/fusion';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { fakeScore } from '../../app/fake-reader.ts';
import { fakeModalityScore } from '../../app/fake-readings.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { show } from '../../ui/render-in-dom.testkit.tsx';
import { ModalityBars } from './modality-bars.tsx';

beforeAll(loadOnDemandWords);

afterEach(() => setLanguage('en'));

async function bars(...scores: readonly ModalityScore[]) {
  await show(
    <ModalityBars scores={scores} reading={fuse(scores)} />,
    createFakeServices({ clock: systemClock }),
  );
  return {
    rows: [...document.querySelectorAll('li')].map(({ textContent }) => textContent ?? ''),
    agreement: document.querySelector('.modality-bars__agreement')?.textContent ?? null,
  };
}

const brightWords = fakeScore('The sun came in and I laughed, glad and happy.');
const darkVoice = fakeModalityScore('voice', { sadness: 3 }, [-0.8, -0.6]);
const darkFace = fakeModalityScore('face', { sadness: 3 }, [-0.8, -0.6]);

it('has one bar for each modality, with its words and its share', async () => {
  const { rows } = await bars(brightWords, darkVoice, darkFace);
  expect(rows.map((row) => row.slice(0, 5))).toEqual(['Words', 'Voice', 'Face' + rows[2]!.charAt(4)]);
  for (const row of rows) expect(row).toMatch(/\d+% of the reading$/);
});

it('names the odd one out against the two others, in both languages', async () => {
  expect((await bars(brightWords, darkVoice, darkFace)).agreement).toContain(
    'Your words are brighter than your voice and your face.',
  );
});

it('says so in Spanish', async () => {
  await setLanguage('es');
  expect((await bars(brightWords, darkVoice)).agreement).toContain(
    'Tus palabras son más alegres que tu voz.',
  );
});

it('says so when they say the same', async () => {
  const face = fakeModalityScore('face', { joy: 0.02 }, [0, 0]);
  expect((await bars({ ...face, modality: 'voice' }, face)).agreement).toBe('They say the same.');
});

it('says that close bars with different names are close', async () => {
  const voice = { ...fakeModalityScore('face', { joy: 0.02 }, [0, 0]), modality: 'voice' } as const;
  const face = fakeModalityScore('face', { sadness: 0.02 }, [0, 0]);
  expect((await bars(voice, face)).agreement).toBe('They are close, not the same.');
});

it('compares nothing and shares nothing where there is one', async () => {
  const { rows, agreement } = await bars(darkVoice);
  expect(agreement).toBeNull();
  expect(rows[0]).not.toContain('of the reading');
});

it('says why one was left out, and that it was', async () => {
  const { rows } = await bars(
    brightWords,
    fakeModalityScore('face', { sadness: 3 }, [-0.8, -0.6], 'low-quality'),
  );
  expect(rows[1]).toContain('Too little in this face');
  expect(rows[1]).toContain('left out of the reading');
});
