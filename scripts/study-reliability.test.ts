import { describe, expect, it } from 'vitest';
import { fitModality } from './study-reliability.ts';
import { simulatedPredictions } from './study.testkit.ts';

const voice = { modality: 'voice', source: 'ravdess' } as const;

describe('the reliability of a model', () => {
  it('is 1 where it is as sure as it should be', () => {
    const { exponent } = fitModality(simulatedPredictions(voice));
    expect(Math.abs(exponent - 1)).toBeLessThan(0.1);
  });

  it('is the exponent that takes its overconfidence back', () => {
    const { exponent, reliability, logLoss } = fitModality(simulatedPredictions({ ...voice, sharpness: 2 }));
    expect(exponent).toBeCloseTo(0.5, 1);
    expect(reliability).toBeCloseTo(exponent, 2);
    expect(logLoss.atBest).toBeLessThan(logLoss.atOne);
  });

  it('makes up for a low quality, but never takes a model at more than its word', () => {
    const { exponent, reliability } = fitModality(simulatedPredictions({ ...voice, quality: 0.5 }));
    expect(exponent).toBeCloseTo(2, 0);
    expect(reliability).toBe(1);
  });

  it('gives each corpus the same weight, however many rows it has', () => {
    const home = simulatedPredictions(voice);
    const strange = simulatedPredictions({ ...voice, source: 'emodb', sharpness: 3, rows: 350, seed: 2 });
    const { exponent, corpora } = fitModality([...home, ...strange]);
    expect(corpora).toEqual(['emodb', 'ravdess']);
    const fourfold = fitModality([...home, ...strange, ...strange, ...strange, ...strange]);
    expect(fourfold.exponent).toBeCloseTo(exponent, 6);
    expect(exponent).toBeLessThan(0.7);
  });

  it('does not count rows on which the model abstains, and needs others', () => {
    const rows = simulatedPredictions(voice);
    const declined = simulatedPredictions({ ...voice, sharpness: 4, seed: 9 }).map((row) => ({
      ...row,
      abstained: 'low-confidence' as const,
    }));
    expect(fitModality([...rows, ...declined])).toEqual(fitModality(rows));
    expect(() => fitModality(declined)).toThrow('no row');
  });
});

it('measures an axis by its correlation with the true label, whatever its scale', () => {
  const rows = simulatedPredictions(voice);
  const { axisPrecision, r } = fitModality(rows);
  expect(r.valence).toBeGreaterThan(0.8);
  expect(axisPrecision.valence).toBeCloseTo(r.valence ** 2 / (1 - r.valence ** 2), 2);
  expect(axisPrecision.arousal).toBe(0.05);
  const shifted = rows.map((row) => ({ ...row, valence: 0.1 * row.valence + 0.3 }));
  expect(fitModality(shifted).axisPrecision).toEqual(axisPrecision);
});
