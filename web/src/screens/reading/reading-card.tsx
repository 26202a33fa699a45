import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { useServices } from '../../app/services-context.ts';
import { ReadingForm } from '../../ui/reading-form.tsx';
import { sayReading } from '../../ui/reading-words.ts';
import { lazyPart } from '../../app/lazy-screen.tsx';
import { Correction } from './correction.tsx';
import { ModalityBars } from './modality-bars.tsx';
import { ReadingDetails } from './reading-details.tsx';
import './reading-card.css';

const VoiceSummary = lazyPart(async () => (await import('../voice/voice-summary.tsx')).VoiceSummary);

/** The second opinion: the form, its words, what each modality said, the sentence that carried it, and the person's own last word. */
export function ReadingCard({ entry, arriving }: { readonly entry: Entry; readonly arriving: boolean }) {
  const { readings } = useServices();
  const reading = readings.readingOf(entry);
  const sentence =
    entry.textReading === null ? undefined : entry.textReading.sentences[entry.textReading.carriedBy ?? -1];
  return (
    <section class="reading-card card" aria-label={t('reading.title')}>
      <div class="reading-card__sight">
        {reading.abstained === null && <ReadingForm size="large" arriving={arriving} {...reading} />}
        <p class="reading-card__words" role={arriving ? 'status' : undefined}>
          {sayReading(reading)}
        </p>
      </div>
      {entry.voiceReading !== null && <VoiceSummary detail={entry.voiceReading} />}
      {entry.scores.some(({ modality }) => modality !== 'text') && (
        <ModalityBars scores={entry.scores} reading={reading} />
      )}
      {reading.abstained === null &&
        sentence !== undefined &&
        (entry.textReading?.sentences.length ?? 0) > 1 && (
          <figure class="reading-card__quote">
            <blockquote class="written">{entry.text.slice(sentence.start, sentence.end).trim()}</blockquote>
            <figcaption class="fine muted">{t('reading.carriedBy')}</figcaption>
          </figure>
        )}
      <Correction entry={entry} reading={reading} />
      <ReadingDetails entry={entry} reading={reading} />
    </section>
  );
}
