import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certaintyOf, driversOf, stepOf, type RelativeStep } from './relative-voice-words.ts';

const ORDER: readonly RelativeStep[] = [
  'far-below',
  'below',
  'little-below',
  'usual',
  'little-above',
  'above',
  'far-above',
];

const axis = (z: number, doubt = 0.3) => ({ z, doubt, drivers: [] });
const zs = fc.double({ min: -6, max: 6, noNaN: true });

describe('a step from the usual', () => {
  it('never falls as the distance grows', () => {
    fc.assert(
      fc.property(zs, zs, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(ORDER.indexOf(stepOf(axis(low)))).toBeLessThanOrEqual(ORDER.indexOf(stepOf(axis(high))));
      }),
    );
  });

  it('is the same on both sides', () => {
    fc.assert(
      fc.property(zs, (z) => {
        expect(ORDER.indexOf(stepOf(axis(z))) + ORDER.indexOf(stepOf(axis(-z)))).toBe(6);
      }),
    );
  });

  it('is none where the doubt could explain it', () => {
    expect(stepOf(axis(2, 2.5))).toBe('usual');
    expect(stepOf(axis(2, 0.5))).toBe('above');
  });
});

it('is as sure as its more doubtful axis', () => {
  expect(certaintyOf({ energy: axis(0, 0.2), tension: axis(0, 0.3) })).toBe('sure');
  expect(certaintyOf({ energy: axis(0, 0.2), tension: axis(0, 1.4) })).toBe('unsure');
});

it('names each feature once, the strongest first, and none that hardly moved', () => {
  expect(
    driversOf({
      energy: {
        ...axis(1),
        drivers: [
          { feature: 'speechRate', z: 1.2 },
          { feature: 'arousal', z: 0.2 },
        ],
      },
      tension: {
        ...axis(1),
        drivers: [
          { feature: 'pauseShare', z: -2 },
          { feature: 'speechRate', z: 1.2 },
        ],
      },
    }),
  ).toEqual([
    { feature: 'pauseShare', direction: 'down' },
    { feature: 'speechRate', direction: 'up' },
  ]);
});
