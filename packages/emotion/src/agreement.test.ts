import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, disagreementOf } from './agreement.ts';
import { mapLabels, UNIFORM, type Distribution } from './distribution.ts';
import type { Label } from './labels.ts';
import { MODALITIES, type Modality } from './modality.ts';
import type { ModalityEvidence } from './modality-evidence.ts';
import { arbitraryDistribution } from './score-arbitraries.ts';

const evidenceOf = (changes: Partial<ModalityEvidence>): ModalityEvidence => ({
  modality: 'text',
  distribution: UNIFORM,
  valence: 0,
  arousal: 0,
  quality: 1,
  ...changes,
});

const certain = (label: Label): Distribution => mapLabels((other) => (other === label ? 1 : 0));

describe('agreement', () => {
  it('is 1 for the same distribution, 0 for distributions that exclude each other, and unknown for one', () => {
    fc.assert(
      fc.property(arbitraryDistribution, (distribution) => {
        const one = evidenceOf({ distribution });
        expect(agreementOf([one])).toBe(null);
        expect(agreementOf([one, one])).toBeCloseTo(1, 12);
      }),
    );
    const apart = (['joy', 'fear', 'anger'] as const).map((label) =>
      evidenceOf({ distribution: certain(label) }),
    );
    expect(agreementOf(apart)).toBeCloseTo(0, 12);
    expect(agreementOf(apart.slice(0, 2))).toBeCloseTo(0, 12);
  });

  it('matches a value worked out by hand', () => {
    // JSD of (1, 0) and (1/2, 1/2) is H(3/4, 1/4) − H(1/2, 1/2)/2 = 0.31128 bits.
    const half = mapLabels((label) => (label === 'joy' || label === 'fear' ? 0.5 : 0));
    const evidence = [evidenceOf({ distribution: certain('joy') }), evidenceOf({ distribution: half })];
    expect(agreementOf(evidence)).toBeCloseTo(1 - 0.3112781, 6);
  });
});

describe('disagreement', () => {
  it('names calm words against a tense voice, seen from the words', () => {
    const evidence = [
      evidenceOf({ arousal: -0.3, valence: 0.2 }),
      evidenceOf({ modality: 'voice', arousal: 0.6, valence: -0.1 }),
    ];
    expect(disagreementOf(evidence)).toEqual({
      modality: 'text',
      against: ['voice'],
      axis: 'arousal',
      direction: 'lower',
    });
  });

  it('names the widest of several gaps', () => {
    const evidence = [
      evidenceOf({ valence: 0.9 }),
      evidenceOf({ modality: 'voice', valence: 0.1 }),
      evidenceOf({ modality: 'face', valence: -0.8 }),
    ];
    expect(disagreementOf(evidence)).toMatchObject({
      modality: 'text',
      against: ['face'],
      direction: 'higher',
    });
  });

  it('names the odd one out where the two others agree, whichever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MODALITIES),
        fc.constantFrom('higher' as const, 'lower' as const),
        fc.constantFrom('valence' as const, 'arousal' as const),
        (odd, direction, axis) => {
          const evidence = MODALITIES.map((modality, index) =>
            evidenceOf({
              modality,
              [axis]: modality === odd ? (direction === 'higher' ? 0.8 : -0.9) : -0.1 + 0.05 * index,
            }),
          );
          const against = MODALITIES.filter((modality) => modality !== odd);
          expect(disagreementOf(evidence)).toEqual({ modality: odd, against, axis, direction });
        },
      ),
    );
  });

  it('leaves a third that stands between the two, or was captured poorly, out of it', () => {
    const between = [
      evidenceOf({ valence: 0.8 }),
      evidenceOf({ modality: 'voice', valence: 0 }),
      evidenceOf({ modality: 'face', valence: -0.8 }),
    ];
    expect(disagreementOf(between)).toMatchObject({ modality: 'text', against: ['face'] });
    const poor = [between[0]!, evidenceOf({ modality: 'voice', valence: -0.8, quality: 0.3 }), between[2]!];
    expect(disagreementOf(poor)).toMatchObject({ modality: 'text', against: ['face'], direction: 'higher' });
  });

  it('always names a gap that is there, between modalities that are there', () => {
    const anyEvidence = fc.subarray([...MODALITIES]).chain((modalities) =>
      fc.tuple(
        ...modalities.map((modality) =>
          fc.record({
            modality: fc.constant(modality),
            distribution: arbitraryDistribution,
            valence: fc.double({ min: -1, max: 1, noNaN: true }),
            arousal: fc.double({ min: -1, max: 1, noNaN: true }),
            quality: fc.double({ min: 0.01, max: 1, noNaN: true }),
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const found = disagreementOf(evidence);
        if (found === null) return;
        const { axis, direction } = found;
        const placeOf = (modality: Modality) => evidence.find((one) => one.modality === modality)![axis];
        for (const other of found.against) {
          expect(other).not.toBe(found.modality);
          const difference = placeOf(found.modality) - placeOf(other);
          expect(direction === 'higher' ? difference : -difference).toBeGreaterThan(0.7);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps quiet about a small gap, and about a wide one in a poor capture', () => {
    const near = [evidenceOf({ valence: 0.2 }), evidenceOf({ modality: 'face', valence: -0.2 })];
    expect(disagreementOf(near)).toBe(null);
    const poor = [
      evidenceOf({ valence: 0.5 }),
      evidenceOf({ modality: 'face', valence: -0.5, quality: 0.3 }),
    ];
    expect(disagreementOf(poor)).toBe(null);
    expect(disagreementOf([evidenceOf({ valence: 1 })])).toBe(null);
  });
});
