import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moodAfterKey, moodAt, NO_MOOD, placeOf } from './mood-steps.ts';

const steps = fc.integer({ min: -4, max: 4 }).map((step) => step / 4);
const moods = fc.record({ valence: steps, arousal: steps });

it('reads back every step from the place where it is drawn', () => {
  fc.assert(
    fc.property(moods, (mood) => {
      expect(moodAt(placeOf(mood))).toEqual(mood);
    }),
  );
});

it('has pleasant to the right and energy upward', () => {
  expect(moodAt({ x: 1, y: 0 })).toEqual({ valence: 1, arousal: 1 });
  expect(moodAt({ x: 0, y: 1 })).toEqual({ valence: -1, arousal: -1 });
  expect(moodAt({ x: 0.5, y: 0.5 })).toEqual(NO_MOOD);
});

it('counts a finger beyond the field as its edge', () => {
  expect(moodAt({ x: 7, y: -3 })).toEqual({ valence: 1, arousal: 1 });
});

it('takes one step for an arrow key and stops at the edge', () => {
  expect(moodAfterKey(NO_MOOD, 'ArrowRight')).toEqual({ valence: 0.25, arousal: 0 });
  expect(moodAfterKey(NO_MOOD, 'ArrowUp')).toEqual({ valence: 0, arousal: 0.25 });
  expect(moodAfterKey({ valence: -1, arousal: -1 }, 'ArrowLeft')).toEqual({ valence: -1, arousal: -1 });
  expect(moodAfterKey(NO_MOOD, 'PageDown')).toEqual({ valence: 0, arousal: -1 });
});

it('undoes every arrow by its opposite, away from the edges', () => {
  const inner = fc.integer({ min: -3, max: 3 }).map((step) => step / 4);
  fc.assert(
    fc.property(
      fc.record({ valence: inner, arousal: inner }),
      fc.constantFrom(['ArrowLeft', 'ArrowRight'], ['ArrowUp', 'ArrowDown']),
      (mood, [there = '', back = '']) => {
        expect(moodAfterKey(moodAfterKey(mood, there) ?? NO_MOOD, back)).toEqual(mood);
      },
    ),
  );
});

it('leaves other keys to the browser', () => {
  for (const key of ['Tab', 'a', 'Escape']) expect(moodAfterKey(NO_MOOD, key)).toBeNull();
});
