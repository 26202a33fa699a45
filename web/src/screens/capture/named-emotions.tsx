import type { ModalityScore } from '@undertone/emotion/modality-score';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { ReadingForm } from '../../ui/reading-form.tsx';
import { sayAbstentionOf, sayReading } from '../../ui/reading-words.ts';
import { LabelBars } from '../reading/label-bars.tsx';
import { QuietSummary } from './quiet-summary.tsx';
import './named-emotions.css';

/** What one modality alone would name, with its doubt; the seven only behind a disclosure. */
export function NamedEmotions({ score }: { readonly score: ModalityScore }) {
  const { readings } = useServices();
  const reading = readings.readingOf({ scores: [score] });
  return (
    <div class="named-emotions">
      <div class="named-emotions__sight">
        {reading.abstained === null && <ReadingForm size="small" {...reading} />}
        <p>{score.abstained === null ? sayReading(reading) : sayAbstentionOf(score)}</p>
      </div>
      <details>
        <QuietSummary>{t('capture.allSeven')}</QuietSummary>
        <LabelBars distribution={score.distribution} />
      </details>
    </div>
  );
}
