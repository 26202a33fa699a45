import fc from 'fast-check';
import { LABELS } from '@undertone/emotion/labels';
import { likeliest, mapLabels, normalise, UNIFORM } from '@undertone/emotion/distribution';
import { expect, test } from 'vitest';
import type { ModelManifest } from '../manifest.ts';
import { calibrate, withAssumedNeutral } from './emotion-model.ts';

const labelPrior = [0.1, 0.05, 0.05, 0.3, 0.35, 0.1, 0.05];
const manifest = { output: { temperature: 0.8, labelPrior } } as unknown as ModelManifest;

test('at strength 1 a score that only repeats the prior becomes uniform, at 0 it stays the prior', () => {
  const scores = labelPrior.map((share) => 0.8 * Math.log(share));
  for (const label of LABELS) expect(calibrate(scores, manifest, 1)[label]).toBeCloseTo(1 / 7, 9);
  expect(calibrate(scores, manifest, 0).joy).toBeCloseTo(0.3, 9);
});

test('a lower temperature is surer', () => {
  const scores = [-2, -3, -3, -0.4, -2, -3, -3];
  const cooler = { output: { temperature: 0.5 } } as unknown as ModelManifest;
  const warmer = { output: { temperature: 2 } } as unknown as ModelManifest;
  expect(calibrate(scores, cooler, 0).joy).toBeGreaterThan(calibrate(scores, warmer, 0).joy);
});

test('assumed neutral takes most where the emotions are equally likely and nothing where one is certain', () => {
  const certain = mapLabels((label) => (label === 'fear' ? 1 : 0));
  expect(withAssumedNeutral(certain, 0.5)).toEqual(certain);
  const open = normalise(mapLabels((label) => (label === 'neutral' ? 0 : 1)));
  expect(withAssumedNeutral(open, 0.5).neutral).toBeCloseTo(0.5, 9);
  expect(likeliest(withAssumedNeutral(open, 0.5))).toBe('neutral');
  expect(withAssumedNeutral(UNIFORM, 0)).toEqual(UNIFORM);
});

test('assumed neutral keeps the order of the emotions and the sum', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }),
      (weights) => {
        const before = normalise(mapLabels((label, index) => (label === 'neutral' ? 0 : weights[index]!)));
        const after = withAssumedNeutral(before, 0.5);
        expect(LABELS.reduce((sum, label) => sum + after[label], 0)).toBeCloseTo(1, 9);
        for (const label of LABELS)
          if (label !== 'neutral') expect(after[label]).toBeLessThanOrEqual(before[label] + 1e-12);
      },
    ),
  );
});
