import { formatLocale } from './i18n.ts';

/** Dates, numbers and sizes in the language of the interface. Each reads the locale, so components follow it. */

/** `localDate` is `YYYY-MM-DD`; noon UTC keeps it the same day whatever zone this device is in. */
function dayOf(localDate: string): Date {
  return new Date(`${localDate}T12:00:00Z`);
}

export function formatDay(localDate: string, style: 'full' | 'short' = 'full', thisYear?: number): string {
  const day = dayOf(localDate);
  const sameYear = thisYear !== undefined && day.getUTCFullYear() === thisYear;
  const text = new Intl.DateTimeFormat(formatLocale.value, {
    weekday: style === 'full' ? 'long' : 'short',
    day: 'numeric',
    month: style === 'full' ? 'long' : 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(day);
  return capitalise(text);
}

/** Moments (not an entry's own time) in this device's zone. */
export function formatMoment(at: number): string {
  return new Intl.DateTimeFormat(formatLocale.value, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

export function formatClock(at: number): string {
  return new Intl.DateTimeFormat(formatLocale.value, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at);
}

/** “your voice and your face” */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(formatLocale.value, { type: 'conjunction' }).format(items);
}

export function formatCount(value: number): string {
  return new Intl.NumberFormat(formatLocale.value).format(value);
}

/** A share in [0, 1] as whole percent. */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(formatLocale.value, { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );
}

/** Signed, two decimals: valence and arousal. */
export function formatAffect(value: number): string {
  const format = new Intl.NumberFormat(formatLocale.value, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  return withMinus(format.format(value));
}

/** Three significant digits: measures whose unit is written beside them. */
export function formatMeasure(value: number): string {
  return withMinus(new Intl.NumberFormat(formatLocale.value, { maximumSignificantDigits: 3 }).format(value));
}

/** A share in [0, 1] as percent to three significant digits, spaced as the language does. */
export function formatFineShare(share: number): string {
  return new Intl.NumberFormat(formatLocale.value, { style: 'percent', maximumSignificantDigits: 3 }).format(
    share,
  );
}

/** A hyphen before a figure is shorter than its plus and may end a line. */
function withMinus(figure: string): string {
  return figure.replace('-', '−');
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Decimal units (1 kB = 1000 bytes), as the size of a download is usually given. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(formatLocale.value, {
    style: 'unit',
    unit: BYTE_UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

const RELATIVE_STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** “3 days ago”; under a minute it is “now”. */
export function formatAgo(at: number, now: number): string {
  const relative = new Intl.RelativeTimeFormat(formatLocale.value, { numeric: 'auto' });
  for (const [unit, stepMs] of RELATIVE_STEPS) {
    const count = Math.floor((now - at) / stepMs);
    if (count >= 1) return relative.format(-count, unit);
  }
  return relative.format(0, 'second');
}

export function formatLanguageName(tag: string): string {
  return capitalise(new Intl.DisplayNames(formatLocale.value, { type: 'language' }).of(tag) ?? tag);
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase(formatLocale.value) + text.slice(1);
}
