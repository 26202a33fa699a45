import { log } from './deterministic-math.ts';
import { mapLabels, type Distribution } from './distribution.ts';
import { LABELS } from './labels.ts';
import type { ModalityEvidence } from './modality-evidence.ts';
import { AFFECT_AXES, type AffectAxis, type Disagreement } from './reading.ts';

/**
 * Below this gap, after discounting by the poorer quality, a difference between two models is ordinary noise: of the
 * study's moments whose items share their label (docs/fusion-study.md) about one in ten has a wider one.
 */
const PLAIN_GAP = 0.7;
/** Within this gap, two models say the same. */
const NEAR_GAP = PLAIN_GAP / 2;

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

/**
 * The pair and axis that lie furthest apart, if plainly so; on a tie valence and the earlier modalities. Every other
 * modality that lies near one end of that gap and plainly away from the other end stands with the one it is near:
 * the end that stands alone is the odd one out. Where none or both do, the pair is named as it is.
 */
export function disagreementOf(evidence: readonly ModalityEvidence[]): Disagreement | null {
  const widest = widestGapOf(evidence);
  if (widest === null) return null;
  const { axis, one, other } = widest;
  const sideOf = (end: ModalityEvidence, far: ModalityEvidence) =>
    evidence.filter(
      (each) =>
        each === end ||
        (each !== far && gapOf(each, end, axis) <= NEAR_GAP && gapOf(each, far, axis) > PLAIN_GAP),
    );
  const standsApart = (odd: ModalityEvidence, against: readonly ModalityEvidence[]): Disagreement => ({
    modality: odd.modality,
    against: against.map(({ modality }) => modality),
    axis,
    direction: odd[axis] > against[0]![axis] ? 'higher' : 'lower',
  });
  const [ones, others] = [sideOf(one, other), sideOf(other, one)];
  if (ones.length > 1 && others.length === 1) return standsApart(other, ones);
  if (others.length > 1 && ones.length === 1) return standsApart(one, others);
  return standsApart(one, [other]);
}

interface WidestGap {
  readonly axis: AffectAxis;
  readonly one: ModalityEvidence;
  readonly other: ModalityEvidence;
}

function widestGapOf(evidence: readonly ModalityEvidence[]): WidestGap | null {
  let widest: WidestGap | null = null;
  let widestGap = PLAIN_GAP;
  for (const axis of AFFECT_AXES) {
    evidence.forEach((one, index) => {
      for (const other of evidence.slice(index + 1)) {
        const gap = gapOf(one, other, axis);
        if (gap <= widestGap) continue;
        widestGap = gap;
        widest = { axis, one, other };
      }
    });
  }
  return widest;
}

/** Discounted by the poorer capture. */
function gapOf(one: ModalityEvidence, other: ModalityEvidence, axis: AffectAxis): number {
  return Math.abs(one[axis] - other[axis]) * Math.min(one.quality, other.quality);
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
