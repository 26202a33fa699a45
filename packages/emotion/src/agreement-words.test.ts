import { expect, it } from 'vitest';
import { describeAgreement } from './agreement-words.ts';
import type { Disagreement } from './reading.ts';

const calmerWords: Disagreement = {
  modality: 'text',
  against: ['voice'],
  axis: 'arousal',
  direction: 'lower',
};

it('has nothing to say of one modality alone', () => {
  expect(describeAgreement({ agreement: null, disagreement: null })).toBe(null);
});

it.each([
  [0, 'apart'],
  [0.29, 'apart'],
  [0.3, 'similar'],
  [0.59, 'similar'],
  [0.6, 'alike'],
  [1, 'alike'],
] as const)('an agreement of %d is %s', (agreement, level) => {
  expect(describeAgreement({ agreement, disagreement: null })).toEqual({ level, disagreement: null });
});

it('calls nothing alike that plainly differs on an axis, and passes the difference on', () => {
  expect(describeAgreement({ agreement: 0.95, disagreement: calmerWords })).toEqual({
    level: 'similar',
    disagreement: calmerWords,
  });
});
