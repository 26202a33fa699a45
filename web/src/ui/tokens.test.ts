import { readFileSync } from 'node:fs';
import { LABELS } from '@undertone/emotion/labels';
import { describe, expect, it } from 'vitest';
import { COLOUR_THEMES, contrastRatio, parseColourTokens, toLinearRgb } from './token-colours.testkit.ts';

const tokens = parseColourTokens(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'));

const GROUNDS = ['paper', 'card', 'sunken'] as const;

describe.each(COLOUR_THEMES)('contrast in the %s theme', (theme) => {
  const contrast = (left: string, right: string) => {
    const [one, other] = [tokens.get(left)?.[theme], tokens.get(right)?.[theme]];
    if (one === undefined || other === undefined) throw new Error(`tokens.css lacks ${left} or ${right}`);
    return contrastRatio(toLinearRgb(one), toLinearRgb(other));
  };

  it.each(GROUNDS)('of text is at least 4.5 on %s', (ground) => {
    for (const text of ['ink', 'ink-soft', 'accent', 'danger']) {
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('of text is at least 4.5 on tinted grounds and on the accent', () => {
    for (const ground of ['accent-soft', 'danger-soft']) {
      for (const text of ['ink', 'ink-soft'])
        expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast('danger', 'danger-soft')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('accent', 'accent-soft')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('paper', 'ink')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('of controls and emotion hues is at least 3 on %s', (ground) => {
    for (const graphic of ['outline', ...LABELS.map((label) => `hue-${label}`)]) {
      expect(contrast(graphic, ground), `${graphic} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});
