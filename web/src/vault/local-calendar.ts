/** The entry's own calendar: its day never moves when the person travels. */
export interface LocalMoment {
  /** `YYYY-MM-DD`. */
  readonly localDate: string;
  /** `HH:MM`. */
  readonly localTime: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a thousand times what using it does. A zone this device does not know reads as UTC. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: zone });
  } catch {
    formatter = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: 'UTC' });
  }
  formatters.set(zone, formatter);
  return formatter;
}

/** Beyond what a Date can hold, the epoch's own day: a hostile number must not take the timeline down. */
export function toLocalMoment(epochMs: number, zone: string): LocalMoment {
  const valid = Number.isNaN(new Date(epochMs).getTime()) ? 0 : epochMs;
  // Swedish writes dates as ISO 8601 does: "2026-11-21 09:05".
  const [localDate = '', localTime = ''] = formatterOf(zone).format(valid).split(' ');
  return { localDate, localTime };
}

/** Days since 1970-01-01 of a `YYYY-MM-DD` date. */
export function toEpochDay(localDate: string): number {
  return Math.floor(Date.parse(`${localDate}T00:00:00Z`) / 86_400_000);
}
