import type { VoiceReadingDetail } from '@undertone/inference/voice/voice-reading';
import { formatCount, formatShare } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { Facts } from '../reading/facts.tsx';

/** How good the recording was as evidence, and in sentences what stood in the way. */
export function VoiceQuality({ detail }: { readonly detail: VoiceReadingDetail }) {
  const { quality, problems } = detail;
  const noise = quality.signalToNoiseDb;
  return (
    <div class="stack stack--tight">
      <h3 class="against-usual__title">{t('quality.title')}</h3>
      {problems.map((problem) => (
        <p key={problem} class="small">
          {t(`problem.${problem}`)}
        </p>
      ))}
      <Facts
        facts={[
          [
            t('quality.speech'),
            t('quality.speech.of', {
              speech: Math.round(quality.speechSeconds),
              total: Math.round(detail.seconds),
            }),
          ],
          [
            t('quality.noise'),
            noise === null
              ? t('quality.noise.unknown')
              : t('quality.noise.db', { decibels: formatCount(Math.round(noise)) }),
          ],
          [t('quality.clipped'), formatShare(quality.clippedShare)],
          [t('quality.overall'), formatShare(quality.quality)],
        ]}
      />
    </div>
  );
}
