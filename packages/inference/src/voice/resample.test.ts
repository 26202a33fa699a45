import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createResampler, SAMPLE_RATE } from './resample.ts';
import { tone, whiteNoise } from './speech.testkit.ts';

const RATES = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000] as const;

function resample(samples: Float32Array, fromHz: number): Float32Array {
  const resampler = createResampler(fromHz);
  const [body, rest] = [resampler.push(samples), resampler.finish()];
  const joined = new Float32Array(body.length + rest.length);
  joined.set(body);
  joined.set(rest, body.length);
  return joined;
}

/** RMS of the middle half over that of a unit sine, dB: the ends hold the filter's run-in. */
function gainDb(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (3 * samples.length) / 4);
  const power = middle.reduce((sum, value) => sum + value * value, 0) / middle.length;
  return 10 * Math.log10(2 * power + 1e-30);
}

describe.each(RATES)('from %i Hz', (rate) => {
  it('passes tones of the voice within 0.1 dB', () => {
    const edge = 0.87 * Math.min(rate, SAMPLE_RATE) * 0.5;
    for (const hertz of [60, 200, 1000, 2500, 3400, 5000, 6800].filter((hertz) => hertz < edge))
      expect(Math.abs(gainDb(resample(tone(0.5, hertz, rate), rate)))).toBeLessThan(0.1);
  });

  it('takes every tone above 8 kHz down by 60 dB', () => {
    for (const hertz of [8_050, 9_000, 11_900, 15_990, 20_000, 31_000, 47_000].filter(
      (hertz) => hertz < rate / 2,
    ))
      expect(gainDb(resample(tone(0.5, hertz, rate), rate))).toBeLessThan(-60);
  });

  it('keeps time: a sample comes out where it lay', () => {
    const out = resample(tone(0.5, 437, rate), rate);
    const expected = tone(0.5, 437);
    for (let index = 2000; index < 6000; index++)
      expect(Math.abs(out[index]! - expected[index]!)).toBeLessThan(2e-3);
  });
});

test('the output does not depend on the blocks', () => {
  const sound = whiteNoise(0.1, -10);
  fc.assert(
    fc.property(
      fc.constantFrom(...RATES, 22_255, 44_101),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 }),
      (rate, cuts) => {
        const resampler = createResampler(rate);
        const out: number[] = [];
        let from = 0;
        for (const length of [...cuts, sound.length]) {
          out.push(...resampler.push(sound.subarray(from, from + length)));
          from += length;
        }
        out.push(...resampler.finish());
        expect(Float32Array.from(out)).toEqual(resample(sound, rate));
      },
    ),
    { numRuns: 60 },
  );
});

test('any whole rate within 8 to 192 kHz gives 16,000 samples a second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8_000, max: 192_000 }), (rate) => {
      const sound = tone(0.05, 700, rate);
      const out = resample(sound, rate);
      expect(out.length).toBe(Math.ceil((sound.length * SAMPLE_RATE) / rate));
      expect(Math.abs(gainDb(out))).toBeLessThan(0.5);
    }),
    { numRuns: 40 },
  );
});

test('an odd rate is as clean as a round one', () => {
  const out = resample(tone(0.5, 3000, 44_101), 44_101);
  const expected = tone(0.5, 3000);
  for (let index = 2000; index < 6000; index++)
    expect(Math.abs(out[index]! - expected[index]!)).toBeLessThan(1e-4);
});

test('no sound gives no samples, and a broken sample spoils nothing', () => {
  expect(resample(new Float32Array(0), 48_000)).toHaveLength(0);
  const sound = tone(0.1, 400, 48_000);
  sound[100] = Number.NaN;
  sound[2000] = Number.POSITIVE_INFINITY;
  expect(resample(sound, 48_000).every(Number.isFinite)).toBe(true);
});

test.each([0, 7_999, 192_001, 44_100.5, Number.NaN])('a rate of %d is refused at once', (rate) => {
  expect(() => createResampler(rate)).toThrow(RangeError);
});
