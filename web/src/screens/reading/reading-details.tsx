import { describeAgreement } from '@undertone/emotion/agreement-words';
import type { Reading } from '@undertone/emotion/reading';
import { ChevronDown } from 'lucide-preact';
import { formatAffect, formatLanguageName, formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { lazyPart } from '../../app/lazy-screen.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Facts } from './facts.tsx';
import { LabelBars } from './label-bars.tsx';
import './reading-details.css';

const VoiceDetail = lazyPart(async () => (await import('../voice/voice-detail.tsx')).VoiceDetail);
const FaceDetail = lazyPart(async () => (await import('../face/face-detail.tsx')).FaceDetail);

/** Everything behind the words, closed until asked for: one set of bars per modality, and what made them. */
export function ReadingDetails({ entry, reading }: { readonly entry: Entry; readonly reading: Reading }) {
  return (
    <details class="reading-details">
      <summary class="reading-details__summary">
        {t('details.open')}
        <Icon of={ChevronDown} />
      </summary>
      {entry.scores.map((score) => (
        <div key={score.modality} class="reading-details__modality">
          <h2 class="reading-details__title">{t(`modality.${score.modality}`)}</h2>
          {score.modality === 'voice' && entry.voiceReading !== null && (
            <VoiceDetail detail={entry.voiceReading} />
          )}
          <LabelBars distribution={score.distribution} />
          {score.modality === 'face' && entry.faceReading !== null && (
            <FaceDetail detail={entry.faceReading} />
          )}
          <p class="fine muted">
            {t('details.model', {
              id: score.modelId,
              version: score.modelVersion,
              quality: formatShare(score.quality),
            })}
          </p>
        </div>
      ))}
      {entry.scores.length > 1 && <h2 class="reading-details__title">{t('details.together')}</h2>}
      <Facts
        facts={[
          [t('details.valence'), formatAffect(reading.valence)],
          [t('details.arousal'), formatAffect(reading.arousal)],
          [t('details.sure'), saySureness(reading)],
          ...(entry.textReading === null
            ? []
            : [
                [
                  t('details.language'),
                  entry.textReading.language === 'und'
                    ? t('details.languageUnsure')
                    : formatLanguageName(entry.textReading.language),
                ] as const,
              ]),
        ]}
      />
      <p class="fine muted">
        {entry.scores.every(({ modality }) => modality === 'text')
          ? t('details.estimate')
          : t('details.estimateCapture')}
      </p>
    </details>
  );
}

/** The share is the model's; where the modalities disagree the words say less than it, and it would contradict them. */
function saySureness(reading: Reading): string {
  if (reading.abstained !== null) return t('details.notSaid');
  return describeAgreement(reading)?.level === 'apart'
    ? t('details.lowered')
    : formatShare(reading.confidence);
}
