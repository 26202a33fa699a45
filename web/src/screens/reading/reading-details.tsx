import { LABELS } from '@undertone/emotion/labels';
import type { Reading } from '@undertone/emotion/reading';
import { ChevronDown } from 'lucide-preact';
import { formatAffect, formatLanguageName, formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { EmotionGlyph } from '../../ui/emotion-glyph.tsx';
import { Icon } from '../../ui/icon.tsx';
import './reading-details.css';

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
          <dl class="reading-details__bars">
            {LABELS.map((label) => (
              <div key={label} class="reading-details__bar">
                <dt>
                  <EmotionGlyph label={label} /> {t(`emotionName.${label}`)}
                </dt>
                <dd>
                  <span
                    class="reading-details__fill"
                    style={{
                      inlineSize: `${(score.distribution[label] * 100).toFixed(1)}%`,
                      background: `var(--hue-${label})`,
                    }}
                  />
                  <span class="reading-details__share">{formatShare(score.distribution[label])}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p class="fine muted">
            {t('details.model', {
              id: score.modelId,
              version: score.modelVersion,
              quality: formatShare(score.quality),
            })}
          </p>
        </div>
      ))}
      <dl class="reading-details__facts">
        <Fact name={t('details.valence')} value={formatAffect(reading.valence)} />
        <Fact name={t('details.arousal')} value={formatAffect(reading.arousal)} />
        <Fact
          name={t('details.sure')}
          value={reading.abstained === null ? formatShare(reading.confidence) : t('details.notSaid')}
        />
        {entry.textReading !== null && (
          <Fact
            name={t('details.language')}
            value={
              entry.textReading.language === 'und'
                ? t('details.languageUnsure')
                : formatLanguageName(entry.textReading.language)
            }
          />
        )}
      </dl>
      <p class="fine muted">{t('details.estimate')}</p>
    </details>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
