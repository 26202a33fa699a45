import type { EntryId, Journal } from '../../app/journal-port.ts';
import { go } from '../../app/navigation.ts';
import { originOf } from './leave-capture.tsx';
import { noteCapture } from '../today/moment.ts';

/** Back to where the capture was asked for, with what was just saved in sight. */
export function afterSaving(journal: Journal, saved: EntryId, askedFrom: EntryId | null): void {
  const stored = journal.entries.value.find(({ id }) => id === saved);
  if (askedFrom === null && stored !== undefined) noteCapture(stored);
  // Going back from there must not lead to a capture that is over.
  go(originOf(askedFrom), { replace: true });
}
