import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLabels } from './distribution.ts';
import { LABELS, type Label } from './labels.ts';
import { MODALITIES, type Modality } from './modality.ts';
import {
  CORRECTIONS_USED,
  DEFAULT_RELIABILITY,
  explainReliability,
  learnReliability,
  RELIABILITY_BOUNDS,
  type Correction,
} from './reliability.ts';
import { arbitraryAnswer, arbitraryLabel, arbitraryScore, arbitraryShuffle } from './score-arbitraries.ts';

const arbitraryCorrection: fc.Arbitrary<Correction> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  localDay: fc.integer({ min: 20_000, max: 20_004 }),
  localHour: fc.integer({ min: 0, max: 1 }),
  label: arbitraryLabel,
  scores: fc.array(arbitraryScore, { maxLength: 3 }),
});

const guessing = (guess: Label, modality: Modality = 'text') => ({
  modality,
  distribution: mapLabels((label) => (label === guess ? 0.6 : 0.4 / 6)),
  valence: 0,
  arousal: 0,
  quality: 1,
  modelId: 'text-en',
  modelVersion: '1.0.0',
  abstained: null,
});

function manyCorrections(count: number, hitOf: (index: number) => boolean, localDay = 20_000): Correction[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${localDay}-${index}`,
    localDay,
    localHour: 12,
    label: 'joy',
    scores: [guessing(hitOf(index) ? 'joy' : 'fear')],
  }));
}

function reliabilityAfterMiss(quality: number): number {
  const miss = { ...guessing('fear'), quality };
  return learnReliability([{ id: 'a', localDay: 1, localHour: 8, label: 'joy', scores: [miss] }]).text;
}

describe('what is learnt from corrections', () => {
  it('depends on their set only, not on order or repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(arbitraryCorrection, { maxLength: 12 })
          .chain((all) => fc.tuple(fc.constant(all), arbitraryShuffle([...all, ...all.slice(0, 3)]))),
        ([corrections, shuffled]) => {
          expect(explainReliability(shuffled)).toStrictEqual(explainReliability(corrections));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not change with the day it is worked out on: only distances in time count', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCorrection, { maxLength: 8 }), (corrections) => {
        const later = corrections.map((one) => ({ ...one, localDay: one.localDay + 1000 }));
        expect(learnReliability(later)).toStrictEqual(learnReliability(corrections));
      }),
    );
  });

  it('stays within its bounds, reached from both sides', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCorrection, { maxLength: 12 }), (corrections) => {
        for (const weight of Object.values(learnReliability(corrections))) {
          expect(weight).toBeGreaterThanOrEqual(RELIABILITY_BOUNDS.lowest);
          expect(weight).toBeLessThanOrEqual(RELIABILITY_BOUNDS.highest);
        }
      }),
    );
    expect(learnReliability(manyCorrections(200, () => false)).text).toBe(RELIABILITY_BOUNDS.lowest);
    expect(learnReliability(manyCorrections(200, () => true)).text).toBe(RELIABILITY_BOUNDS.highest);
  });

  it('never trusts a modality less for having been right where it could have been wrong', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryCorrection, { maxLength: 8 }),
        arbitraryAnswer,
        arbitraryLabel,
        (others, answer, other) => {
          const { modality, distribution } = answer;
          const guess = LABELS.reduce((best, label) =>
            distribution[label] > distribution[best] ? label : best,
          );
          const reliabilityAfter = (label: Label) =>
            learnReliability([
              ...others,
              { id: 'new', localDay: 20_004, localHour: 3, label, scores: [answer] },
            ]);
          expect(reliabilityAfter(guess)[modality]).toBeGreaterThanOrEqual(reliabilityAfter(other)[modality]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('moves little for one correction and leaves the other modalities alone', () => {
    const { text, voice, face } = learnReliability(manyCorrections(1, () => false));
    expect(text).toBeLessThan(DEFAULT_RELIABILITY.text);
    expect(text).toBeGreaterThan(DEFAULT_RELIABILITY.text * 0.9);
    expect({ voice, face }).toEqual({ voice: DEFAULT_RELIABILITY.voice, face: DEFAULT_RELIABILITY.face });
  });

  it('stays at its start for a model that is right as often as it claims', () => {
    const { text } = learnReliability(manyCorrections(100, (index) => index % 10 < 6));
    expect(text).toBeCloseTo(1, 2);
  });

  it('forgets: an old streak counts for less than a new one', () => {
    const failures = manyCorrections(30, () => false, 20_000);
    const recent = learnReliability([...failures, ...manyCorrections(30, () => true, 20_000 + 1)]);
    const muchLater = learnReliability([...failures, ...manyCorrections(30, () => true, 20_000 + 365)]);
    expect(muchLater.text).toBeGreaterThan(recent.text);
  });

  it('uses the newest correction of a record and no more than the newest 200', () => {
    const changedMind: Correction[] = [
      { id: 'a', localDay: 1, localHour: 8, label: 'fear', scores: [guessing('joy')] },
      { id: 'a', localDay: 1, localHour: 9, label: 'joy', scores: [guessing('joy')] },
    ];
    expect(explainReliability(changedMind).text).toMatchObject({ corrections: 1, hitRate: 1 });
    const many = manyCorrections(CORRECTIONS_USED + 50, () => true);
    expect(explainReliability(many).text.corrections).toBe(CORRECTIONS_USED);
  });
});

describe('several corrections of one record in one hour', () => {
  const base = { id: 'a', localDay: 1, localHour: 8 };
  const pairs: readonly Correction[][] = [
    [
      { ...base, label: 'joy', scores: [guessing('joy')] },
      { ...base, label: 'fear', scores: [guessing('joy')] },
    ],
    [
      { ...base, label: 'joy', scores: [guessing('joy')] },
      { ...base, label: 'joy', scores: [guessing('fear')] },
    ],
  ];

  it.each(pairs)('count as one, the same one in either order', (first, second) => {
    const explained = explainReliability([first, second]);
    expect(explained.text.corrections).toBe(1);
    expect(explainReliability([second, first])).toStrictEqual(explained);
  });
});

describe('the weight of one correction', () => {
  it('is smaller where the capture was poor', () => {
    expect(reliabilityAfterMiss(0.2)).toBeGreaterThan(reliabilityAfterMiss(1));
  });

  it('does not explode for a model that hardly claims more than chance', () => {
    const shy = mapLabels((label) => (label === 'joy' ? 0.16 : 0.14));
    const corrections = manyCorrections(5, () => true).map((correction, index) => ({
      ...correction,
      label: index < 3 ? ('joy' as const) : ('fear' as const),
      scores: [{ ...guessing('joy'), distribution: shy }],
    }));
    const { text } = learnReliability(corrections);
    expect(text).toBeGreaterThan(1);
    expect(text).toBeLessThan(RELIABILITY_BOUNDS.highest);
  });
});

describe('the explanation', () => {
  it('gives the plain numbers behind each modality, and nothing where nothing was corrected', () => {
    const explained = explainReliability(manyCorrections(4, (index) => index > 0));
    expect(explained.text).toMatchObject({ corrections: 4, effectiveCorrections: 4, hitRate: 0.75 });
    expect(explained.text.claimedRate).toBeCloseTo(0.6, 4);
    expect(explained.face).toEqual({
      reliability: DEFAULT_RELIABILITY.face,
      corrections: 0,
      effectiveCorrections: 0,
      hitRate: null,
      claimedRate: null,
    });
    expect(Object.keys(explained)).toEqual([...MODALITIES]);
  });

  it('leaves a model that declined to answer out of the count', () => {
    const declined = { ...guessing('fear'), abstained: 'low-confidence' as const };
    const corrections = [{ id: 'a', localDay: 1, localHour: 8, label: 'joy' as const, scores: [declined] }];
    expect(explainReliability(corrections).text.corrections).toBe(0);
  });
});
