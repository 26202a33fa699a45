import { moodBand, type Mood } from '@undertone/emotion/mood';
import { t } from '../app/i18n.ts';

/** “Pleasant, low energy”: the coordinates as they are spoken. */
export function describeMood(mood: Mood): string {
  const { pleasantness, energy } = moodBand(mood);
  return t('mood.words', { pleasantness: t(`band.${pleasantness}`), energy: t(`band.${energy}`) });
}
