import { softmax } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { expect, it } from 'vitest';
import { foldGoEmotions, GO_EMOTION_COUNT } from './go-emotions-labels.ts';

const GRATITUDE = 15;
const LOVE = 18;
const NEUTRAL = 27;

function logits(raised: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: GO_EMOTION_COUNT }, (_, index) => raised[index] ?? -8);
}
const fold = (raised: Readonly<Record<number, number>>) => softmax(foldGoEmotions(logits(raised)));

it('counts two emotions of one label as more of it than one, and never as more than certain', () => {
  const one = fold({ [GRATITUDE]: 0, [NEUTRAL]: 0 });
  const two = fold({ [GRATITUDE]: 0, [LOVE]: 0, [NEUTRAL]: 0 });
  expect(one.joy).toBeCloseTo(one.neutral, 2);
  expect(two.joy).toBeGreaterThan(one.joy + 0.05);
  expect(Math.exp(foldGoEmotions(logits({ [GRATITUDE]: 30, [LOVE]: 30 }))[LABELS.indexOf('joy')]!)).toBe(1);
});

it('stays finite however sure a network is', () => {
  for (const certain of [1e3, -1e3])
    expect(foldGoEmotions(logits({}).fill(certain)).every(Number.isFinite)).toBe(true);
});

it('refuses a network of another data set', () => {
  expect(() => foldGoEmotions([1, 2, 3])).toThrow(RangeError);
});
