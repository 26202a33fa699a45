import { expect, test } from 'vitest';
import { CROP_SIDE } from './alignment.ts';
import { looksDrawn } from './drawn-face.ts';

function crop(lumaAt: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: CROP_SIDE * CROP_SIDE }, (_, index) =>
    lumaAt(index % CROP_SIDE, Math.floor(index / CROP_SIDE)),
  );
}

/** Plain skin, two black eyes, a black mouth. */
const drawn = (x: number, y: number): number => {
  const isEye = Math.hypot(x - 15, y - 19) < 3 || Math.hypot(x - 33, y - 19) < 3;
  const isMouth = Math.abs(Math.hypot(x - 24, y - 28) - 9) < 1 && y > 30;
  return isEye || isMouth ? 0.05 : 0.8;
};

test('two dots and an arc on plain skin are drawn', () => {
  expect(looksDrawn(crop(drawn), 0.2)).toBe(true);
});

test('the same with light across it and a camera’s noise is not', () => {
  // Deterministic noise of two byte steps, as a phone's camera has in good light.
  const noise = (x: number, y: number) => (2 / 255) * Math.sin(12.9898 * x + 78.233 * y + x * y);
  expect(
    looksDrawn(
      crop((x, y) => drawn(x, y) - 0.005 * x + noise(x, y)),
      0.2,
    ),
  ).toBe(false);
});

test('in the dark, where everything is plain, nothing is called drawn', () => {
  expect(looksDrawn(crop(drawn), 0.01)).toBe(false);
});
