import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES } from '@undertone/emotion/modality';
import { ABSTENTIONS, type ModalityScore } from '@undertone/emotion/modality-score';
import type { TextReadingDetail } from '../app/journal-port.ts';

/** By hand and not by schema: these run for every entry of a journal as it opens. */
export function isScore(value: unknown): value is ModalityScore {
  if (typeof value !== 'object' || value === null) return false;
  const score = value as Partial<ModalityScore>;
  return (
    (MODALITIES as readonly unknown[]).includes(score.modality) &&
    isDistribution(score.distribution) &&
    isNumber(score.valence) &&
    isNumber(score.arousal) &&
    isNumber(score.quality) &&
    typeof score.modelId === 'string' &&
    typeof score.modelVersion === 'string' &&
    (score.abstained === null || (ABSTENTIONS as readonly unknown[]).includes(score.abstained))
  );
}

export function isTextReading(value: unknown): value is TextReadingDetail {
  if (typeof value !== 'object' || value === null) return false;
  const { sentences, carriedBy, language } = value as Partial<TextReadingDetail>;
  return (
    typeof language === 'string' &&
    (carriedBy === null || isNumber(carriedBy)) &&
    Array.isArray(sentences) &&
    sentences.every(
      ({ start, end, weight, distribution }) =>
        isNumber(start) && isNumber(end) && isNumber(weight) && isDistribution(distribution),
    )
  );
}

function isDistribution(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return LABELS.every((label) => isNumber((value as Record<string, unknown>)[label]));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
