import { describeReading, type ReadingDescription } from '@undertone/emotion/affect-words';
import { describeAgreement } from '@undertone/emotion/agreement-words';
import { likeliest } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Reading } from '@undertone/emotion/reading';
import { formatList } from '../app/formats.ts';
import { t } from '../app/i18n.ts';

/** The reading as a sentence about the words, never about the person: “Mostly joy, a little sadness. Fairly sure.” */
export function sayReading(reading: Reading): string {
  const description = describeReading(reading);
  if (description === null) return sayAbstention(reading);
  return t('reading.sentence', {
    tone: sayTone(description),
    certainty: t(`certainty.${description.certainty}`),
  });
}

/** The tone alone, for a row of the timeline. */
export function sayToneOf(reading: Reading): string {
  const description = describeReading(reading);
  return description === null ? t('reading.none') : sayTone(description);
}

function sayAbstention({ abstained }: Reading): string {
  return abstained === null ? '' : t(`abstained.${abstained}`);
}

/** Why one modality was left out. */
export function sayAbstentionOf({ modality, abstained }: ModalityScore): string {
  if (abstained === null) return '';
  return modality === 'text' || abstained === 'low-confidence'
    ? t(`abstained.${abstained}`)
    : t(`abstained.${modality}`);
}

/**
 * How the modalities stand to each other; `null` with fewer than two. Bars with different names are never said to say
 * the same, however little separates them.
 */
export function sayAgreement(reading: Reading, scores: readonly ModalityScore[]): string | null {
  const description = describeAgreement(reading);
  if (description === null) return null;
  const { level, disagreement } = description;
  if (disagreement === null) {
    const names = scores
      .filter(({ abstained }) => abstained === null)
      .map(({ distribution }) => likeliest(distribution));
    return t(`agreement.${level === 'alike' && new Set(names).size > 1 ? 'similar' : level}`);
  }
  const { modality, axis, direction, against } = disagreement;
  const others = formatList(against.map((other) => t(`disagreement.other.${other}`)));
  const difference = t(`disagreement.${modality}.${axis}.${direction}`, { others });
  return level === 'apart' ? `${difference} ${t('agreement.apart')}` : difference;
}

function sayTone({ primary, primaryStrength, secondary }: ReadingDescription): string {
  const first =
    primary === 'neutral' ? t('tone.even') : t(`tone.${primaryStrength}`, { label: lowerName(primary) });
  // Neutral means no emotion was found in the rest, which is nothing to add to one that was.
  return secondary === null || secondary === 'neutral'
    ? first
    : t('tone.with', { first, second: lowerName(secondary) });
}

function lowerName(label: Label): string {
  return t(`emotion.${label}`);
}
