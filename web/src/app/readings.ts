import { computed, type ReadonlySignal } from '@preact/signals';
import { fuse } from '@undertone/emotion/fusion';
import { learnReliability, type Correction, type Reliability } from '@undertone/emotion/reliability';
import { toEpochDay } from '../vault/local-calendar.ts';
import type { Entry } from './journal-port.ts';
import type { ReadingsPort } from './services.ts';

export interface Readings extends ReadingsPort {
  /** What corrections have taught, from all of them on this device. */
  readonly reliability: ReadonlySignal<Reliability>;
}

/** The server's arithmetic on this device's entries: the same bits for the same corrections and scores. */
export function createReadings(entries: ReadonlySignal<readonly Entry[]>): Readings {
  const reliability = computed(() => learnReliability(entries.value.flatMap(toCorrection)));
  return {
    reliability,
    readingOf: (entry) => fuse(entry.scores, { reliability: reliability.value }),
  };
}

function toCorrection(entry: Entry): readonly Correction[] {
  if (entry.correction === null || entry.scores.length === 0) return [];
  return [
    {
      id: entry.id,
      localDay: toEpochDay(entry.localDate),
      localHour: Number(entry.localTime.slice(0, 2)),
      label: entry.correction,
      scores: entry.scores,
    },
  ];
}
