import type { EntryId, Journal } from '../../app/journal-port.ts';
import { t } from '../../app/i18n.ts';
import { go, route } from '../../app/navigation.ts';
import type { Route } from '../../app/routes.ts';
import { originOf } from './leave-capture.tsx';
import { noteCapture } from '../today/moment.ts';

/** Says that it is saved, and where, when that is not where it was asked for. */
export function saySaved(saved: EntryId, askedFrom: EntryId | null): string {
  return t(askedFrom === null || askedFrom === saved ? 'capture.saved' : 'capture.savedApart');
}

/**
 * Back to where the capture was asked for, with what was just saved in sight.
 * @param from where the person was when they saved; who has gone elsewhere meanwhile stays there
 */
export function afterSaving(journal: Journal, saved: EntryId, askedFrom: EntryId | null, from: Route): void {
  const stored = journal.entries.value.find(({ id }) => id === saved);
  const isThere = askedFrom === saved;
  if (!isThere && stored !== undefined) noteCapture(stored);
  // Going back from there must not lead to a capture that is over.
  if (route.peek() === from) go(originOf(isThere ? saved : null), { replace: true });
}
