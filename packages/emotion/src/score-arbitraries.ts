import * as fc from 'fast-check';
import { mapLabels, normalise, type Distribution } from './distribution.ts';
import { LABELS, type Label } from './labels.ts';
import { MODALITIES, type Modality } from './modality.ts';
import { ABSTENTIONS, type ModalityScore } from './modality-score.ts';

/** For property tests, here and in the packages above: what the types allow, corners included. */

export const arbitraryLabel: fc.Arbitrary<Label> = fc.constantFrom(...LABELS);

/** Any distribution, zeros and certainties included. */
export const arbitraryDistribution: fc.Arbitrary<Distribution> = fc
  .oneof(
    { weight: 5, arbitrary: fc.tuple(...LABELS.map(() => fc.double({ min: 0, max: 1, noNaN: true }))) },
    {
      weight: 1,
      arbitrary: arbitraryLabel.map((certain) => LABELS.map((label) => (label === certain ? 1 : 0))),
    },
  )
  .map((weights) => normalise(mapLabels((_, index) => weights[index] ?? 0)));

/** A score that counts: it answers, and its quality is not nothing. */
export const arbitraryAnswer: fc.Arbitrary<ModalityScore> = fc
  .constantFrom(...MODALITIES)
  .chain((modality) => arbitraryAnswerOf(modality));

const MODELS = {
  text: ['text-en', 'text-es'],
  voice: ['voice-tone'],
  face: ['face-expression'],
} as const satisfies Record<Modality, readonly string[]>;

export function arbitraryAnswerOf(modality: Modality): fc.Arbitrary<ModalityScore> {
  return fc.record({
    modality: fc.constant(modality),
    distribution: arbitraryDistribution,
    valence: fc.double({ min: -1, max: 1, noNaN: true }),
    arousal: fc.double({ min: -1, max: 1, noNaN: true }),
    quality: fc.double({ min: 0.01, max: 1, noNaN: true }),
    modelId: fc.constantFrom(...MODELS[modality]),
    modelVersion: fc.constantFrom('1.0.0', '1.1.0'),
    abstained: fc.constant(null),
  });
}

/** A score as it may come: at times abstaining, at times worthless. */
export const arbitraryScore: fc.Arbitrary<ModalityScore> = fc.oneof(
  { weight: 6, arbitrary: arbitraryAnswer },
  {
    weight: 1,
    arbitrary: fc
      .tuple(arbitraryAnswer, fc.constantFrom(...ABSTENTIONS))
      .map(([score, abstained]) => ({ ...score, abstained })),
  },
  { weight: 1, arbitrary: arbitraryAnswer.map((score) => ({ ...score, quality: 0 })) },
);

/** The same elements in any order. */
export function arbitraryShuffle<Element>(elements: readonly Element[]): fc.Arbitrary<Element[]> {
  return fc.shuffledSubarray([...elements], { minLength: elements.length });
}
