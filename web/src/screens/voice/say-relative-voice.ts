import type { RelativeVoice } from '@undertone/inference/voice/voice-reading';
import { t } from '../../app/i18n.ts';
import { stepOf } from './relative-voice-words.ts';

/** “Less energy than usual, a little tenser.” */
export function sayRelativeVoice({ energy, tension }: RelativeVoice): string {
  const steps = { energy: stepOf(energy), tension: stepOf(tension) };
  if (steps.energy === 'usual' && steps.tension === 'usual') return t('voice.asUsual');
  return t('voice.thanUsual', {
    energy: t(`voice.energy.${steps.energy}`),
    tension: t(`voice.tension.${steps.tension}`),
  });
}
