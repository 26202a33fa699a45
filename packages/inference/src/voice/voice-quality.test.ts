import { expect, test } from 'vitest';
import { createResampler } from './resample.ts';
import { chords, silence, synthesiseSpeech, tone, whiteNoise } from './speech.testkit.ts';
import { createStretchAnalysis } from './stretch.ts';
import { createQualityMeter } from './voice-quality.ts';

function judge(samples: Float32Array) {
  const meter = createQualityMeter();
  meter.add(createStretchAnalysis()(samples), samples);
  return meter.result();
}

const { samples: speech } = synthesiseSpeech({ seconds: 7.6 });
const clean = judge(speech);

test('clean speech is good evidence', () => {
  expect(clean.problems).toEqual([]);
  expect(clean.quality.quality).toBeGreaterThan(0.95);
  expect(clean.quality.speechSeconds).toBeGreaterThan(5.5);
  expect(clean.quality.speechSeconds).toBeLessThan(6.3);
});

test.each([30, 20, 10, 6])('a signal-to-noise ratio of %i dB is measured to 2 dB', (ratio) => {
  const { samples } = synthesiseSpeech({ seconds: 7.6, levelDb: -20, noiseDb: -20 - ratio });
  expect(Math.abs(judge(samples).quality.signalToNoiseDb! - ratio)).toBeLessThan(2);
});

test('noise is named below 10 dB and takes from the quality before that', () => {
  const at = (noiseDb: number) => judge(synthesiseSpeech({ seconds: 7.6, noiseDb }).samples);
  expect(at(-27).problems).toEqual(['noisy']);
  expect(at(-33).problems).toEqual([]);
  expect(at(-33).quality.quality).toBeLessThan(0.8);
});

test('clipped peaks are counted, named, and make poor evidence', () => {
  const { quality, problems } = judge(speech.map((sample) => Math.max(-1, Math.min(1, 8 * sample))));
  expect(problems).toEqual(['clipped']);
  expect(quality.clippedShare).toBeGreaterThan(0.05);
  expect(quality.quality).toBeLessThan(0.5);
});

test('a telephone’s 8 kHz file has no band above 4 kHz', () => {
  const down = speech.filter((_, index) => index % 2 === 0);
  const resampler = createResampler(8000);
  const { quality, problems } = judge(resampler.push(down));
  expect(quality.bandwidthHz).toBe(4000);
  expect(problems).toEqual(['narrow-band']);
  expect(quality.quality).toBeGreaterThan(0.6);
});

test.each([
  ['nothing', new Float32Array(0), ['silence']],
  ['digital silence', silence(4), ['silence']],
  ['a quiet room', whiteNoise(4, -60), ['silence']],
  ['loud noise', whiteNoise(4, -20), ['not-speech']],
  ['a tone', tone(4, 440), ['not-speech']],
  ['a word', synthesiseSpeech({ seconds: 1.2, syllablesPerSecond: 14 }).samples, ['too-little-speech']],
] as const)('%s: the problem is named and the quality is poor', (_, sound, problems) => {
  const judged = judge(sound);
  expect(judged.problems).toEqual(problems);
  expect(judged.quality.quality).toBeLessThan(0.5);
  expect(Object.values(judged.quality).every((value) => value === null || Number.isFinite(value))).toBe(true);
});

test('music without a voice is not speech, though it is pitched and has rhythm', () => {
  for (const sound of [chords(6), chords(6, -35)]) {
    const { quality, problems } = judge(sound);
    expect(problems).toContain('not-speech');
    expect(quality.quality).toBeLessThan(0.05);
  }
});

test('the worst problem comes first', () => {
  const { samples } = synthesiseSpeech({ seconds: 7.6, noiseDb: -27 });
  expect(judge(samples.map((sample) => Math.max(-1, Math.min(1, 8 * sample)))).problems).toEqual([
    'noisy',
    'clipped',
  ]);
});
