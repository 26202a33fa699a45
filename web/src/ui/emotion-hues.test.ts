import { readFileSync } from 'node:fs';
import { LABELS } from '@undertone/emotion/labels';
import { describe, expect, it } from 'vitest';
import { GLYPH_PATHS } from './emotion-glyph.tsx';
import {
  COLOUR_THEMES,
  colourDistance,
  parseColourTokens,
  seenWith,
  toLinearRgb,
  type LinearRgb,
} from './token-colours.testkit.ts';

const tokens = parseColourTokens(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'));

/** Under total dichromacy seven hues of one lightness and chroma lie near a line: this is what that line has room for. */
const LEAST_DISTANCE = 3;

describe.each(COLOUR_THEMES)('the seven emotion hues in the %s theme', (theme) => {
  const oklch = LABELS.map((label) => tokens.get(`hue-${label}`)?.[theme] ?? [0, 0, 0]);
  const colours = oklch.map(([lightness = 0, chroma = 0, hue = 0]) => toLinearRgb([lightness, chroma, hue]));

  const smallestDistance = (see: (colour: LinearRgb) => LinearRgb) =>
    Math.min(
      ...colours.flatMap((left, index) =>
        colours.slice(index + 1).map((right) => colourDistance(see(left), see(right))),
      ),
    );

  it('share one lightness and one chroma, so that none shouts', () => {
    expect(new Set(oklch.map(([lightness]) => lightness)).size).toBe(1);
    expect(new Set(oklch.map(([, chroma]) => chroma)).size).toBe(1);
  });

  it('are colours a screen can show', () => {
    for (const channel of colours.flat()) {
      expect(channel).toBeGreaterThan(-0.001);
      expect(channel).toBeLessThan(1.001);
    }
  });

  it('stay apart to normal sight', () => {
    expect(smallestDistance((colour) => colour)).toBeGreaterThan(LEAST_DISTANCE);
  });

  it.each(['protanopia', 'deuteranopia'] as const)('stay apart under %s', (kind) => {
    expect(smallestDistance((colour) => seenWith(kind, colour))).toBeGreaterThan(LEAST_DISTANCE);
  });
});

it('gives each emotion a glyph shape of its own, since colour never carries meaning alone', () => {
  expect(new Set(LABELS.map((label) => GLYPH_PATHS[label])).size).toBe(LABELS.length);
});
