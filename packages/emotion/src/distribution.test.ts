import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorProbabilities, likeliest, mapLabels, normalise, softmax, UNIFORM } from './distribution.ts';
import { LABELS } from './labels.ts';
import { arbitraryDistribution } from './score-arbitraries.ts';

describe('normalise', () => {
  it('answers uniform where there is nothing to scale', () => {
    const broken = [0, -1, Number.NaN, Infinity].map((weight) => mapLabels(() => weight));
    for (const weights of broken) expect(normalise(weights)).toBe(UNIFORM);
    expect(normalise(mapLabels((_, index) => (index === 0 ? -1 : 5)))).toBe(UNIFORM);
  });
});

describe('softmax', () => {
  it('depends on differences of logits only, however large they are', () => {
    const logits = [0.5, -1, 2, 3, 0, -4, 1];
    const shifted = softmax(logits.map((logit) => logit + 2000));
    for (const label of LABELS) expect(shifted[label]).toBeCloseTo(softmax(logits)[label], 9);
    expect(likeliest(shifted)).toBe('joy');
    expect(softmax(logits).joy / softmax(logits).fear).toBeCloseTo(Math.E, 12);
  });

  it('reads a missing logit as impossible', () => {
    expect(softmax([0, 0])).toMatchObject({ anger: 0.5, disgust: 0.5, fear: 0 });
  });
});

describe('a floor', () => {
  it('leaves no label impossible and keeps a distribution', () => {
    fc.assert(
      fc.property(arbitraryDistribution, (distribution) => {
        const floored = Object.values(floorProbabilities(distribution, 1e-3));
        expect(Math.min(...floored)).toBeGreaterThan(0.99e-3);
        expect(floored.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});

it('names the earlier label on a tie, so that every device names the same', () => {
  expect(likeliest(UNIFORM)).toBe('anger');
  expect(likeliest(normalise(mapLabels((label) => (label === 'joy' || label === 'sadness' ? 1 : 0))))).toBe(
    'joy',
  );
});
