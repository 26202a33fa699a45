import { describe, expect, test } from 'vitest';
import { createProsodyMeter } from './prosody-meter.ts';
import { FRAMES_PER_SECOND } from './short-time.ts';
import {
  silence,
  synthesiseSpeech,
  synthesiseVowel,
  whiteNoise,
  type SpeechOptions,
} from './speech.testkit.ts';
import { createStretchAnalysis } from './stretch.ts';

function measure(samples: Float32Array) {
  const stretch = createStretchAnalysis()(samples);
  const meter = createProsodyMeter();
  meter.add(stretch);
  return { ...stretch, prosody: meter.prosody() };
}

const plain: SpeechOptions = { seconds: 7.6 };

function plus(left: Float32Array, right: Float32Array): Float32Array {
  return left.map((sample, index) => sample + right[index]!);
}

describe('voice activity', () => {
  test.each([-75, -50, -35])('finds the phrases to 0.15 s over a floor of %i dB', (noiseDb) => {
    const { samples, phrases } = synthesiseSpeech({ ...plain, noiseDb });
    const { speech } = measure(samples);
    expect(speech).toHaveLength(phrases.length);
    for (const [index, { from, to }] of speech.entries()) {
      expect(Math.abs(from / FRAMES_PER_SECOND - phrases[index]!.start)).toBeLessThan(0.15);
      expect(Math.abs(to / FRAMES_PER_SECOND - phrases[index]!.end)).toBeLessThan(0.15);
    }
  });

  test('the level of the recording does not matter down to a whisper of a microphone', () => {
    const { samples } = synthesiseSpeech({ ...plain, noiseDb: -60 });
    const quiet = measure(samples.map((sample) => sample / 20));
    const { speech } = measure(samples);
    expect(quiet.speech).toHaveLength(speech.length);
    for (const [index, { from, to }] of quiet.speech.entries()) {
      expect(Math.abs(from - speech[index]!.from)).toBeLessThan(5);
      expect(Math.abs(to - speech[index]!.to)).toBeLessThan(5);
    }
  });

  test('silence, noise, clicks and an offset are no speech', () => {
    const clicks = silence(4).map((_, index) => (index % 8000 < 40 ? 0.5 : 0));
    for (const sound of [silence(4), whiteNoise(4, -20), clicks, silence(4).fill(0.4), new Float32Array(0)])
      expect(measure(sound).speech).toEqual([]);
  });
});

describe('prosody', () => {
  test.each([90, 120, 210, 300])('F0 around %i Hz comes out in semitones above 27.5 Hz', (f0Hz) => {
    const { samples, f0 } = synthesiseSpeech({ ...plain, f0Hz });
    const { pitch, prosody } = measure(samples);
    const sung = [...pitch.keys()]
      .filter((frame) => pitch[frame]! > 0)
      .map((frame) => 12 * Math.log2(f0((frame + 0.5) / FRAMES_PER_SECOND) / 27.5));
    const mean = sung.reduce((sum, semitones) => sum + semitones, 0) / sung.length;
    expect(Math.abs(prosody.f0Mean! - mean)).toBeLessThan(0.3);
  });

  test('a wider melody has a wider range', () => {
    const narrow = measure(synthesiseSpeech({ ...plain, swing: 1 }).samples).prosody;
    const wide = measure(synthesiseSpeech({ ...plain, swing: 5 }).samples).prosody;
    expect(wide.f0Range! / narrow.f0Range!).toBeGreaterThan(3.5);
    expect(wide.f0Range! / narrow.f0Range!).toBeLessThan(6.5);
  });

  test('intensity is the level of the speech alone', () => {
    for (const pauseSeconds of [0.3, 1.5])
      expect(
        measure(synthesiseSpeech({ ...plain, pauseSeconds, levelDb: -27 }).samples).prosody.intensity,
      ).toBeCloseTo(-27, 0);
  });

  test.each([3, 4, 5, 6])('counts syllables at %i a second to a tenth', (syllablesPerSecond) => {
    const { speechRate } = measure(
      synthesiseSpeech({ seconds: 10, syllablesPerSecond, seed: syllablesPerSecond }).samples,
    ).prosody;
    expect(Math.abs(speechRate! / syllablesPerSecond - 1)).toBeLessThan(0.1);
  });

  test('pauses are those between phrases, not the silence around them', () => {
    const { samples, phrases } = synthesiseSpeech({ ...plain, pauseSeconds: 0.8 });
    const { prosody } = measure(samples);
    expect(Math.abs(prosody.meanPause! - 0.8)).toBeLessThan(0.15);
    const span = phrases.at(-1)!.end - phrases[0]!.start;
    expect(prosody.pauseShare).toBeCloseTo((0.8 * (phrases.length - 1)) / span, 1);
  });

  test('a flatter spectrum lowers alpha ratio and Hammarberg index, and turns the slope up', () => {
    const { samples } = synthesiseSpeech(plain);
    let before = 0;
    // A first difference tilts by 6 dB an octave.
    const bright = samples.map((sample) => {
      const difference = sample - 0.9 * before;
      before = sample;
      return 2 * difference;
    });
    const [soft, hard] = [measure(samples).prosody, measure(bright).prosody];
    expect(hard.alphaRatio!).toBeLessThan(soft.alphaRatio! - 5);
    expect(hard.hammarbergIndex!).toBeLessThan(soft.hammarbergIndex! - 5);
    expect(hard.spectralSlope!).toBeGreaterThan(soft.spectralSlope! + 2);
  });

  test('what cannot be measured is null', () => {
    expect(Object.values(measure(silence(3)).prosody).every((value) => value === null)).toBe(true);
    const short = measure(synthesiseSpeech({ seconds: 0.9, syllablesPerSecond: 20 }).samples).prosody;
    expect(short.speechRate).toBeNull();
  });

  test('a click as loud as can be changes the pitch of nothing else', () => {
    const { samples } = synthesiseSpeech({ ...plain, levelDb: -30 });
    const clicked = plus(
      samples,
      silence(7.6).map((_, index) => (Math.abs(index - 40_000) < 8 ? 0.9 : 0)),
    );
    const [before, after] = [measure(samples).prosody, measure(clicked).prosody];
    expect(Math.abs(after.f0Mean! - before.f0Mean!)).toBeLessThan(0.1);
  });

  test('stretches of one recording add up to the whole', () => {
    const { samples } = synthesiseSpeech({ seconds: 16 });
    const [analyse, meter] = [createStretchAnalysis(), createProsodyMeter()];
    for (let start = 0; start < samples.length; start += 8 * 16_000)
      meter.add(analyse(samples.slice(start, start + 8 * 16_000)));
    const [whole, parts] = [measure(samples).prosody, meter.prosody()];
    expect(Math.abs(parts.f0Mean! - whole.f0Mean!)).toBeLessThan(0.05);
    expect(Math.abs(parts.pauseShare! - whole.pauseShare!)).toBeLessThan(0.02);
    expect(Math.abs(parts.speechRate! / whole.speechRate! - 1)).toBeLessThan(0.05);
    expect(Math.abs(parts.jitter! / whole.jitter! - 1)).toBeLessThan(0.05);
  });
});

test('known jitter and shimmer: twice as much in, more than half as much again out', () => {
  const vowel = (jitter: number, shimmerDb: number) =>
    measure(
      plus(
        synthesiseVowel({ seconds: 3, f0: () => 140, jitter, shimmerDb }).map((sample, index) =>
          index % 24_000 < 18_000 ? sample : 0,
        ),
        whiteNoise(3, -80),
      ),
    ).prosody;
  expect(vowel(0.02, 0.3).jitter! / vowel(0.01, 0.3).jitter!).toBeGreaterThan(1.5);
  expect(vowel(0.01, 1).shimmer! / vowel(0.01, 0.5).shimmer!).toBeGreaterThan(1.5);
});
