import { useEffect, useRef } from 'preact/hooks';
import { formatDay } from '../../app/formats.ts';
import { t, type PlainMessageKey } from '../../app/i18n.ts';
import type { Entry, EntryId, Mood } from '../../app/journal-port.ts';
import { hasTwoPanes } from '../../app/media.ts';
import { localDateOf, now } from '../../app/now.ts';
import { pathTo } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { dismissSnack, showSnack } from '../../app/snackbar.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { MoodGrid } from '../../ui/mood-grid.tsx';
import { describeMood } from '../../ui/mood-words.ts';
import { Screen } from '../../ui/screen.tsx';
import { Timeline } from '../journal/timeline.tsx';
import { EntryReading } from '../reading/entry-reading.tsx';
import { WritingPage } from '../writing/writing-page.tsx';
import { moment } from './moment.ts';
import { SafetyMeter } from './safety-meter.tsx';
import './today-screen.css';

/** One tap for a mood, one page for words, the reading of what was just kept, and the rest of today. */
export function TodayScreen() {
  const { journal } = useServices();
  const today = localDateOf(now.value);
  const entries = journal.entries.value;
  const kept = entries.find(({ id }) => id === moment.value.kept) ?? null;
  const moodEntry = entries.find(({ id }) => id === moment.value.moodEntry) ?? null;
  const earlier = entries.filter(
    ({ localDate, id }) => localDate === today && id !== kept?.id && id !== moodEntry?.id,
  );

  const keepMood = async (mood: Mood) => {
    const before = moodEntry?.mood ?? null;
    const id = moodEntry?.id ?? null;
    const saved = id === null ? await journal.create({ mood }) : await journal.edit(id, { mood });
    if (!saved.ok) {
      showSnack({ text: saySaveFailure(saved.error) });
      return;
    }
    const entry = id ?? (saved.value as EntryId);
    moment.value = { ...moment.value, moodEntry: entry };
    showSnack({
      text: t('today.moodKept', { mood: describeMood(mood) }),
      action: {
        label: t('app.undo'),
        run: () => {
          if (before !== null) void journal.edit(entry, { mood: before });
          else {
            void journal.delete(entry);
            moment.value = { ...moment.value, moodEntry: null };
          }
        },
      },
    });
  };

  const keepWords = async (text: string) => {
    const id = moodEntry?.id ?? null;
    const saved = id === null ? await journal.create({ text }) : await journal.edit(id, { text });
    if (!saved.ok) return saved;
    dismissSnack();
    moment.value = { moodEntry: null, kept: id ?? (saved.value as EntryId) };
    return saved;
  };

  return (
    <Screen
      title={t(greetingAt(new Date(now.value).getHours()))}
      above={formatDay(today, 'full', Number(today.slice(0, 4)))}
    >
      <section class="section" aria-labelledby="today-mood">
        <h2 id="today-mood" class="section__title">
          {t('today.mood')}
        </h2>
        <MoodGrid value={moodEntry?.mood ?? null} onChoose={(mood) => void keepMood(mood)} />
      </section>
      {kept !== null && kept.text !== '' && <JustKept key={kept.id} entry={kept} />}
      <section class="section" aria-labelledby="today-words">
        <h2 id="today-words" class="section__title">
          {kept === null ? t('today.words') : t('today.moreWords')}
        </h2>
        {moodEntry?.mood != null && (
          <p class="today__with small muted">{t('today.withMood', { mood: describeMood(moodEntry.mood) })}</p>
        )}
        <WritingPage
          of="new"
          label={t('today.page')}
          placeholder={t('today.placeholder')}
          onKeep={keepWords}
        />
      </section>
      {earlier.length > 0 && !hasTwoPanes.value && (
        <section class="section" aria-labelledby="today-earlier">
          <h2 id="today-earlier" class="section__title">
            {t('today.earlier')}
          </h2>
          <Timeline entries={earlier} current={null} days={false} />
        </section>
      )}
      <SafetyMeter />
    </Screen>
  );
}

/** The reading of what was just kept, brought into sight: the page it was written on may be far below. */
function JustKept({ entry }: { readonly entry: Entry }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={box} class="today__kept">
      <p class="today__kept-line small muted">
        {t('today.kept', { time: entry.localTime })}
        <a href={pathTo({ screen: 'entry', id: entry.id })}>{t('today.openKept')}</a>
      </p>
      <EntryReading entry={entry} fresh />
    </div>
  );
}

/** Hours of the day from which each greeting holds. */
const GREETINGS: readonly (readonly [fromHour: number, key: PlainMessageKey])[] = [
  [18, 'greeting.evening'],
  [12, 'greeting.afternoon'],
  [5, 'greeting.morning'],
  [0, 'greeting.night'],
];

function greetingAt(hour: number): PlainMessageKey {
  return GREETINGS.find(([fromHour]) => hour >= fromHour)?.[1] ?? 'greeting.night';
}
