import { describeReading, type ReadingDescription } from '@undertone/emotion/affect-words';
import type { Label } from '@undertone/emotion/labels';
import type { Reading } from '@undertone/emotion/reading';
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

export function sayAbstention({ abstained }: Reading): string {
  return abstained === null ? '' : t(`abstained.${abstained}`);
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
