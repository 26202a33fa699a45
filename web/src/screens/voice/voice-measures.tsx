import { PROSODY_FEATURES, type Prosody, type ProsodyFeature } from '@undertone/inference/voice/prosody';
import { formatMeasure } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { QuietSummary } from '../capture/quiet-summary.tsx';
import { Facts } from '../reading/facts.tsx';

/** How each feature is written: its unit, and what turns the stored value into that unit. */
const WRITTEN = {
  f0Mean: { unit: 'st', factor: 1 },
  f0Range: { unit: 'st', factor: 1 },
  intensity: { unit: 'dBFS', factor: 1 },
  intensityRange: { unit: 'dB', factor: 1 },
  alphaRatio: { unit: 'dB', factor: 1 },
  hammarbergIndex: { unit: 'dB', factor: 1 },
  spectralSlope: { unit: 'dB/kHz', factor: 1 },
  jitter: { unit: '%', factor: 100 },
  shimmer: { unit: 'dB', factor: 1 },
  pauseShare: { unit: '%', factor: 100 },
  meanPause: { unit: 's', factor: 1 },
  speechRate: { unit: '/s', factor: 1 },
} as const satisfies Record<ProsodyFeature, { readonly unit: string; readonly factor: number }>;

/** The figures themselves, by their usual names and units, for those who want to check. */
export function VoiceMeasures({ prosody }: { readonly prosody: Prosody }) {
  return (
    <details>
      <QuietSummary>{t('voice.measures')}</QuietSummary>
      <Facts
        facts={PROSODY_FEATURES.map((feature) => {
          const value = prosody[feature];
          const { unit, factor } = WRITTEN[feature];
          return [
            t(`prosody.${feature}`),
            value === null ? t('voice.notMeasured') : `${formatMeasure(value * factor)} ${unit}`,
          ] as const;
        })}
      />
      <p class="fine muted">{t('voice.measures.what')}</p>
    </details>
  );
}
