import type { RelativeVoice } from '@undertone/inference/voice/voice-reading';
import { t } from '../../app/i18n.ts';
import { RelativeVoicePlot } from './relative-voice-plot.tsx';
import { certaintyOf, driversOf } from './relative-voice-words.ts';
import { sayRelativeVoice } from './say-relative-voice.ts';
import './voice-against-usual.css';

/** What a voice minute says first: energy and tension against the person's own usual voice. */
export function VoiceAgainstUsual({ relative }: { readonly relative: RelativeVoice }) {
  const drivers = driversOf(relative);
  return (
    <div class="against-usual">
      <RelativeVoicePlot relative={relative} />
      <p class="against-usual__words">
        {sayRelativeVoice(relative)} {t(`certainty.${certaintyOf(relative)}`)}.
      </p>
      <div>
        <h3 class="against-usual__title">{t('voice.drivers')}</h3>
        {drivers.length === 0 ? (
          <p class="small muted">{t('voice.drivers.none')}</p>
        ) : (
          <ul class="against-usual__drivers">
            {drivers.map(({ feature, direction }) => (
              <li key={feature}>{t(`driver.${feature}.${direction}`)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
