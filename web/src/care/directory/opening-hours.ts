/**
 * The plain part of OpenStreetMap's `opening_hours` (wiki.openstreetmap.org, Key:opening_hours/specification), which most
 * practices use: days and times of a week. Whatever else it can say (months, holidays, sunrise, comments, open ends) is
 * not understood here, and then the text is shown as it is: a guess about an open door is worse than none.
 */

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

const DAY_MINUTES = 24 * 60;

const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Minutes since Monday 00:00; `to` may lie in the next week, when a night is long. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** Sorted, apart from each other, each beginning in [0, 10080). */
export type WeeklyHours = readonly OpenSpan[];

/** `null`: not understood. An empty list: never open. */
export function parseOpeningHours(text: string): WeeklyHours | null {
  if (text.trim() === '24/7') return [{ from: 0, to: WEEK_MINUTES }];
  let days: readonly (readonly OpenSpan[])[] = DAYS.map(() => []);
  for (const sequence of text.split(';')) {
    if (sequence.trim() === '') continue;
    // After a comma and a space stands what is added to the rule before it, of a semicolon what replaces it.
    const rules = sequence.trim().split(/(?<=\d),\s+(?=[A-Z])/);
    for (const [index, rule] of rules.entries()) {
      const read = readRule(rule);
      if (read === null) return null;
      days = days.map((spans, day) => {
        if (!read.days.has(day)) return spans;
        const own = read.times.map(({ from, to }) => ({
          from: day * DAY_MINUTES + from,
          to: day * DAY_MINUTES + to,
        }));
        return index === 0 ? own : [...spans, ...own];
      });
    }
  }
  return joined(days.flat());
}

function readRule(
  rule: string,
): { readonly days: ReadonlySet<number>; readonly times: readonly OpenSpan[] } | null {
  const parts =
    /^((?:[A-Z][a-z](?:-[A-Z][a-z])?|PH|SH)(?:,\s?(?:[A-Z][a-z](?:-[A-Z][a-z])?|PH|SH))*)?\s*(.*)$/.exec(
      rule.trim(),
    );
  const days = readDays(parts?.[1]);
  const times = readTimes(parts?.[2] ?? '');
  return days === null || times === null ? null : { days, times };
}

/** No days are all days. Holidays are in no weekly plan: a rule for them alone changes nothing in it. */
function readDays(text: string | undefined): ReadonlySet<number> | null {
  if (text === undefined) return new Set(DAYS.keys());
  const days = new Set<number>();
  for (const part of text.split(/,\s?/)) {
    if (part === 'PH' || part === 'SH') continue;
    const [first, last] = part.split('-').map((name) => DAYS.findIndex((day) => day === name));
    if (first === undefined || first < 0 || last === -1) return null;
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === (last ?? first)) break;
    }
  }
  return days;
}

function readTimes(text: string): readonly OpenSpan[] | null {
  if (text === 'off' || text === 'closed') return [];
  const spans: OpenSpan[] = [];
  for (const part of text.split(/,\s?/)) {
    const found = /^(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)$/.exec(part);
    if (found === null) return null;
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
    const from = fromHour * 60 + fromMinute;
    const to = toHour * 60 + toMinute;
    if (fromMinute > 59 || toMinute > 59 || from >= DAY_MINUTES || to > 2 * DAY_MINUTES) return null;
    spans.push({ from, to: to > from ? to : to + DAY_MINUTES });
  }
  return spans;
}

function joined(spans: readonly OpenSpan[]): WeeklyHours {
  const apart: OpenSpan[] = [];
  for (const span of spans.toSorted((left, right) => left.from - right.from)) {
    const before = apart.at(-1);
    if (before === undefined || before.to < span.from) apart.push(span);
    else apart[apart.length - 1] = { from: before.from, to: Math.max(before.to, span.to) };
  }
  return apart;
}

export type OpenState =
  | { readonly open: true; /** Minute of the week; `null`: it never closes. */ readonly until: number | null }
  | { readonly open: false; /** Minute of the week; `null`: it never opens. */ readonly from: number | null };

/** @param minute of the week where the door is, in [0, 10080) */
export function openStateAt(hours: WeeklyHours, minute: number): OpenState {
  const now = hours.find(({ from, to }) => (from <= minute && minute < to) || minute + WEEK_MINUTES < to);
  if (now !== undefined) return { open: true, until: endOf(hours, now) };
  const next = hours.find(({ from }) => from > minute) ?? hours[0];
  return { open: false, from: next?.from ?? null };
}

/** Where the week begins anew a span may go on. */
function endOf(hours: WeeklyHours, span: OpenSpan): number | null {
  const first = hours[0];
  const goesOn = first !== undefined && first.from === 0 && span.to === WEEK_MINUTES;
  if (!goesOn) return span.to % WEEK_MINUTES;
  return first === span ? null : first.to;
}

/** Of a moment, by this device's clock. */
export function weekMinuteOf(date: Date): number {
  return ((date.getDay() + 6) % 7) * DAY_MINUTES + date.getHours() * 60 + date.getMinutes();
}

/**
 * Whether a door so far east plausibly keeps this device's time. Zones stray from the sun by up to three hours (the west
 * of China); beyond that nothing is said about open or closed.
 *
 * @param lon degrees east
 * @param offsetMinutes east of UTC
 */
export function sharesClock(lon: number, offsetMinutes: number): boolean {
  const apart = Math.abs(offsetMinutes / 60 - lon / 15) % 24;
  return Math.min(apart, 24 - apart) <= 3;
}
