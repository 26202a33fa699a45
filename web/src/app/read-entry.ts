import type { EntryId, Journal } from './journal-port.ts';
import type { TextReaderPort } from './services.ts';

export type ReadOutcome =
  | 'read'
  | 'no-text'
  | 'entry-gone'
  | 'cancelled'
  | 'not-kept'
  | 'no-webassembly'
  | 'model-corrupt'
  | 'model-missing'
  | 'crashed';

/**
 * Reads an entry that is already safe on the device and adds the result to it. A failure leaves the entry as it was:
 * a reading is a second opinion and never stands between a person and their words.
 */
export async function readEntry(
  { journal, reader }: { readonly journal: Journal; readonly reader: TextReaderPort },
  id: EntryId,
  signal?: AbortSignal,
): Promise<ReadOutcome> {
  const text = textOf(journal, id);
  if (text === null) return 'entry-gone';
  if (text.trim() === '') return 'no-text';
  const read = await reader.read(text, signal === undefined ? {} : { signal });
  if (!read.ok) return read.error.code;
  // The text may have changed while it was read; a reading of other words must not be attached.
  if (textOf(journal, id) !== text) return 'cancelled';
  const saved = await journal.edit(id, { addScore: read.value.score, textReading: read.value.detail });
  if (saved.ok) return 'read';
  switch (saved.error.code) {
    case 'storage-full':
    case 'storage-unavailable':
      return 'not-kept';
    case 'vault-locked':
      return 'cancelled';
    default:
      return 'entry-gone';
  }
}

function textOf(journal: Journal, id: EntryId): string | null {
  return journal.entries.value.find((entry) => entry.id === id)?.text ?? null;
}
