import { UNIFORM, type Distribution } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import { expect, test } from 'vitest';
import { coverageAt, faceMetrics, type ScoredFace } from './face-metrics.ts';

function row(label: Label, guess: Label, p: number, hasLandmarks = true): ScoredFace {
  const rest = (1 - p) / 6;
  const others = Object.fromEntries(Object.keys(UNIFORM).map((each) => [each, rest]));
  const distribution = { ...others, [guess]: p } as Distribution;
  return { labels: [label], distribution, abstained: false, quality: 1, elapsedMs: 1, hasLandmarks };
}

test('coverage goes as far as the surest rows are right often enough', () => {
  const rows = [
    row('joy', 'joy', 0.9),
    row('joy', 'joy', 0.8),
    row('joy', 'fear', 0.7),
    row('joy', 'joy', 0.6),
  ];
  expect(coverageAt(rows, 1)).toBe(0.5);
  expect(coverageAt(rows, 0.75)).toBe(1);
  expect(coverageAt([row('joy', 'fear', 0.9)], 0.95)).toBe(0);
});

test('rows of one probability are covered together or not at all', () => {
  expect(coverageAt([row('joy', 'joy', 0.9), row('joy', 'fear', 0.9)], 0.95)).toBe(0);
});

test('rows without a found face count, and are told apart', () => {
  const metrics = faceMetrics([row('joy', 'joy', 0.9), row('joy', 'fear', 0.9, false)]);
  expect(metrics.accuracy).toBe(0.5);
  expect(metrics.withoutLandmarks).toEqual({ rows: 1, accuracy: 0 });
});
