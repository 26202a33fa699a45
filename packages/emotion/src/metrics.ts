import { LABELS, type Label } from './labels.ts';
import { mapLabels } from './distribution.ts';

/** What is true of one row, and what a model said of it. */
export interface LabelledPrediction {
  readonly gold: Label;
  readonly predicted: Label;
}

/** Share of rows named rightly; `null` without rows. */
export function accuracy(rows: readonly LabelledPrediction[]): number | null {
  return meanOf(rows.map((row) => (row.gold === row.predicted ? 1 : 0)));
}

/** Share of each label's rows that were named so; `null` for a label without rows. */
export function recallByLabel(rows: readonly LabelledPrediction[]): Readonly<Record<Label, number | null>> {
  return mapLabels((label) => accuracy(rows.filter((row) => row.gold === label)));
}

/** Mean recall over the labels that have rows (UAR, balanced accuracy); `null` without rows. */
export function unweightedAverageRecall(rows: readonly LabelledPrediction[]): number | null {
  return meanOf(Object.values(recallByLabel(rows)).filter((recall) => recall !== null));
}

/** Mean F1 over the labels that occur as gold or as prediction, as scikit-learn counts it; `null` without rows. */
export function macroF1(rows: readonly LabelledPrediction[]): number | null {
  return meanOf(
    LABELS.flatMap((label) => {
      const named = rows.filter((row) => row.predicted === label).length;
      const golden = rows.filter((row) => row.gold === label).length;
      const hits = rows.filter((row) => row.gold === label && row.predicted === label).length;
      return named + golden === 0 ? [] : [(2 * hits) / (named + golden)];
    }),
  );
}

/**
 * Expected calibration error (Naeini et al. 2015): over equal-width bins of confidence, the gap between mean
 * confidence and hit rate, weighted by rows. `confidences` in [0, 1], one for each hit; `null` without rows.
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  hits: readonly boolean[],
  bins = 15,
): number | null {
  if (confidences.length !== hits.length) throw new RangeError('one hit for each confidence');
  if (confidences.length === 0) return null;
  // Σ over bins of |Σ confidence − Σ hits|, over all rows, is the weighted mean of the gaps.
  const surplusOfBin = Array.from({ length: bins }, () => 0);
  confidences.forEach((confidence, index) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    surplusOfBin[bin]! += confidence - (hits[index] === true ? 1 : 0);
  });
  return surplusOfBin.reduce((sum, surplus) => sum + Math.abs(surplus), 0) / confidences.length;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
