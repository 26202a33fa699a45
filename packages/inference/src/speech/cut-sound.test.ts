import { expect, it } from 'vitest';
import { silence, synthesiseSpeech, whiteNoise } from '../voice/speech.testkit.ts';
import { cutSound } from './cut-sound.ts';

const RATE = 16_000;

it('leaves up to 30 s whole', () => {
  const { samples } = synthesiseSpeech({ seconds: 30 });
  expect(cutSound(samples)).toEqual([{ start: 0, end: samples.length, standsOut: true }]);
  expect(cutSound(new Float32Array(0))).toEqual([]);
});

it('covers longer sound without a gap, in windows of at most 30 s that end in pauses', () => {
  const { samples, phrases } = synthesiseSpeech({ seconds: 100, pauseSeconds: 0.6 });
  const spans = cutSound(samples);
  expect(spans.map(({ start }) => start)).toEqual([0, ...spans.slice(0, -1).map(({ end }) => end)]);
  expect(spans.at(-1)?.end).toBe(samples.length);
  for (const { start, end } of spans) expect(end - start).toBeLessThanOrEqual(30 * RATE);
  for (const { end } of spans.slice(0, -1))
    expect(phrases.some((phrase) => phrase.start * RATE < end && end < phrase.end * RATE)).toBe(false);
});

it('tells where nothing stands out', () => {
  for (const sound of [
    silence(5),
    whiteNoise(5, -20),
    synthesiseSpeech({ seconds: 5, levelDb: -80 }).samples,
  ])
    expect(cutSound(sound).map(({ standsOut }) => standsOut)).toEqual([false]);
  const word = silence(20);
  word.set(synthesiseSpeech({ seconds: 3 }).samples, 8 * RATE);
  expect(cutSound(word)[0]?.standsOut).toBe(true);
});
