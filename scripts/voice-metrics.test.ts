import { normalise, UNIFORM } from '@undertone/emotion/distribution';
import { expect, test } from 'vitest';
import { areaUnderCurve, voiceMetrics, type ScoredClip } from './voice-metrics.ts';

const NOTHING = { anger: 0, disgust: 0, fear: 0, joy: 0, neutral: 0, sadness: 0, surprise: 0 };
const clip = (
  label: string,
  weights: Partial<typeof NOTHING>,
  more: Partial<ScoredClip> = {},
): ScoredClip => ({
  ...{ source: 'somewhere', label, sex: null, arousal: 0, abstained: false, elapsedMs: 1 },
  distribution: normalise({ ...NOTHING, ...weights }),
  ...more,
});

test('the area under the curve is the share of pairs in the right order, ties counting half', () => {
  const at = (positive: boolean, score: number) => ({ positive, score });
  expect(areaUnderCurve([at(true, 2), at(false, 1)])).toBe(1);
  expect(areaUnderCurve([at(true, 1), at(false, 2)])).toBe(0);
  expect(areaUnderCurve([at(true, 1), at(false, 1)])).toBe(0.5);
  expect(areaUnderCurve([at(true, 3), at(true, 1), at(false, 2), at(false, 1)])).toBe(0.625);
  expect(areaUnderCurve([at(true, 1)])).toBeNull();
});

test('a corpus is scored among the labels that it has, all of them among seven', () => {
  const clips = [clip('anger', { disgust: 0.6, anger: 0.4 }), clip('joy', { joy: 1 })];
  const { bySource, accuracy, uar } = voiceMetrics(clips);
  expect(bySource['somewhere']).toMatchObject({ rows: 2, uar: 1, accuracy: 1, recall: { anger: 1, joy: 1 } });
  expect({ accuracy, uar }).toEqual({ accuracy: 0.5, uar: 0.5 });
});

test('mean recall weighs every label alike, accuracy every clip', () => {
  const clips = [clip('anger', { anger: 1 }), clip('anger', { anger: 1 }), clip('joy', { anger: 1 })];
  const { uar, accuracy } = voiceMetrics(clips).bySource['somewhere']!;
  expect(uar).toBe(0.5);
  expect(accuracy).toBeCloseTo(2 / 3, 12);
});

test('boredom counts as calm and as no stress, and is no label to be named', () => {
  const clips = [
    clip('boredom', { neutral: 1 }, { arousal: -0.5 }),
    clip('surprise', { surprise: 1 }, { arousal: 0.2 }),
    clip('disgust', { disgust: 1 }, { arousal: -0.9 }),
    clip('fear', { fear: 1 }, { arousal: 0.1 }),
  ];
  const { rows, labelledRows, accuracy, bySource } = voiceMetrics(clips);
  expect({ rows, labelledRows, accuracy }).toEqual({ rows: 4, labelledRows: 3, accuracy: 1 });
  expect(bySource['somewhere']).toMatchObject({ arousalAuc: 1, stressAuc: 1 });
});

test('what the product declines to name counts neither as right nor as wrong', () => {
  const clips = [
    clip('joy', { joy: 1 }),
    clip('joy', { fear: 1 }),
    clip('joy', { fear: 1 }, { abstained: true }),
    clip('joy', { joy: 1 }, { abstained: true }),
    clip('boredom', { joy: 1 }),
  ];
  expect(voiceMetrics(clips).bySource['somewhere']).toMatchObject({ answered: 0.5, accuracyAnswered: 0.5 });
});

test('what cannot be measured is null', () => {
  const { bySource } = voiceMetrics([clip('boredom', {}, { distribution: UNIFORM })]);
  expect(bySource['somewhere']).toEqual({
    ...{ rows: 1, uar: null, accuracy: null, recall: {}, arousalAuc: null, stressAuc: null },
    ...{ answered: null, accuracyAnswered: null },
  });
});

test('corpora and, where known, the speakers’ sexes are scored apart', () => {
  const { bySource, bySex } = voiceMetrics([
    clip('joy', { joy: 1 }, { source: 'one', sex: 'female' }),
    clip('joy', { fear: 1 }, { source: 'one', sex: 'male' }),
    clip('joy', { joy: 1 }, { source: 'two' }),
  ]);
  expect(Object.keys(bySource)).toEqual(['one', 'two']);
  expect(Object.entries(bySex).map(([name, { rows }]) => [name, rows])).toEqual([
    ['one/female', 1],
    ['one/male', 1],
  ]);
});
