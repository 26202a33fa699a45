import type { VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';
import { formatLocale, t } from '../../app/i18n.ts';
import { sayRelativeVoice } from './say-relative-voice.ts';

/** One line on the card: a voice is told against the person's own first. */
export function VoiceSummary({ detail }: { readonly detail: VoiceReadingDetail }) {
  if (detail.relative === null) return null;
  const words = sayRelativeVoice(detail.relative);
  const inSentence = words.charAt(0).toLocaleLowerCase(formatLocale.value) + words.slice(1);
  return <p class="reading-card__voice">{t('voice.summary', { words: inSentence })}</p>;
}
