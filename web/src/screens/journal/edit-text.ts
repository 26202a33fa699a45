import type { Entry, EntryChanges } from '../../app/journal-port.ts';

/** Changed words take their reading with them; it is made again. What the person said they felt stays theirs. */
export function textEdit(entry: Pick<Entry, 'text'>, text: string): EntryChanges {
  if (text === entry.text) return { text };
  return { text, dropScore: 'text', textReading: null };
}
