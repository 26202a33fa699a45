import { signal } from '@preact/signals';
import { fuse } from '@undertone/emotion/fusion';
import { likeliest, normalise } from '@undertone/emotion/distribution';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import { learnReliability } from '@undertone/emotion/reliability';
import { expect, test } from 'vitest';
import type { Entry } from './journal-port.ts';
import { createReadings } from './readings.ts';

const JOYFUL: ModalityScore = {
  modality: 'text',
  distribution: normalise({ anger: 1, disgust: 1, fear: 1, joy: 6, neutral: 2, sadness: 1, surprise: 1 }),
  valence: 0.6,
  arousal: 0.2,
  quality: 0.9,
  modelId: 'text-en',
  modelVersion: '1.0.0',
  abstained: null,
};

function entry(index: number, correction: Entry['correction']): Entry {
  const fields = {
    id: `e${index}`,
    localDate: '2026-05-04',
    localTime: '09:30',
    scores: [JOYFUL],
    correction,
  };
  return fields as unknown as Entry;
}

test('without corrections a reading is what the server makes of the same scores', () => {
  const readings = createReadings(signal([entry(1, null)]));
  expect(readings.readingOf({ scores: [JOYFUL] })).toEqual(fuse([JOYFUL]));
});

test('corrections teach the readings at once, by the function the server uses', () => {
  const entries = signal<readonly Entry[]>([entry(0, null)]);
  const readings = createReadings(entries);
  const before = readings.readingOf({ scores: [JOYFUL] });
  entries.value = Array.from({ length: 30 }, (_, index) => entry(index, 'sadness'));
  const after = readings.readingOf({ scores: [JOYFUL] });
  const learnt = learnReliability(
    entries.value.map(({ id, scores }) => ({
      id,
      localDay: 20577,
      localHour: 9,
      label: 'sadness' as const,
      scores,
    })),
  );
  expect(after).toEqual(fuse([JOYFUL], { reliability: learnt }));
  expect(likeliest(before.distribution)).toBe('joy');
  expect(after.confidence).toBeLessThan(before.confidence);
});

test('all modalities are fused, and each learns only from the entries that it was in', () => {
  const SAD_VOICE = {
    ...{ ...JOYFUL, modality: 'voice' as const, modelId: 'voice-tone', quality: 0.7 },
    distribution: normalise({ anger: 1, disgust: 1, fear: 1, joy: 1, neutral: 2, sadness: 5, surprise: 1 }),
  };
  const CALM_FACE = { ...JOYFUL, modality: 'face' as const, modelId: 'face-expression', arousal: -0.4 };
  const all = [JOYFUL, SAD_VOICE, CALM_FACE];
  const entries = Array.from({ length: 30 }, (_, index) => ({
    ...entry(index, 'sadness'),
    scores: index % 2 === 0 ? all : [JOYFUL],
  }));
  const readings = createReadings(signal(entries));
  const { text, voice, face } = readings.reliability.value;
  const { text: textBefore, voice: voiceBefore, face: faceBefore } = learnReliability([]);
  expect(voice).toBeGreaterThan(voiceBefore);
  expect(text / textBefore).toBeLessThan(face / faceBefore);
  expect(face).toBeLessThan(faceBefore);
  expect(readings.readingOf({ scores: all })).toEqual(fuse(all, { reliability: { text, voice, face } }));
  expect(readings.readingOf({ scores: all }).contributions.map(({ modality }) => modality)).toEqual([
    'text',
    'voice',
    'face',
  ]);
});
