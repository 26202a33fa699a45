import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { ABSTENTIONS } from '@undertone/emotion/modality-score';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import { normalise, mapLabels } from '@undertone/emotion/distribution';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  fromOpenScore,
  MODEL_IDS,
  type OpenLane,
  OpenLaneSchema,
  OpenScoreSchema,
  toCorrection,
  toOpenScore,
} from './open-lane.ts';
import type { RecordId } from './primitives.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const affect = fc.double({ min: -1, max: 1, noNaN: true });
const modalityScore: fc.Arbitrary<ModalityScore> = fc
  .record({
    weights: fc.array(probability, { minLength: 7, maxLength: 7 }),
    read: fc.constantFrom(
      { modality: 'text' as const, modelId: 'text-en' },
      { modality: 'text' as const, modelId: 'text-es' },
      { modality: 'voice' as const, modelId: 'voice-tone' },
      { modality: 'face' as const, modelId: 'face-expression' },
      { modality: 'face' as const, modelId: 'face-rules' },
    ),
    valence: affect,
    arousal: affect,
    quality: probability,
    version: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 65_535 }))),
    abstained: fc.constantFrom(null, ...ABSTENTIONS),
  })
  .map(({ weights, version, read, ...score }) => ({
    ...score,
    ...read,
    modelVersion: version.join('.'),
    distribution: normalise(mapLabels((_, index) => weights[index]!)),
  }));

const lane = fc
  .record({
    scores: fc.array(modalityScore, { minLength: 1, maxLength: 3 }),
    correction: fc.constantFrom(null, ...LABELS),
  })
  .map(({ scores, correction }) => ({
    localDay: 20_000,
    localHour: 7,
    scores: scores.map((one) => toOpenScore(one)!),
    correction,
  }));

/** Every string that the open lane may carry. */
const ENUMERATED = new Set<string>([...LABELS, ...MODALITIES, ...MODEL_IDS, ...ABSTENTIONS]);

type Path = readonly (string | number)[];

/** Where each leaf of a JSON value stands. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

function replaceAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}

describe('the open lane', () => {
  it('takes the scores of every listed model and modality, and nothing is lost on the way', () => {
    fc.assert(
      fc.property(modalityScore, (score) => {
        const open = toOpenScore(score)!;
        expect(v.is(OpenScoreSchema, JSON.parse(JSON.stringify(open)))).toBe(true);
        // JSON has no negative zero.
        expect(fromOpenScore(JSON.parse(JSON.stringify(open)))).toEqual(JSON.parse(JSON.stringify(score)));
      }),
    );
  });

  it('refuses any string that is not in an enumeration, wherever it stands', () => {
    const anyString = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1', 'true', '__proto__', ' text', 'Text'),
    );
    fc.assert(
      fc.property(lane, anyString, fc.nat(), (good, text, pick) => {
        fc.pre(!ENUMERATED.has(text));
        expect(v.is(OpenLaneSchema, good)).toBe(true);
        const leaves = leavesOf(good);
        const bad = replaceAt(good, leaves[pick % leaves.length]!, text);
        expect(v.is(OpenLaneSchema, bad)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses an enumerated string where another enumeration or a number stands', () => {
    fc.assert(
      fc.property(lane, fc.constantFrom(...ENUMERATED), fc.nat(), (good, text, pick) => {
        const leaves = leavesOf(good).filter(
          (path) =>
            typeof path.at(-1) === 'string' && /valence|local|quality|Version/.test(String(path.at(-1))),
        );
        const bad = replaceAt(good, leaves[pick % leaves.length]!, text);
        expect(v.is(OpenLaneSchema, bad)).toBe(false);
      }),
    );
  });

  it('refuses a field nobody knows, on every level, also one named like a property of all objects', () => {
    fc.assert(
      fc.property(
        lane,
        fc.constantFrom('note', 'text', '__proto__', 'constructor', 'toString'),
        (good, key) => {
          const extra = JSON.parse(`{"${key}":"what I wrote"}`) as object;
          const withKey = (value: object) =>
            Object.defineProperties({ ...value }, Object.getOwnPropertyDescriptors(extra));
          expect(v.is(OpenLaneSchema, withKey(good))).toBe(false);
          expect(v.is(OpenLaneSchema, { ...good, scores: [withKey(good.scores[0]!)] })).toBe(false);
        },
      ),
    );
  });

  it('refuses numbers out of range, and distributions that do not sum to 1', () => {
    fc.assert(
      fc.property(
        lane,
        fc.constantFrom(NaN, Infinity, -Infinity, 1.0001, -1.0001, 1e9),
        fc.nat(),
        (good, number, pick) => {
          const leaves = leavesOf(good).filter((path) => /valence|arousal|quality/.test(String(path.at(-1))));
          expect(v.is(OpenLaneSchema, replaceAt(good, leaves[pick % leaves.length]!, number))).toBe(false);
        },
      ),
    );
    const score = {
      ...toOpenScore(fc.sample(modalityScore, 1)[0]!)!,
      distribution: [0.5, 0.6, 0, 0, 0, 0, 0],
    };
    expect(v.is(OpenScoreSchema, score)).toBe(false);
  });

  it('lets no model’s score pass under the consent of another modality', () => {
    fc.assert(
      fc.property(modalityScore, fc.constantFrom(...MODALITIES), (score, claimed: Modality) => {
        fc.pre(claimed !== score.modality);
        expect(toOpenScore({ ...score, modality: claimed })).toBeNull();
        expect(v.is(OpenScoreSchema, { ...toOpenScore(score)!, modality: claimed })).toBe(false);
      }),
    );
  });

  it('leaves scores of an unlisted model, or of no version, on the device', () => {
    const [score] = fc.sample(modalityScore, 1) as [ModalityScore];
    expect(toOpenScore({ ...score, modelId: 'text-of-mine' })).toBeNull();
    expect(toOpenScore({ ...score, modelVersion: 'newest' })).toBeNull();
    expect(toOpenScore({ ...score, modelVersion: '1.2' })).toBeNull();
  });

  it('becomes a correction only when the person said something', () => {
    const good: OpenLane = fc.sample(lane, 1)[0]!;
    const recordId = 'r' as RecordId;
    expect(toCorrection(recordId, { ...good, correction: null })).toBeNull();
    expect(toCorrection(recordId, { ...good, correction: 'joy' })).toEqual({
      id: recordId,
      localDay: good.localDay,
      localHour: good.localHour,
      label: 'joy',
      scores: good.scores.map(fromOpenScore),
    });
  });
});
