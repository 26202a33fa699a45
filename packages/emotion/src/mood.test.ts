import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceOfMood, moodBand, moodOfFace, MOOD_FACES, parseMood, snapMood, stepMood } from './mood.ts';

const affect = fc.double({ min: -1, max: 1, noNaN: true });
const arbitraryMood = fc.record({ valence: affect, arousal: affect });

describe('the mood grid', () => {
  it('has nine steps on each axis, and every face stands on one of its points', () => {
    const columns = new Set(
      Array.from({ length: 201 }, (_, index) => snapMood({ valence: index / 100 - 1, arousal: 0 }).valence),
    );
    expect([...columns]).toEqual([-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]);
    for (const face of MOOD_FACES) expect(snapMood(moodOfFace(face))).toEqual(moodOfFace(face));
  });

  it('moves a point by no more than half a step, and a snapped point not at all', () => {
    fc.assert(
      fc.property(arbitraryMood, (mood) => {
        const snapped = snapMood(mood);
        expect(Math.abs(snapped.valence - mood.valence)).toBeLessThanOrEqual(0.125);
        expect(Math.abs(snapped.arousal - mood.arousal)).toBeLessThanOrEqual(0.125);
        expect(snapMood(snapped)).toStrictEqual(snapped);
      }),
    );
  });

  it('has one middle, not a negative one beside it', () => {
    expect(snapMood({ valence: -0.05, arousal: -0 })).toStrictEqual({ valence: 0, arousal: 0 });
  });

  it('steps back to where it came from, and stops at the edge', () => {
    expect(stepMood(stepMood({ valence: 0.5, arousal: 0 }, 1, -2), -1, 2)).toEqual({
      valence: 0.5,
      arousal: 0,
    });
    expect(stepMood({ valence: 1, arousal: -1 }, 1, -1)).toEqual({ valence: 1, arousal: -1 });
  });
});

describe('the five faces', () => {
  it('are found again from their own mood', () => {
    for (const face of MOOD_FACES) expect(faceOfMood(moodOfFace(face))).toBe(face);
  });

  it('answer for every mood by its pleasantness, nearer the middle between two', () => {
    expect([-0.75, -0.25, 0.25, 0.75].map((valence) => faceOfMood({ valence, arousal: 1 }))).toEqual([
      'bad',
      'okay',
      'okay',
      'good',
    ]);
    fc.assert(
      fc.property(arbitraryMood, (mood) => {
        const nearest = Math.min(
          ...MOOD_FACES.map((face) => Math.abs(moodOfFace(face).valence - mood.valence)),
        );
        expect(Math.abs(moodOfFace(faceOfMood(mood)).valence - mood.valence)).toBeCloseTo(nearest, 12);
      }),
    );
  });
});

describe('a mood in words', () => {
  it('keeps the middle step for itself and the outer two steps for the extremes', () => {
    const bands = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1].map((value) =>
      moodBand({ valence: value, arousal: value }),
    );
    expect(bands.map((band) => band.pleasantness)).toEqual([
      'very-unpleasant',
      'very-unpleasant',
      'unpleasant',
      'unpleasant',
      'middling',
      'pleasant',
      'pleasant',
      'very-pleasant',
      'very-pleasant',
    ]);
    expect(moodBand({ valence: 0.5, arousal: -0.5 })).toEqual({
      pleasantness: 'pleasant',
      energy: 'low-energy',
    });
  });
});

describe('parseMood', () => {
  it('takes any point of the plane as it is and refuses everything else', () => {
    fc.assert(
      fc.property(arbitraryMood, (mood) => {
        expect(parseMood({ ...mood, later: 'field' })).toEqual({ ok: true, value: mood });
      }),
    );
    const malformed = [
      null,
      3,
      'mood',
      {},
      { valence: 0 },
      { valence: 2, arousal: 0 },
      { valence: '0', arousal: 0 },
    ];
    for (const value of [...malformed, { valence: Number.NaN, arousal: 0 }, [0, 0]]) {
      expect(parseMood(value).ok).toBe(false);
    }
  });
});
