import { DEFAULT_RELIABILITY } from '@undertone/emotion/reliability';
import { expect, it } from 'vitest';
import { drawMoments, figuresOf, gainOf, subsetsOf, answer, degrade } from './study-fusion.ts';
import { studyLearning } from './study-learning.ts';
import { runStudy } from './study-run.ts';
import { poolOf, seededChance } from './study-sample.ts';
import { studyPage } from './study-table.ts';
import { simulatedPredictions } from './study.testkit.ts';

const predictions = [
  ...simulatedPredictions({ modality: 'text', seed: 1 }),
  ...simulatedPredictions({ modality: 'voice', source: 'ravdess', seed: 2 }),
  ...simulatedPredictions({ modality: 'face', source: 'ferplus', seed: 3 }),
];
const pools = {
  text: poolOf(predictions, 'text'),
  voice: poolOf(predictions, 'voice'),
  face: poolOf(predictions, 'face'),
};
const MODALITIES = ['text', 'voice', 'face'] as const;

const OPTIONS = { seed: 1, perLabel: 60, people: 2 };
const study = runStudy(predictions, OPTIONS);
const figuresOfAll = (condition: string) =>
  study.rows.find((row) => row.condition === condition && row.modalities.length === 3)!.figures;

it('finds that honest, independent modalities are righter together, and as sure as they are right', () => {
  const [alone] = study.rows;
  expect(figuresOfAll('clean').right).toBeGreaterThan(alone!.figures.right + 0.1);
  expect(figuresOfAll('clean').ece).toBeLessThan(0.08);
  for (const { gain } of study.gains) expect(gain).toBeGreaterThan(0);
});

it('finds that a corrupted capture harms less where its poor quality is seen', () => {
  const [seen, unseen] = [figuresOfAll('corrupted-and-poor'), figuresOfAll('corrupted')];
  expect(unseen.logLoss).toBeGreaterThan(seen.logLoss);
  expect(seen.logLoss).toBeGreaterThan(figuresOfAll('clean').logLoss);
});

it('finds that a replaced modality makes the others agree less with it', () => {
  const { clean, oneReplaced } = study.agreement;
  expect(oneReplaced.levels.alike).toBeLessThan(clean.levels.alike);
});

it('is the same page for the same seed, and another for another', () => {
  const few = predictions.filter((_, index) => index % 4 === 0);
  const pageOf = (seed: number) => {
    const options = { seed, perLabel: 2, people: 1 };
    return studyPage([{ title: 'All', study: runStudy(few, options) }], options);
  };
  expect(pageOf(4)).toBe(pageOf(4));
  expect(pageOf(5)).not.toBe(pageOf(4));
});

it('serves a person with a misleading modality better by what their corrections teach', () => {
  const { right, logLoss, reliability } = studyLearning(
    pools,
    'face',
    { defaults: DEFAULT_RELIABILITY, people: 4 },
    seededChance(2),
  );
  expect(right.learnt).toBeGreaterThan(right.byDefault);
  expect(logLoss.learnt).toBeLessThan(logLoss.byDefault);
  expect(reliability.face).toBeLessThan(reliability.text!);
});

it('works with what is there: a missing modality is left out, and without any the reading abstains', () => {
  const chance = seededChance(8);
  const moments = drawMoments(pools, 100, chance).map((moment) => degrade(moment, 'missing', pools, chance));
  const { answered } = figuresOf(answer(moments, MODALITIES, {}));
  expect(answered).toBeGreaterThan(0.93);
  expect(answered).toBeLessThan(1);
  expect(() =>
    runStudy(simulatedPredictions({ modality: 'text' }), { seed: 1, perLabel: 5, people: 1 }),
  ).toThrow('two');
});

it('compares moment by moment', () => {
  const moments = drawMoments(pools, 50, seededChance(9));
  const text = answer(moments, ['text'], {});
  expect(gainOf(text, text)).toEqual({ gain: 0, standardError: 0 });
});

it('goes through singles, pairs and all', () => {
  expect(subsetsOf(MODALITIES).map((subset) => subset.join('+'))).toEqual([
    ...MODALITIES,
    'text+voice',
    'text+face',
    'voice+face',
    'text+voice+face',
  ]);
});
