import { PROSODY_FEATURES, type Prosody, type ProsodyFeature } from '@undertone/inference/voice/prosody';
import { formatFineShare, formatMeasure } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { QuietSummary } from '../capture/quiet-summary.tsx';
import { Facts } from '../reading/facts.tsx';

/** The unit each feature is written in; a share is written in percent. */
const UNITS = {
  f0Mean: 'st',
  f0Range: 'st',
  intensity: 'dBFS',
  intensityRange: 'dB',
  alphaRatio: 'dB',
  hammarbergIndex: 'dB',
  spectralSlope: 'dB/kHz',
  jitter: '%',
  shimmer: 'dB',
  pauseShare: '%',
  meanPause: 's',
  speechRate: '/s',
} as const satisfies Record<ProsodyFeature, string>;

/** The figures themselves, by their usual names and units, for those who want to check. */
export function VoiceMeasures({ prosody }: { readonly prosody: Prosody }) {
  return (
    <details>
      <QuietSummary>{t('voice.measures')}</QuietSummary>
      <Facts
        facts={PROSODY_FEATURES.map((feature) => {
          const value = prosody[feature];
          return [
            t(`prosody.${feature}`),
            value === null ? t('voice.notMeasured') : withUnit(value, UNITS[feature]),
          ] as const;
        })}
      />
      <p class="fine muted facts__note">{t('voice.measures.what')}</p>
    </details>
  );
}

function withUnit(value: number, unit: string): string {
  return unit === '%' ? formatFineShare(value) : `${formatMeasure(value)} ${unit}`;
}
