import { describe, expect, it } from 'vitest';
import type { Label } from './labels.ts';
import {
  accuracy,
  expectedCalibrationError,
  macroF1,
  recallByLabel,
  unweightedAverageRecall,
  type LabelledPrediction,
} from './metrics.ts';

function rowsOf(
  counts: readonly (readonly [gold: Label, predicted: Label, count: number])[],
): LabelledPrediction[] {
  return counts.flatMap(([gold, predicted, count]) =>
    Array.from({ length: count }, () => ({ gold, predicted })),
  );
}

// joy: 6 of 8 found, one false; fear: 1 of 2 found, two false; anger: named once, never true.
const rows = rowsOf([
  ['joy', 'joy', 6],
  ['joy', 'fear', 2],
  ['fear', 'fear', 1],
  ['fear', 'anger', 1],
]);

describe('classification figures', () => {
  it('match a table worked out by hand', () => {
    expect(accuracy(rows)).toBeCloseTo(7 / 10, 12);
    expect(recallByLabel(rows)).toMatchObject({ joy: 0.75, fear: 0.5, anger: null, neutral: null });
    expect(unweightedAverageRecall(rows)).toBeCloseTo((0.75 + 0.5) / 2, 12);
    expect(macroF1(rows)).toBeCloseTo((12 / 14 + 2 / 5 + 0) / 3, 12);
  });

  it('are unknown without rows', () => {
    expect([accuracy([]), unweightedAverageRecall([]), macroF1([])]).toEqual([null, null, null]);
    expect(expectedCalibrationError([], [])).toBe(null);
  });
});

describe('expected calibration error', () => {
  it('is 0 where confidence and hit rate agree, bin by bin', () => {
    const confidences = [0.5, 0.5, 0.75, 0.75, 0.75, 0.75];
    expect(expectedCalibrationError(confidences, [true, false, true, true, true, false])).toBeCloseTo(0, 12);
  });

  it('weighs each bin by its rows and does not let bins make up for each other', () => {
    // Bin of .95: mean .95, hit 1/2, gap .45, two rows. Bin of .25: hit 1, gap .75, one row.
    const error = expectedCalibrationError([0.95, 0.95, 0.25], [true, false, true], 10);
    expect(error).toBeCloseTo((2 * 0.45 + 0.75) / 3, 12);
  });

  it('takes confidences of 0 and 1, and a bin includes its upper edge', () => {
    expect(expectedCalibrationError([0, 1], [false, true])).toBe(0);
    expect(expectedCalibrationError([0.5, 0.4], [true, false], 2)).toBeCloseTo(0.05, 12);
  });

  it('refuses hits that do not belong to the confidences', () => {
    expect(() => expectedCalibrationError([0.5], [])).toThrow(RangeError);
  });
});
