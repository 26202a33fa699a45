import type { EntryId } from '../../app/journal-port.ts';
import { readPreference, writePreference } from '../../app/stored-preference.ts';

export interface LookedAt {
  /** Whose words they are. */
  readonly of: EntryId | 'new';
  readonly text: string;
}

const KEY = 'undertone.lookForWords';

/** Whether this device looks for words of a hard moment while one writes: on until switched off. */
export function isLooking(): boolean {
  return readPreference(KEY) !== 'off';
}

export function chooseLooking(on: boolean): void {
  writePreference(KEY, on ? null : 'off');
}
