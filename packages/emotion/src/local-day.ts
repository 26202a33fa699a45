import { err, ok, type Result } from '@undertone/base/result';

const LOCAL_DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a calendar date `YYYY-MM-DD`, whatever the zone: the number the open lane carries. */
export function parseLocalDay(localDate: string): Result<number, 'malformed-local-date'> {
  const parts = LOCAL_DATE_PATTERN.exec(localDate);
  if (parts === null) return err('malformed-local-date');
  const midnightMs = Date.parse(`${localDate}T00:00:00Z`);
  // Engines may roll 30 February over into March instead of refusing it.
  if (Number.isNaN(midnightMs) || toLocalDate(midnightMs / DAY_MS) !== localDate)
    return err('malformed-local-date');
  return ok(midnightMs / DAY_MS);
}

/** `YYYY-MM-DD` of a whole day number within the years 0000 to 9999. */
export function toLocalDate(localDay: number): string {
  return new Date(localDay * DAY_MS).toISOString().slice(0, 10);
}
