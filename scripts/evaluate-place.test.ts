import { expect, test } from 'vitest';
import { correlation, parsePlacedTexts } from './evaluate-place.ts';

test('correlation is 1 on a rising line, −1 on a falling one, and by hand between', () => {
  expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(correlation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12);
});

test('valence and arousal are the second and third column', () => {
  expect(parsePlacedTexts('text\tV\tA\tD\nhm\t3.1\t2.5\t3\n')).toEqual([
    { text: 'hm', valence: 3.1, arousal: 2.5 },
  ]);
});
