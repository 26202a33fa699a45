import { expect, test } from 'vitest';
import { mapLabels } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import { quantile, textMetrics, type ScoredRow } from './text-metrics.ts';

function row(labels: readonly Label[], guess: Label, p: number, elapsedMs = 1): ScoredRow {
  return {
    labels,
    distribution: mapLabels((label) => (label === guess ? p : (1 - p) / 6)),
    abstained: p < 0.4,
    quality: p,
    elapsedMs,
  };
}

/** Joy: 2 of 3 found, and once guessed wrongly. Fear: its one row is missed. */
const rows = [
  row(['joy'], 'joy', 0.9, 1),
  row(['joy'], 'joy', 0.65, 2),
  row(['joy'], 'neutral', 0.55, 3),
  row(['fear'], 'joy', 0.3, 4),
  row(['fear', 'anger'], 'anger', 0.9, 5),
];

test('a hand-computed case', () => {
  const metrics = textMetrics(rows);
  expect(metrics).toMatchObject({ rows: 5, singleLabelRows: 4, accuracy: 0.5 });
  expect(metrics.uar).toBeCloseTo((2 / 3 + 0) / 2, 12);
  expect(metrics.macroF1).toBeCloseTo((4 / 6 + 0) / 2, 12);
  expect(metrics.recall).toEqual({
    anger: null,
    disgust: null,
    fear: 0,
    joy: 2 / 3,
    neutral: null,
    sadness: null,
    surprise: null,
  });
  expect(metrics.coverage).toEqual({ 50: 0.75, 60: 0.5, 70: 0.25 });
  expect(metrics.accuracyAt[50]).toBeCloseTo(2 / 3, 12);
  expect(metrics.accuracyAt[60]).toBe(1);
  expect(metrics.accuracyAt[70]).toBe(1);
  expect(metrics.anyMatch).toBe(3 / 5);
  expect(metrics.abstained).toBe(1 / 5);
  // By quality: .3 | .55 | .65 and .9, as far as four rows make thirds.
  expect(metrics.accuracyByQuality).toEqual([0, 0, 1]);
  // Each row lies in a bin of its own: .1 off, .35 off, .55 too sure, .3 too sure.
  expect(metrics.ece).toBeCloseTo((0.1 + 0.35 + 0.55 + 0.3) / 4, 12);
});

test('quantiles are nearest-rank', () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5);
  expect(quantile([], 0.5)).toBe(0);
});

test('a file of multi-label rows alone has no accuracy and still an any-match', () => {
  expect(textMetrics([rows[4]!])).toMatchObject({
    singleLabelRows: 0,
    accuracy: 0,
    anyMatch: 1,
    accuracyAt: { 50: null },
  });
});
