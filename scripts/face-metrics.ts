import { likeliest } from '@undertone/emotion/distribution';
import { textMetrics, type ScoredRow, type TextMetrics } from './text-metrics.ts';

export interface ScoredFace extends ScoredRow {
  /** Exactly one face was found; else the picture itself was read as a crop. */
  readonly hasLandmarks: boolean;
}

export interface FaceMetrics extends Omit<TextMetrics, 'singleLabelRows' | 'anyMatch'> {
  /** Rows read as the crops they are, because not exactly one face was found, and how many of them were right. */
  readonly withoutLandmarks: { readonly rows: number; readonly accuracy: number | null };
  /** Largest share of rows, surest first, that are right in at least 95 of 100 cases. */
  readonly coverageAtAccuracy95: number;
}

export function faceMetrics(rows: readonly ScoredFace[]): FaceMetrics {
  const { singleLabelRows: _, anyMatch: __, ...metrics } = textMetrics(rows);
  const without = rows.filter(({ hasLandmarks }) => !hasLandmarks);
  return {
    ...metrics,
    withoutLandmarks: {
      rows: without.length,
      accuracy: without.length === 0 ? null : without.filter(isRight).length / without.length,
    },
    coverageAtAccuracy95: coverageAt(rows, 0.95),
  };
}

/** Rows of equal probability are taken together: no threshold lies between them. */
export function coverageAt(rows: readonly ScoredRow[], accuracy: number): number {
  const sure = ({ distribution }: ScoredRow) => distribution[likeliest(distribution)];
  const surestFirst = [...rows].sort((left, right) => sure(right) - sure(left));
  let right = 0;
  let covered = 0;
  for (const [index, row] of surestFirst.entries()) {
    if (isRight(row)) right += 1;
    const next = surestFirst[index + 1];
    const isStep = next === undefined || sure(next) < sure(row);
    if (isStep && right >= accuracy * (index + 1)) covered = index + 1;
  }
  return rows.length === 0 ? 0 : covered / rows.length;
}

function isRight({ labels, distribution }: ScoredRow): boolean {
  return labels.includes(likeliest(distribution));
}
