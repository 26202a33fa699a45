import { t } from '../../app/i18n.ts';
import type { Entry } from '../../app/journal-port.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { describeMood } from '../../ui/mood-words.ts';
import { MoodMark } from '../../ui/mood-mark.tsx';
import { ReadingForm } from '../../ui/reading-form.tsx';
import { sayToneOf } from '../../ui/reading-words.ts';
import { excerptAround } from './excerpt.ts';
import './entry-row.css';

/** One entry on the timeline: its form, its first words, its time. The whole row is the link. */
export function EntryRow({
  entry,
  query,
  current,
}: {
  readonly entry: Entry;
  readonly query: string;
  readonly current: boolean;
}) {
  const { readings } = useServices();
  const read = entry.scores.length > 0;
  const reading = readings.readingOf(entry);
  const tone =
    entry.correction === null ? (read ? sayToneOf(reading) : null) : t(`emotionName.${entry.correction}`);
  const captured =
    entry.voiceReading !== null ? t('row.voice') : entry.faceReading !== null ? t('row.face') : null;
  const notes = [tone, entry.mood === null ? null : describeMood(entry.mood)].filter((note) => note !== null);
  return (
    <a
      class="entry-row"
      href={pathTo({ screen: 'entry', id: entry.id })}
      aria-current={current ? 'true' : undefined}
    >
      <span class="entry-row__form">
        {read && reading.abstained === null ? (
          <ReadingForm size="small" {...reading} />
        ) : (
          <MoodMark mood={entry.mood} />
        )}
      </span>
      <span class="entry-row__body">
        {entry.text === '' && captured !== null && <span class="entry-row__text">{captured}</span>}
        {entry.text !== '' && (
          <span class="entry-row__text">
            {excerptAround(entry.text, query).map((piece, index) =>
              piece.found ? <mark key={index}>{piece.text}</mark> : piece.text,
            )}
          </span>
        )}
        <span class="entry-row__notes">
          <time class="entry-row__time" dateTime={`${entry.localDate}T${entry.localTime}`}>
            {entry.localTime}
          </time>
          {notes.length > 0 && <span> · {notes.join(' · ')}</span>}
          {entry.otherVersions.length > 0 && <span class="entry-row__flag">{t('journal.twoVersions')}</span>}
        </span>
      </span>
    </a>
  );
}
