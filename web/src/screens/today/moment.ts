import { signal } from '@preact/signals';
import type { EntryId } from '../../app/journal-port.ts';

/** What the person has just kept on the Today screen. It outlives a look at the journal, not a reload. */
export interface Moment {
  /** A mood entry still without words: what is written next belongs to it. */
  readonly moodEntry: EntryId | null;
  /** The entry whose reading is on the screen. */
  readonly kept: EntryId | null;
}

export const moment = signal<Moment>({ moodEntry: null, kept: null });
