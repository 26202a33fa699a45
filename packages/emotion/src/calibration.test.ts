import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPrior, applyTemperature } from './calibration.ts';
import { likeliest, mapLabels, normalise, UNIFORM } from './distribution.ts';
import { LABELS } from './labels.ts';
import { arbitraryDistribution } from './score-arbitraries.ts';

const temperature = fc.double({ min: 0.2, max: 5, noNaN: true });

function total(distribution: Readonly<Record<string, number>>): number {
  return Object.values(distribution).reduce((sum, probability) => sum + probability, 0);
}

describe('temperature', () => {
  it('never changes which label is likeliest, and always leaves a distribution', () => {
    fc.assert(
      fc.property(arbitraryDistribution, temperature, (distribution, degrees) => {
        const scaled = applyTemperature(distribution, degrees);
        expect(total(scaled)).toBeCloseTo(1, 9);
        const favourite = likeliest(distribution);
        for (const label of LABELS) expect(scaled[label]).toBeLessThanOrEqual(scaled[favourite] + 1e-12);
      }),
    );
  });

  it('doubts above 1 and sharpens below', () => {
    const distribution = normalise(mapLabels((_, index) => index + 1));
    const favourite = likeliest(distribution);
    expect(applyTemperature(distribution, 2)[favourite]).toBeLessThan(distribution[favourite]);
    expect(applyTemperature(distribution, 0.5)[favourite]).toBeGreaterThan(distribution[favourite]);
    // Square roots of 1 … 7 sum to 13.4776.
    expect(applyTemperature(distribution, 2).surprise).toBeCloseTo(Math.sqrt(7) / 13.47757, 5);
  });

  it('does not lose a distribution to underflow when it is very cold', () => {
    const distribution = normalise(mapLabels((_, index) => index + 1));
    expect(applyTemperature(distribution, 0.001).surprise).toBeCloseTo(1, 9);
  });

  it('refuses a temperature that is no temperature', () => {
    for (const degrees of [0, -1, Number.NaN, Infinity]) {
      expect(() => applyTemperature(UNIFORM, degrees)).toThrow(RangeError);
    }
  });
});

describe('taking the training prior out', () => {
  it('turns the prior itself into the uniform distribution at full strength', () => {
    const prior = normalise(mapLabels((_, index) => index + 1));
    const freed = applyPrior(prior, prior, 1);
    for (const label of LABELS) expect(freed[label]).toBeCloseTo(1 / 7, 12);
  });

  it('changes nothing at strength 0 or for a uniform prior', () => {
    fc.assert(
      fc.property(arbitraryDistribution, arbitraryDistribution, (distribution, prior) => {
        for (const same of [applyPrior(distribution, prior, 0), applyPrior(distribution, UNIFORM, 1)]) {
          for (const label of LABELS) expect(same[label]).toBeCloseTo(distribution[label], 9);
        }
      }),
    );
  });

  it('stays a distribution when training had no rows of a label', () => {
    const prior = normalise(mapLabels((label) => (label === 'neutral' ? 0 : 1)));
    expect(total(applyPrior(UNIFORM, prior, 0.5))).toBeCloseTo(1, 12);
    expect(applyPrior(UNIFORM, prior, 0.5).neutral).toBeGreaterThan(0);
  });
});
