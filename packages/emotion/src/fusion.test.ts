import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLabels, normalise, UNIFORM, type Distribution } from './distribution.ts';
import { fuse } from './fusion.ts';
import { LABELS, type Label } from './labels.ts';
import { MEASURED } from './measured.ts';
import { expectedCalibrationError } from './metrics.ts';
import { MODALITIES } from './modality.ts';
import type { ModalityScore } from './modality-score.ts';
import {
  arbitraryAnswer,
  arbitraryAnswerOf,
  arbitraryDistribution,
  arbitraryScore,
  arbitraryShuffle,
} from './score-arbitraries.ts';

const scoreOf = (changes: Partial<ModalityScore>): ModalityScore => ({
  modality: 'text',
  distribution: UNIFORM,
  valence: 0,
  arousal: 0,
  quality: 1,
  modelId: 'text-en',
  modelVersion: '1.0.0',
  abstained: null,
  ...changes,
});

const mostly = (label: Label, probability: number): Distribution =>
  mapLabels((other) => (other === label ? probability : (1 - probability) / (LABELS.length - 1)));

/** Every modality at its word, whatever evaluation measured. */
const TRUSTED = { reliability: { text: 1, voice: 1, face: 1 } };

function largestDifference(left: Distribution, right: Distribution): number {
  return Math.max(...LABELS.map((label) => Math.abs(left[label] - right[label])));
}

function hitRate(hits: readonly boolean[]): number {
  return hits.filter(Boolean).length / hits.length;
}

describe('the laws of fusion', () => {
  it('does not depend on the order of the scores, to the last bit', () => {
    fc.assert(
      fc.property(
        fc
          .array(arbitraryScore, { maxLength: 12 })
          .chain((scores) => fc.tuple(fc.constant(scores), arbitraryShuffle(scores))),
        ([scores, shuffled]) => {
          expect(fuse(shuffled)).toStrictEqual(fuse(scores));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves a lone, trusted score of full quality what it was', () => {
    fc.assert(
      fc.property(arbitraryAnswer, (answer) => {
        const reading = fuse([{ ...answer, quality: 1 }], TRUSTED);
        expect(largestDifference(reading.distribution, answer.distribution)).toBeLessThan(1e-5);
        expect(reading.valence).toBeCloseTo(answer.valence, 12);
        expect(reading.arousal).toBeCloseTo(answer.arousal, 12);
        expect(reading.contributions).toEqual([{ modality: answer.modality, weight: 1 }]);
      }),
    );
  });

  it('is not moved by a score that says nothing, of whatever modality and however often', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryAnswer, { maxLength: 5 }),
        fc.constantFrom(...MODALITIES),
        fc.integer({ min: 1, max: 3 }),
        (scores, modality, copies) => {
          const empty = Array.from({ length: copies }, () => scoreOf({ modality }));
          const { distribution } = fuse([...scores, ...empty]);
          expect(largestDifference(distribution, fuse(scores).distribution)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('counts a repeated score once', () => {
    fc.assert(
      fc.property(fc.array(arbitraryAnswer, { minLength: 1, maxLength: 4 }), (scores) => {
        const once = fuse(scores);
        const twice = fuse([...scores, ...scores]);
        expect(largestDifference(twice.distribution, once.distribution)).toBeLessThan(1e-9);
        expect(twice.valence).toBeCloseTo(once.valence, 9);
      }),
    );
  });

  it('never makes a score’s own favourite less likely by raising the quality of that score', () => {
    fc.assert(
      fc.property(
        arbitraryAnswer,
        fc.array(arbitraryAnswer, { maxLength: 4 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (score, others, quality) => {
          const favourite = LABELS.reduce((best, label) =>
            score.distribution[label] > score.distribution[best] ? label : best,
          );
          const [low, high] = [score.quality, quality].toSorted((left, right) => left - right);
          const poorer = fuse([...others, { ...score, quality: low! }]);
          const better = fuse([...others, { ...score, quality: high! }]);
          expect(better.distribution[favourite]).toBeGreaterThanOrEqual(
            poorer.distribution[favourite] - 1e-9,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('works with any subset of the modalities, and shares the evidence among those that are there', () => {
    const subset = fc
      .subarray([...MODALITIES])
      .chain((modalities) => fc.tuple(...modalities.map(arbitraryAnswerOf)));
    fc.assert(
      fc.property(subset, (scores) => {
        const { contributions, agreement, abstained } = fuse(scores);
        expect(contributions.map(({ modality }) => modality)).toEqual(scores.map(({ modality }) => modality));
        expect(contributions.every(({ weight }) => weight > 0)).toBe(true);
        expect(agreement === null).toBe(scores.length < 2);
        expect(abstained).toBe(scores.length === 0 ? 'no-evidence' : null);
      }),
    );
  });

  it('keeps every axis between the modalities that are there', () => {
    fc.assert(
      fc.property(fc.array(arbitraryAnswer, { minLength: 1, maxLength: 4 }), (scores) => {
        const reading = fuse(scores);
        for (const axis of ['valence', 'arousal'] as const) {
          const said = scores.map((score) => score[axis]);
          expect(reading[axis]).toBeGreaterThanOrEqual(Math.min(...said) - 1e-12);
          expect(reading[axis]).toBeLessThanOrEqual(Math.max(...said) + 1e-12);
        }
      }),
    );
  });

  it('takes three modalities as it takes two and then the third', () => {
    const trio = fc.tuple(...MODALITIES.map(arbitraryAnswerOf));
    fc.assert(
      fc.property(trio, (scores) => {
        const open = ({ distribution }: ModalityScore) =>
          mapLabels((label) => 0.9 * distribution[label] + 0.1 / LABELS.length);
        const [first, second, third] = scores.map((score) => ({
          ...{ ...score, quality: 1, distribution: open(score) },
        }));
        const pair = fuse([first!, second!], TRUSTED).distribution;
        const inSteps = fuse([{ ...first!, distribution: pair }, third!], TRUSTED).distribution;
        // Not to the bit: the pair's reading is floored once more.
        expect(
          largestDifference(inSteps, fuse([first!, second!, third!], TRUSTED).distribution),
        ).toBeLessThan(0.02);
      }),
    );
  });

  it('ignores what abstained and what has no quality', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryAnswer, { minLength: 1, maxLength: 4 }),
        arbitraryAnswer,
        (scores, other) => {
          const declined = { ...other, abstained: 'thin-evidence' as const };
          expect(fuse([...scores, declined, { ...other, quality: 0 }])).toStrictEqual(fuse(scores));
        },
      ),
    );
  });

  it('gives a valid reading whatever the numbers, hostile ones included', () => {
    const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 1e300, 5e-324));
    const hostile = fc
      .tuple(arbitraryScore, anyNumber, anyNumber, anyNumber, fc.array(anyNumber))
      .map(([score, valence, arousal, quality, weights]): ModalityScore => ({
        ...score,
        valence,
        arousal,
        quality,
        distribution: mapLabels((_, index) => weights[index] ?? 0),
      }));
    const options = fc.record({
      reliability: fc.record({ text: anyNumber, voice: anyNumber, face: anyNumber }),
      prior: arbitraryDistribution,
    });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, arbitraryScore), { maxLength: 6 }),
        options,
        (scores, options) => {
          const reading = fuse(scores, options);
          const probabilities = Object.values(reading.distribution);
          expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9);
          for (const probability of [...probabilities, reading.confidence, reading.agreement ?? 0]) {
            expect(probability >= 0 && probability <= 1).toBe(true);
          }
          expect(Math.abs(reading.valence) <= 1 && Math.abs(reading.arousal) <= 1).toBe(true);
          const shares = reading.contributions.map(({ weight }) => weight);
          const totalShare = shares.reduce((sum, share) => sum + share, 0);
          expect(totalShare).toBeCloseTo(reading.abstained === null ? 1 : 0, 9);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('fuse', () => {
  it('sharpens what two modalities agree on, and is less moved by the one trusted less', () => {
    const text = scoreOf({ distribution: mostly('sadness', 0.5) });
    const voice = scoreOf({ modality: 'voice', distribution: mostly('sadness', 0.5) });
    const alone = fuse([text]).confidence;
    const doubted = fuse([text, voice], { reliability: { voice: 0.2 } }).confidence;
    expect(doubted).toBeGreaterThan(alone);
    expect(fuse([text, voice], TRUSTED).confidence).toBeGreaterThan(doubted);
  });

  it('is Bayes’ rule for independent modalities, with the prior counted once', () => {
    const prior = normalise(mapLabels((_, index) => 1 + index));
    const text = scoreOf({ distribution: mostly('joy', 0.5) });
    const voice = scoreOf({ modality: 'voice', distribution: mostly('fear', 0.3) });
    const expected = normalise(
      mapLabels((label) => (text.distribution[label] * voice.distribution[label]) / prior[label]),
    );
    expect(largestDifference(fuse([text, voice], { ...TRUSTED, prior }).distribution, expected)).toBeLessThan(
      1e-9,
    );
  });

  it('lets no modality veto another: two opposite certainties leave both labels open', () => {
    const text = scoreOf({ distribution: mostly('joy', 1) });
    const voice = scoreOf({ modality: 'voice', distribution: mostly('fear', 1) });
    const { distribution } = fuse([text, voice], TRUSTED);
    expect(distribution.joy).toBeCloseTo(0.5, 3);
    expect(distribution.fear).toBeCloseTo(0.5, 3);
  });

  it('holds any reliability to 4, so that none drowns the rest', () => {
    const text = scoreOf({ distribution: mostly('joy', 0.3), quality: 0.4 });
    const distributionAt = (reliability: number) =>
      fuse([text], { reliability: { text: reliability } }).distribution;
    expect(distributionAt(4)).toStrictEqual(distributionAt(1e9));
    expect(distributionAt(4).joy).toBeGreaterThan(distributionAt(3).joy);
  });

  it('says less surely what was read from a poor capture', () => {
    const poor = fuse([scoreOf({ distribution: mostly('joy', 0.9), quality: 0.3 })]);
    expect(poor.confidence).toBeLessThan(0.6);
    expect(poor.confidence).toBeGreaterThan(1 / 7);
  });

  it('returns to the prior when nothing answers, with the first reason in the list of reasons', () => {
    const prior = mostly('neutral', 0.4);
    const declined = [
      scoreOf({ abstained: 'low-confidence' }),
      scoreOf({ modality: 'voice', abstained: 'language-unsure' }),
    ];
    const reading = fuse(declined, { prior });
    expect(largestDifference(reading.distribution, prior)).toBeLessThan(1e-5);
    expect(reading.abstained).toBe('language-unsure');
    expect(fuse([]).abstained).toBe('no-evidence');
    expect(fuse([scoreOf({ quality: 0 })]).abstained).toBe('no-evidence');
  });

  it('weighs each axis by how finely the modalities were measured to tell it', () => {
    const text = scoreOf({ valence: 1, arousal: 1 });
    const voice = scoreOf({ modality: 'voice', valence: 0, arousal: 0 });
    const reading = fuse([text, voice], TRUSTED);
    for (const axis of ['valence', 'arousal'] as const) {
      const [words, sound] = [MEASURED.text.axisPrecision[axis], MEASURED.voice.axisPrecision[axis]];
      expect(reading[axis]).toBeCloseTo(words / (words + sound), 12);
    }
  });

  it('stays calibrated on simulated moments whose modalities err independently, with each one that joins', () => {
    const random = seededRandom(7);
    const emit = { text: randomChannel(random), voice: randomChannel(random), face: randomChannel(random) };
    const moments = Array.from({ length: 6000 }, () => {
      const truth = LABELS[Math.floor(random() * LABELS.length)]!;
      const scores = MODALITIES.map((modality) => scoreOf({ modality, distribution: emit[modality](truth) }));
      return { truth, scores };
    });
    const rates = [1, 2, 3].map((count) => {
      const fused = moments.map(({ truth, scores }) => ({ truth, ...fuse(scores.slice(0, count), TRUSTED) }));
      const hits = fused.map(({ truth, distribution, confidence }) => distribution[truth] === confidence);
      const confidences = fused.map(({ confidence }) => confidence);
      expect(expectedCalibrationError(confidences, hits)).toBeLessThan(0.025);
      return hitRate(hits);
    });
    expect(rates[1]).toBeGreaterThan(rates[0]! + 0.05);
    expect(rates[2]).toBeGreaterThan(rates[1]! + 0.05);
  });

  it('keeps the arithmetic of version 3 to the last bit: a change of these numbers is a new version', () => {
    const reading = fuse(
      [
        scoreOf({ distribution: mostly('joy', 0.6), valence: 0.7, arousal: 0.2, quality: 0.9 }),
        scoreOf({
          modality: 'voice',
          distribution: mostly('fear', 0.4),
          valence: -0.9,
          arousal: 0.6,
          quality: 0.5,
        }),
      ],
      { reliability: { text: 1.1, voice: 0.8, face: 1 } },
    );
    expect(reading).toMatchInlineSnapshot(`
      {
        "abstained": null,
        "agreement": 0.7497052018624685,
        "arousal": 0.5265306122448978,
        "confidence": 0.5663633957251805,
        "contributions": [
          {
            "modality": "text",
            "weight": 0.7122302158273381,
          },
          {
            "modality": "voice",
            "weight": 0.28776978417266186,
          },
        ],
        "disagreement": {
          "against": [
            "voice",
          ],
          "axis": "valence",
          "direction": "higher",
          "modality": "text",
        },
        "distribution": {
          "anger": 0.0643272658474463,
          "disgust": 0.0643272658474463,
          "fear": 0.11200027503758782,
          "joy": 0.5663633957251805,
          "neutral": 0.0643272658474463,
          "sadness": 0.0643272658474463,
          "surprise": 0.0643272658474463,
        },
        "fusionVersion": 3,
        "valence": 0.3144578313253012,
      }
    `);
  });
});

/** A noisy channel with seven labels in and twelve symbols out; answers the exact posterior of what it emits. */
function randomChannel(random: () => number): (truth: Label) => Distribution {
  const symbols = Array.from({ length: 12 }, () => normalise(mapLabels(() => random() ** 4)));
  const likelihoods = mapLabels((label) => {
    const total = symbols.reduce((sum, symbol) => sum + symbol[label], 0);
    return symbols.map((symbol) => symbol[label] / total);
  });
  return (truth) => {
    let left = random();
    const emitted = likelihoods[truth].findIndex((likelihood) => (left -= likelihood) < 0);
    const symbol = emitted < 0 ? symbols.length - 1 : emitted;
    return normalise(mapLabels((label) => likelihoods[label][symbol]!));
  };
}

/** A linear congruential generator (constants of Numerical Recipes): the same stream everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
