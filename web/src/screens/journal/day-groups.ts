import type { Entry } from '../../app/journal-port.ts';

export interface DayGroup {
  /** The entries' own local date, not this device's. */
  readonly localDate: string;
  readonly entries: readonly Entry[];
}

/**
 * Newest day first, and within a day newest first by the entry's own clock. An entry written across the date line
 * joins its own day, wherever the order of moments would put it.
 */
export function groupByDay(entries: readonly Entry[]): readonly DayGroup[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = days.get(entry.localDate);
    if (day === undefined) days.set(entry.localDate, [entry]);
    else day.push(entry);
  }
  return [...days]
    .map(([localDate, ofDay]) => ({ localDate, entries: ofDay.sort(byOwnClock) }))
    .sort((left, right) => (left.localDate < right.localDate ? 1 : -1));
}

function byOwnClock(left: Entry, right: Entry): number {
  if (left.localTime !== right.localTime) return left.localTime < right.localTime ? 1 : -1;
  return right.createdAt - left.createdAt;
}
