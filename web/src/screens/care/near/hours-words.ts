import type { CareEntry } from '@undertone/contract/directory';
import { formatLocale, t } from '../../../app/i18n.ts';
import {
  openStateAt,
  parseOpeningHours,
  sharesClock,
  weekMinuteOf,
  type WeeklyHours,
} from '../../../care/directory/opening-hours.ts';

const DAY_MINUTES = 24 * 60;

/** A Monday, as day 1 of a month; only its weekday and clock are ever shown. */
const momentOf = (weekMinute: number) => Date.UTC(2024, 0, 1, 0, weekMinute);

const timeFormat = () =>
  new Intl.DateTimeFormat(formatLocale.value, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });

const formatTime = (weekMinute: number) => timeFormat().format(momentOf(weekMinute));

function formatWeekday(day: number, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(formatLocale.value, { weekday: style, timeZone: 'UTC' }).format(
    momentOf(day * DAY_MINUTES),
  );
}

/** “Open until 18:00”, “Closed, opens Mon 08:00”; `null` where that cannot be told. */
export function sayOpenState({ openingHours, lon }: CareEntry, now: Date): string | null {
  if (openingHours === undefined || !sharesClock(lon, -now.getTimezoneOffset())) return null;
  const hours = parseOpeningHours(openingHours);
  if (hours === null) return null;
  const minute = weekMinuteOf(now);
  const state = openStateAt(hours, minute);
  if (state.open)
    return state.until === null ? t('near.open.always') : t('near.open', { time: formatTime(state.until) });
  if (state.from === null) return t('near.closed');
  const day = Math.floor(state.from / DAY_MINUTES);
  const isToday = day === Math.floor(minute / DAY_MINUTES) && state.from > minute;
  const time = formatTime(state.from);
  return isToday
    ? t('near.closed.today', { time })
    : t('near.closed.until', { day: formatWeekday(day, 'short'), time });
}

export interface DayHours {
  /** One day, or the first and last of several alike. */
  readonly days: string;
  readonly times: readonly string[];
}

/** The week in words, days that are alike in one; `null` where the source's own text has to do. */
export function sayWeek(text: string): readonly DayHours[] | null {
  const hours = parseOpeningHours(text);
  if (hours === null) return null;
  const runs: { readonly first: number; last: number; readonly times: readonly string[] }[] = [];
  for (let day = 0; day < 7; day++) {
    const times = timesOf(hours, day);
    const run = runs.at(-1);
    if (run?.times.join() === times.join()) run.last = day;
    else runs.push({ first: day, last: day, times });
  }
  return runs.map(({ first, last, times }) => ({
    days:
      first === last
        ? formatWeekday(first, 'long')
        : `${formatWeekday(first, 'short')} – ${formatWeekday(last, 'short')}`,
    times,
  }));
}

function timesOf(hours: WeeklyHours, day: number): readonly string[] {
  const [begins, ends] = [day * DAY_MINUTES, (day + 1) * DAY_MINUTES];
  const own = hours.filter(({ from, to }) => from < ends && to > begins);
  if (own.some(({ from, to }) => from <= begins && to >= ends)) return [t('near.hours.allDay')];
  const spans = own.filter(({ from }) => from >= begins);
  if (spans.length === 0) return [t('near.hours.closed')];
  return spans.map(({ from, to }) => timeFormat().formatRange(momentOf(from), momentOf(to)));
}
