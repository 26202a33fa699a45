import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithUsual } from './compare-with-usual.ts';
import { learnUsualVoice } from './learn-usual-voice.ts';
import type { Prosody } from './prosody.ts';
import { TYPICAL_SPREAD, USUAL_FEATURES } from './usual-spread.ts';
import type { VoiceSample } from './usual-voice.ts';

const ORDINARY: Prosody = {
  f0Mean: 30,
  f0Range: 4,
  intensity: -25,
  intensityRange: 15,
  alphaRatio: 15,
  hammarbergIndex: 22,
  spectralSlope: -18,
  jitter: 0.02,
  shimmer: 1,
  pauseShare: 0.15,
  meanPause: 0.4,
  speechRate: 4,
};

function sample(changed: Partial<Prosody> = {}, arousal = 0, speechSeconds = 4): VoiceSample {
  return { prosody: { ...ORDINARY, ...changed }, arousal, speechSeconds };
}

const FIVE = [-0.8, -0.3, 0, 0.3, 0.8].map((step) =>
  sample({ f0Mean: 30 + step, intensity: -25 + step, alphaRatio: 15 + step }, step / 10),
);
const usual = learnUsualVoice(null, FIVE, 1000);

describe('learning', () => {
  test('five sentences give a centre for every feature and a spread between theirs and the typical one', () => {
    expect(usual).toMatchObject({ version: 1, madeAt: 1000, clips: 5, speechSeconds: 20 });
    expect(Object.keys(usual.features).sort()).toEqual([...USUAL_FEATURES].sort());
    expect(usual.features.f0Mean!.centre).toBe(30);
    expect(usual.features.f0Mean!.spread).toBeGreaterThan(0.44);
    expect(usual.features.f0Mean!.spread).toBeLessThan(TYPICAL_SPREAD.f0Mean.typical);
  });

  test('one shouted sentence of five does not move the centre', () => {
    const shouted = [...FIVE.slice(0, 4), sample({ f0Mean: 42, intensity: -8 }, 1)];
    expect(learnUsualVoice(null, shouted, 0).features.f0Mean!.centre).toBeCloseTo(29.85, 0);
  });

  test('equal sentences still leave a spread, so that nothing is infinitely unusual', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (clips) => {
        const same = learnUsualVoice(
          null,
          Array.from({ length: clips }, () => sample()),
          0,
        );
        for (const feature of USUAL_FEATURES)
          expect(same.features[feature]!.spread).toBeGreaterThanOrEqual(TYPICAL_SPREAD[feature].least);
      }),
    );
  });

  test('a voice that has changed for good becomes the usual one, an evening’s shout does not', () => {
    const higher = (clips: number) =>
      learnUsualVoice(
        usual,
        Array.from({ length: clips }, () => sample({ f0Mean: 33 })),
        0,
      ).features.f0Mean!;
    expect(higher(1).centre).toBeLessThan(30.6);
    expect(higher(60).centre).toBeGreaterThan(32.5);
    const shouted = learnUsualVoice(usual, [sample({ f0Mean: 50 })], 0).features.f0Mean!;
    expect(shouted.centre).toBeLessThan(31);
  });

  test('recordings count as clips and seconds; those too short do not', () => {
    const later = learnUsualVoice(usual, [sample({}, 0, 30), sample({ f0Mean: 60 }, 0, 0.5)], 2000);
    expect(later).toMatchObject({ madeAt: 2000, clips: 6, speechSeconds: 50 });
    expect(later.features.f0Mean!.centre).toBeCloseTo(30, 5);
  });

  test('a feature that was never measured is absent until it is', () => {
    const without = learnUsualVoice(null, [sample({ jitter: null })], 0);
    expect('jitter' in without.features).toBe(false);
    expect(learnUsualVoice(without, [sample()], 0).features.jitter!.centre).toBe(0.02);
    expect(learnUsualVoice(null, [], 0).features).toEqual({});
  });
});

describe('comparing', () => {
  test('the usual voice is at 0 on both axes', () => {
    const { energy, tension } = compareWithUsual(sample(), usual);
    expect(Math.abs(energy.z)).toBeLessThan(0.2);
    expect(Math.abs(tension.z)).toBeLessThan(0.2);
  });

  test('higher, louder and faster is more energy, and the reverse less', () => {
    const lively = compareWithUsual(sample({ f0Mean: 34, intensity: -18, speechRate: 5 }, 0.6), usual);
    const flat = compareWithUsual(sample({ f0Mean: 28, intensity: -31, speechRate: 3.2 }, -0.5), usual);
    expect(lively.energy.z).toBeGreaterThan(2);
    expect(flat.energy.z).toBeLessThan(-1.5);
    expect(Math.abs(lively.tension.z)).toBeLessThan(0.2);
  });

  test('a harder spectrum is more tension, and what carried it comes first', () => {
    const { tension, energy } = compareWithUsual(sample({ alphaRatio: 9, hammarbergIndex: 17 }), usual);
    expect(tension.z).toBeGreaterThan(1.5);
    expect(tension.drivers[0]!.feature).toBe('alphaRatio');
    expect(tension.drivers[0]!.z).toBeLessThan(-2);
    expect(Math.abs(energy.z)).toBeLessThan(0.2);
  });

  test('axes stay within six spreads, whatever was measured', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), (value) => {
        const extreme = Object.fromEntries(Object.keys(ORDINARY).map((feature) => [feature, value]));
        const { energy, tension } = compareWithUsual(sample(extreme, 1), usual);
        for (const { z, doubt, drivers } of [energy, tension]) {
          expect(Math.abs(z)).toBeLessThanOrEqual(6);
          expect(doubt).toBeGreaterThan(0);
          for (const driver of drivers) expect(Math.abs(driver.z)).toBeLessThanOrEqual(6);
        }
      }),
    );
  });

  test('more speech and more clips leave less doubt, a missing feature more', () => {
    const doubt = (speech: VoiceSample, reference = usual) =>
      compareWithUsual(speech, reference).energy.doubt;
    expect(doubt(sample({}, 0, 60))).toBeLessThan(doubt(sample({}, 0, 2)));
    expect(doubt(sample(), learnUsualVoice(usual, FIVE, 0))).toBeLessThan(doubt(sample()));
    expect(doubt(sample({ f0Mean: null }))).toBeGreaterThan(doubt(sample()));
  });

  test('without a single common feature it says 0 with all the doubt there is', () => {
    const { energy } = compareWithUsual(sample(), learnUsualVoice(null, [], 0));
    expect(energy).toEqual({ z: 0, doubt: 6, drivers: [] });
  });
});
