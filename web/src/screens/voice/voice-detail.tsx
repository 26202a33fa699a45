import type { VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { VoiceAgainstUsual } from './voice-against-usual.tsx';
import { VoiceMeasures } from './voice-measures.tsx';
import { VoiceQuality } from './voice-quality.tsx';

/** What is kept of a voice minute beside its score. */
export function VoiceDetail({ detail }: { readonly detail: VoiceReadingDetail }) {
  const { usualVoice } = useServices();
  return (
    <div class="stack">
      {detail.relative === null ? (
        <div>
          <p class="small muted">{t('voice.readWithout')}</p>
          {usualVoice.current.value === null && (
            <a class="link" href="/settings/voice">
              {t('voice.noReference.act')}
            </a>
          )}
        </div>
      ) : (
        <VoiceAgainstUsual relative={detail.relative} />
      )}
      <VoiceQuality detail={detail} />
      <VoiceMeasures prosody={detail.prosody} />
    </div>
  );
}
