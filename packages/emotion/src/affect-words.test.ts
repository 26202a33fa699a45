import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTAINTIES, describeReading } from './affect-words.ts';
import { mapLabels, normalise, type Distribution } from './distribution.ts';
import { fuse } from './fusion.ts';
import type { Label } from './labels.ts';
import type { Reading } from './reading.ts';
import { arbitraryAnswer, arbitraryScore } from './score-arbitraries.ts';

const readingOf = (weights: Partial<Record<Label, number>>, changes: Partial<Reading> = {}): Reading => {
  const distribution: Distribution = normalise(mapLabels((label) => weights[label] ?? 0));
  const confidence = Math.max(...Object.values(distribution));
  return { ...fuse([]), abstained: null, distribution, confidence, ...changes };
};

const certaintyAt = (joy: number, agreement: number | null) =>
  describeReading(readingOf({ joy, neutral: 1 - joy }, { confidence: joy, agreement }))?.certainty;

describe('a reading in words', () => {
  it('says "mostly joy, a little sadness, fairly sure, pleasant, even energy"', () => {
    const reading = readingOf({ joy: 0.6, sadness: 0.25, neutral: 0.15 }, { valence: 0.4, arousal: 0.1 });
    expect(describeReading(reading)).toEqual({
      primary: 'joy',
      primaryStrength: 'mostly',
      secondary: 'sadness',
      certainty: 'fairly-sure',
      pleasantness: 'pleasant',
      energy: 'even-energy',
    });
  });

  it('names no second label that hardly shows', () => {
    expect(describeReading(readingOf({ fear: 0.9, joy: 0.1 }))?.secondary).toBe(null);
    expect(describeReading(readingOf({ fear: 0.85, joy: 0.15 }))?.primaryStrength).toBe('clearly');
    expect(describeReading(readingOf({ fear: 0.82, joy: 0.18 }))?.secondary).toBe(null);
    const scattered = {
      anger: 1,
      disgust: 0.5,
      fear: 0.5,
      joy: 0.5,
      neutral: 0.5,
      sadness: 0.5,
      surprise: 0.5,
    };
    expect(describeReading(readingOf(scattered))).toMatchObject({ secondary: null, certainty: 'unsure' });
  });

  it('is surer with more confidence, and one step less sure when the modalities differ', () => {
    expect([0.4, 0.5, 0.7].map((joy) => certaintyAt(joy, null))).toEqual(CERTAINTIES);
    expect([0.4, 0.5, 0.7].map((joy) => certaintyAt(joy, 0.2))).toEqual(['unsure', 'unsure', 'fairly-sure']);
    expect(certaintyAt(0.7, 0.9)).toBe('sure');
  });

  it('has nothing to say of a reading that abstains, and something of every other', () => {
    expect(describeReading(fuse([]))).toBe(null);
    fc.assert(
      fc.property(arbitraryAnswer, fc.array(arbitraryScore, { maxLength: 4 }), (answer, others) => {
        const description = describeReading(fuse([answer, ...others]));
        expect(description?.primary).not.toBe(undefined);
        expect(description?.secondary).not.toBe(description?.primary);
      }),
    );
  });
});
