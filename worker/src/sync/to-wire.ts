import type { StoredReading } from '@undertone/contract/reading';

/** Leaves the scores behind: the device has its own. */
export function toWire(stored: StoredReading): StoredReading {
  const { seq, recordId, localDay, localHour, correction, reliability, reading } = stored;
  return { seq, recordId, localDay, localHour, correction, reliability, reading };
}
