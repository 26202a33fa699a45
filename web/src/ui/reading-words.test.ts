import { mapLabels, normalise, type Distribution } from '@undertone/emotion/distribution';
import { LABELS, type Label } from '@undertone/emotion/labels';
import { ABSTENTIONS } from '@undertone/emotion/modality-score';
import { FUSION_VERSION, type Reading } from '@undertone/emotion/reading';
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../app/i18n.ts';
import { sayReading, sayToneOf } from './reading-words.ts';

function reading(weights: Partial<Record<Label, number>>, abstained: Reading['abstained'] = null): Reading {
  const distribution: Distribution = normalise(mapLabels((label) => weights[label] ?? 0.001));
  return {
    distribution,
    valence: 0,
    arousal: 0,
    confidence: Math.max(...Object.values(distribution)),
    agreement: null,
    disagreement: null,
    contributions: [],
    abstained,
    fusionVersion: FUSION_VERSION,
  };
}

afterEach(() => setLanguage('en'));

it('says the tone and how sure it is, in one breath', async () => {
  const mixed = reading({ joy: 0.6, sadness: 0.3, fear: 0.1 });
  expect(sayReading(mixed)).toBe('Mostly joy, a little sadness. Fairly sure.');
  await setLanguage('es');
  expect(sayReading(mixed)).toBe('Sobre todo alegría, un poco de tristeza. Con bastante certeza.');
});

it('calls neutral words even, and never a little neutral', () => {
  expect(sayToneOf(reading({ neutral: 0.9 }))).toBe('Even in tone');
  expect(sayToneOf(reading({ joy: 0.6, neutral: 0.4 }))).toBe('Mostly joy');
});

it('gives each reason for not answering its own words', () => {
  const words = [...ABSTENTIONS, 'no-evidence' as const].map((reason) => sayReading(reading({}, reason)));
  expect(new Set(words).size).toBe(words.length);
});

it('speaks of the words and never of the person', () => {
  for (const label of LABELS)
    expect(sayReading(reading({ [label]: 0.9 }))).not.toMatch(/\byou\b|\byou're\b/i);
});
