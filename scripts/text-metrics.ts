import { LABELS, type Label } from '@undertone/emotion/labels';
import { likeliest, type Distribution } from '@undertone/emotion/distribution';

/** One row of an evaluation file with what the reader said of it. */
export interface ScoredRow {
  /** The row's labels, at least one. */
  readonly labels: readonly Label[];
  readonly distribution: Distribution;
  /** Whether the product would have declined to answer; the arg-max is scored all the same. */
  readonly abstained: boolean;
  /** The reader's own, 0 … 1. */
  readonly quality: number;
  readonly elapsedMs: number;
}

/** Everything on single-label rows but `anyMatch`, `abstained` and `msPerItem`, which are over all rows. Shares in [0, 1]. */
export interface TextMetrics {
  readonly rows: number;
  readonly singleLabelRows: number;
  readonly accuracy: number;
  /** Mean F1 of the labels that occur in the file. */
  readonly macroF1: number;
  /** Mean recall of the labels that occur in the file. */
  readonly uar: number;
  /** `null` for a label that does not occur. */
  readonly recall: Readonly<Record<Label, number | null>>;
  /** Expected calibration error of the likeliest label, 15 bins of equal width. */
  readonly ece: number;
  /** Share of rows answered at p ≥ .5, .6, .7. */
  readonly coverage: Readonly<Record<'50' | '60' | '70', number>>;
  /** Accuracy on those; `null` when there are none. */
  readonly accuracyAt: Readonly<Record<'50' | '60' | '70', number | null>>;
  /** Share of rows whose likeliest label is among their labels. */
  readonly anyMatch: number;
  readonly abstained: number;
  /** Accuracy in the lower, middle and upper third of the rows by the reader's quality. */
  readonly accuracyByQuality: readonly [low: number, middle: number, high: number];
  readonly msPerItem: { readonly p50: number; readonly p95: number };
}

const BINS = 15;

export function textMetrics(rows: readonly ScoredRow[]): TextMetrics {
  const single = rows
    .filter(({ labels }) => labels.length === 1)
    .map(({ labels, distribution, quality }) => {
      const guess = likeliest(distribution);
      return { truth: labels[0]!, guess, p: distribution[guess], hit: guess === labels[0], quality };
    });
  const share = (count: number, total: number) => (total === 0 ? 0 : count / total);
  const accuracyOf = (chosen: typeof single) => share(chosen.filter(({ hit }) => hit).length, chosen.length);

  const perLabel = LABELS.map((label) => {
    const truths = single.filter(({ truth }) => truth === label).length;
    const guesses = single.filter(({ guess }) => guess === label).length;
    const hits = single.filter(({ truth, hit }) => hit && truth === label).length;
    return { label, truths, recall: share(hits, truths), f1: share(2 * hits, truths + guesses) };
  });
  const present = perLabel.filter(({ truths }) => truths > 0);
  const mean = (values: readonly number[]) =>
    share(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    );

  let ece = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inside = single.filter(({ p }) => Math.min(BINS - 1, Math.floor(p * BINS)) === bin);
    ece +=
      share(inside.length, single.length) * Math.abs(accuracyOf(inside) - mean(inside.map(({ p }) => p)));
  }
  const above = (least: number) => single.filter(({ p }) => p >= least);
  const coverage = (least: number) => share(above(least).length, single.length);
  const accuracyAt = (least: number) => (above(least).length === 0 ? null : accuracyOf(above(least)));

  const byQuality = [...single].sort((left, right) => left.quality - right.quality);
  const third = (index: number) =>
    accuracyOf(byQuality.slice((index * single.length) / 3, ((index + 1) * single.length) / 3));

  return {
    rows: rows.length,
    singleLabelRows: single.length,
    accuracy: accuracyOf(single),
    macroF1: mean(present.map(({ f1 }) => f1)),
    uar: mean(present.map(({ recall }) => recall)),
    recall: Object.fromEntries(
      perLabel.map(({ label, truths, recall }) => [label, truths === 0 ? null : recall]),
    ) as Record<Label, number | null>,
    ece,
    coverage: { 50: coverage(0.5), 60: coverage(0.6), 70: coverage(0.7) },
    accuracyAt: { 50: accuracyAt(0.5), 60: accuracyAt(0.6), 70: accuracyAt(0.7) },
    anyMatch: share(
      rows.filter(({ labels, distribution }) => labels.includes(likeliest(distribution))).length,
      rows.length,
    ),
    abstained: share(rows.filter(({ abstained }) => abstained).length, rows.length),
    accuracyByQuality: [third(0), third(1), third(2)],
    msPerItem: {
      p50: quantile(
        rows.map(({ elapsedMs }) => elapsedMs),
        0.5,
      ),
      p95: quantile(
        rows.map(({ elapsedMs }) => elapsedMs),
        0.95,
      ),
    },
  };
}

/** Nearest-rank quantile; 0 of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? 0;
}
