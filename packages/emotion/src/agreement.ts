import { log } from './deterministic-math.ts';
import { mapLabels, type Distribution } from './distribution.ts';
import { LABELS } from './labels.ts';
import type { ModalityEvidence } from './modality-evidence.ts';
import { AFFECT_AXES, type Disagreement } from './reading.ts';

/** Below this gap, after discounting by the poorer quality, a difference between two models is ordinary noise. */
const PLAIN_GAP = 0.5;

/**
 * 1 − the Jensen–Shannon divergence (Lin 1991) of the modalities' own distributions, equally weighted, over its
 * greatest possible value, log n. `null` with fewer than two modalities.
 */
export function agreementOf(evidence: readonly ModalityEvidence[]): number | null {
  if (evidence.length < 2) return null;
  const mixture = mapLabels((label) => meanOf(evidence, (one) => one.distribution[label]));
  const divergence = entropyOf(mixture) - meanOf(evidence, (one) => entropyOf(one.distribution));
  return Math.min(1, Math.max(0, 1 - divergence / log(evidence.length)));
}

/** The pair and axis that lie furthest apart, if plainly so; on a tie valence and the earlier modalities. */
export function disagreementOf(evidence: readonly ModalityEvidence[]): Disagreement | null {
  let plainest: Disagreement | null = null;
  let widestGap = PLAIN_GAP;
  for (const axis of AFFECT_AXES) {
    evidence.forEach((one, index) => {
      for (const other of evidence.slice(index + 1)) {
        const difference = one[axis] - other[axis];
        const gap = Math.abs(difference) * Math.min(one.quality, other.quality);
        if (gap <= widestGap) continue;
        widestGap = gap;
        plainest = {
          modality: one.modality,
          against: other.modality,
          axis,
          direction: difference > 0 ? 'higher' : 'lower',
        };
      }
    });
  }
  return plainest;
}

function entropyOf(distribution: Distribution): number {
  return -LABELS.reduce((sum, label) => {
    const probability = distribution[label];
    return probability > 0 ? sum + probability * log(probability) : sum;
  }, 0);
}

function meanOf(evidence: readonly ModalityEvidence[], valueOf: (one: ModalityEvidence) => number): number {
  return evidence.reduce((sum, one) => sum + valueOf(one), 0) / evidence.length;
}
