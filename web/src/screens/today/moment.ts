import { signal } from '@preact/signals';
import { createTurns } from '@undertone/base/turns';
import type { Modality } from '@undertone/emotion/modality';
import type { Entry, EntryId } from '../../app/journal-port.ts';

/** What the person has just kept from the Today screen. It outlives a look at the journal, not a reload. */
export interface Moment {
  /** An entry still without words: what is written, marked, said or shown next belongs to it. */
  readonly open: EntryId | null;
  /** The entry whose reading is on the screen. */
  readonly kept: EntryId | null;
}

export const moment = signal<Moment>({ open: null, kept: null });

/** One save after the other: what a quick second tap keeps belongs to the entry that the first is still making. */
export const saveInTurn = createTurns();

/** The entry that a new voice minute or face check joins; one that has such a reading is left alone. */
export function openEntryFor(modality: Modality, entries: readonly Entry[]): EntryId | null {
  const entry = entries.find(({ id }) => id === moment.value.open);
  if (entry === undefined || entry.scores.some((score) => score.modality === modality)) return null;
  return entry.id;
}

/** Brings what was just read to the Today screen, open for words where it has none. */
export function noteCapture(entry: Entry): void {
  moment.value = { open: entry.text === '' ? entry.id : null, kept: entry.id };
}
