import { floorProbabilities } from './distribution.ts';
import { LABELS } from './labels.ts';
import { MODALITIES } from './modality.ts';
import type { ModalityScore } from './modality-score.ts';

/**
 * No model is calibrated this far down its tail, and one zero would veto all other evidence.
 * Small enough to leave a lone score what it was, to 1e-5.
 */
export const PROBABILITY_FLOOR = 1e-6;

/**
 * Scores with every number in its range, in an order that depends on their content only.
 *
 * [Note: Canonical order] Floating-point addition is not associative, so the order of the inputs would show in
 * the last bits of a sum. Whatever is computed from a set therefore sorts it first by a total order in which
 * only equal values tie; devices then agree to the bit however their rows arrived.
 */
export function canonicalScores(scores: readonly ModalityScore[]): readonly ModalityScore[] {
  return scores.map(withinRange).sort(compareScores);
}

/** Total order over the content of two scores (see [Note: Canonical order]). */
export function compareScores(left: ModalityScore, right: ModalityScore): number {
  return (
    MODALITIES.indexOf(left.modality) - MODALITIES.indexOf(right.modality) ||
    compareText(left.modelId, right.modelId) ||
    compareText(left.modelVersion, right.modelVersion) ||
    compareText(left.abstained ?? '', right.abstained ?? '') ||
    left.quality - right.quality ||
    left.valence - right.valence ||
    left.arousal - right.arousal ||
    LABELS.reduce((order, label) => order || left.distribution[label] - right.distribution[label], 0)
  );
}

/** By UTF-16 code unit: unlike `localeCompare`, the same everywhere. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function withinRange(score: ModalityScore): ModalityScore {
  return {
    ...score,
    distribution: floorProbabilities(score.distribution, PROBABILITY_FLOOR),
    valence: clamp(score.valence, -1, 1),
    arousal: clamp(score.arousal, -1, 1),
    quality: clamp(score.quality, 0, 1),
  };
}

/** NaN counts as 0, which every range here contains. */
function clamp(value: number, lowest: number, highest: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(highest, Math.max(lowest, value));
}
