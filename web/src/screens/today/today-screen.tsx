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
import { moment, saveInTurn } from './moment.ts';
import { OtherWays } from './other-ways.tsx';
import { SafetyMeter } from './safety-meter.tsx';
import './today-screen.css';

/** One tap for a mood, one page for words, the reading of what was just kept, and the rest of today. */
export function TodayScreen() {
  const { journal } = useServices();
  const today = localDateOf(now.value);
  const entries = journal.entries.value;
  const kept = entries.find(({ id }) => id === moment.value.kept) ?? null;
  const findOpen = () => journal.entries.value.find(({ id }) => id === moment.value.open) ?? null;
  const open = findOpen();
  const earlier = entries.filter(
    ({ localDate, id }) => localDate === today && id !== kept?.id && id !== open?.id,
  );

  const keepMood = async (mood: Mood) => {
    const { mood: before = null, id = null } = findOpen() ?? {};
    const saved = id === null ? await journal.create({ mood }) : await journal.edit(id, { mood });
    if (!saved.ok) {
      showSnack({ text: saySaveFailure(saved.error) });
      return;
    }
    const entry = id ?? (saved.value as EntryId);
    moment.value = { ...moment.value, open: entry };
    showSnack({
      text: t('today.moodKept', { mood: describeMood(mood) }),
      action: {
        label: t('app.undo'),
        run: () => {
          if (before !== null || id !== null) void journal.edit(entry, { mood: before });
          else {
            void journal.delete(entry);
            moment.value = { ...moment.value, open: null };
          }
        },
      },
    });
  };

  const keepWords = async (text: string) => {
    const id = findOpen()?.id ?? null;
    const saved = id === null ? await journal.create({ text }) : await journal.edit(id, { text });
    if (!saved.ok) return saved;
    dismissSnack();
    moment.value = { open: null, kept: id ?? (saved.value as EntryId) };
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
        <MoodGrid value={open?.mood ?? null} onChoose={(mood) => void saveInTurn(() => keepMood(mood))} />
      </section>
      {kept !== null && hasReading(kept) && <JustKept key={kept.id} entry={kept} />}
      <section class="section" aria-labelledby="today-words">
        <h2 id="today-words" class="section__title">
          {kept === null || open !== null ? t('today.words') : t('today.moreWords')}
        </h2>
        {open !== null && <p class="today__with small muted">{sayWhatItJoins(open)}</p>}
        <WritingPage
          of="new"
          label={t('today.page')}
          placeholder={t('today.placeholder')}
          onKeep={(text) => saveInTurn(() => keepWords(text))}
        />
        <OtherWays />
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

/** What the next words, mood, voice or face will be kept with. */
function sayWhatItJoins({ mood, scores }: Entry): string {
  if (mood !== null) return t('today.withMood', { mood: describeMood(mood) });
  return scores.some(({ modality }) => modality === 'voice') ? t('today.withVoice') : t('today.withFace');
}

function hasReading({ text, scores }: Entry): boolean {
  return text !== '' || scores.length > 0;
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
