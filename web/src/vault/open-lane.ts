import { toOpenScore, type OpenLane } from '@undertone/contract/open-lane';
import type { Modality } from '@undertone/emotion/modality';
import type { Entry } from '../app/journal-port.ts';
import { toEpochDay } from './local-calendar.ts';

export type Granted = Readonly<Record<Modality, boolean>>;

export const NOTHING_GRANTED: Granted = { text: false, voice: false, face: false };

/** The numbers of an entry that consent lets out; `null` when there are none, or the entry is deleted. */
export function openLaneOf(entry: Entry, granted: Granted): OpenLane | null {
  const scores = entry.scores
    .filter(({ modality }) => granted[modality])
    .map(toOpenScore)
    .filter((score) => score !== null);
  if (scores.length === 0) return null;
  return {
    localDay: toEpochDay(entry.localDate),
    localHour: Number(entry.localTime.slice(0, 2)),
    scores,
    correction: entry.correction,
  };
}

/** What is left of a lane that was made when more was granted. */
export function narrowLane(lane: OpenLane | null, granted: Granted): OpenLane | null {
  const scores = lane?.scores.filter(({ modality }) => granted[modality]) ?? [];
  return lane === null || scores.length === 0 ? null : { ...lane, scores };
}
