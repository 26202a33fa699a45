import { expect, test } from 'vitest';
import { trackLevelAndPitch } from './live-trace.ts';
import { silence, synthesiseVowel, tone, whiteNoise } from './speech.testkit.ts';

const BLOCK = 800;

test.each([90, 140, 220, 380])('a vowel at %i Hz shows its pitch to a fiftieth in every block', (hertz) => {
  const vowel = synthesiseVowel({ seconds: 1, f0: () => hertz });
  for (let start = BLOCK; start + 2 * BLOCK <= vowel.length; start += BLOCK) {
    const { pitchHz } = trackLevelAndPitch(vowel.subarray(start, start + BLOCK));
    expect(Math.abs(pitchHz! / hertz - 1)).toBeLessThan(0.02);
  }
});

test('the level is that of the block, relative to full scale', () => {
  expect(trackLevelAndPitch(tone(0.05, 200)).levelDb).toBeCloseTo(-3.01, 1);
  expect(trackLevelAndPitch(whiteNoise(0.05, -40)).levelDb).toBeCloseTo(-40, 1);
});

test('silence, noise and broken samples have no pitch', () => {
  expect(trackLevelAndPitch(silence(0.05))).toEqual({ levelDb: -100, pitchHz: null });
  expect(trackLevelAndPitch(whiteNoise(0.05, -20)).pitchHz).toBeNull();
  expect(trackLevelAndPitch(new Float32Array(0))).toEqual({ levelDb: -100, pitchHz: null });
  expect(trackLevelAndPitch(new Float32Array(BLOCK).fill(Number.NaN))).toEqual({
    levelDb: -100,
    pitchHz: null,
  });
});
