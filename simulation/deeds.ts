import type { RecordId } from '@undertone/contract/primitives';
import { isDeleted, type EntryDocument } from '@undertone/web/vault/entry-document';
import { covers, type Dot, type VersionVector } from '@undertone/web/vault/version-vector';

/** Something a person did, told by what they had on their screen and not by how the app merges. */
export interface Deed {
  /** `erase` is a device's own: it forgets what was deleted long enough ago. */
  readonly kind: 'write' | 'delete' | 'undelete' | 'erase';
  readonly recordId: RecordId;
  /** Unlike any other; `null` when the deed wrote no text. */
  readonly text: string | null;
  /** What the state it was done on had seen. */
  seen: VersionVector;
  /** That state, as JSON. */
  before: string;
  /** Its own mark in the state that was saved. */
  dot: Dot | null;
  /** The app said that it was saved. Otherwise a crash came first, and either outcome is right. */
  saved: boolean;
}

/** What must be true of a record once every device has heard of everything; an empty list means all is well. */
export function faultsOf(
  recordId: RecordId,
  document: EntryDocument | null,
  deeds: readonly Deed[],
): readonly string[] {
  const own = deeds.filter((deed) => deed.recordId === recordId && deed.dot !== null);
  const saved = own.filter((deed) => deed.saved);
  if (document === null) return saved.length === 0 ? [] : [`${recordId}: saved, but gone`];
  const json = JSON.stringify(document);
  const lost = saved
    .filter(({ text }) => text !== null && !json.includes(JSON.stringify(text)))
    .filter((deed) => !wasErased(deed, own))
    .map(({ text }) => `${recordId}: the saved text ${text} is neither shown nor in the history`);
  return [...lost, ...faultsOfDeletion(recordId, document, own)];
}

/** By a device that had seen it, and also whoever brought it back. */
function wasErased(write: Deed, deeds: readonly Deed[]): boolean {
  const erasures = deeds.filter(({ kind }) => kind === 'erase');
  const isSeen = ({ dot }: Deed) => erasures.some(({ seen }) => covers(seen, dot!));
  const broughtBack = deeds.filter(
    ({ kind, saved, before }) => kind === 'undelete' && saved && before.includes(JSON.stringify(write.text)),
  );
  return isSeen(write) && broughtBack.every(isSeen);
}

function faultsOfDeletion(
  recordId: RecordId,
  document: EntryDocument,
  deeds: readonly Deed[],
): readonly string[] {
  const isDeletion = ({ kind }: Deed) => kind === 'delete' || kind === 'erase';
  const deletions = deeds.filter(isDeletion);
  const wasSeenBy = (deed: Deed, deleters: readonly Deed[]) =>
    deleters.some((deletion) => covers(deletion.seen, deed.dot!));
  const others = deeds.filter((deed) => !isDeletion(deed));
  const unseen = others.filter((deed) => deed.saved && !wasSeenBy(deed, deletions));
  if (isDeleted(document) && unseen.length > 0) {
    return [
      `${recordId}: deleted, though nobody who deleted it had seen ${unseen[0]!.text ?? unseen[0]!.kind}`,
    ];
  }
  const savedDeletions = deletions.filter((deed) => deed.saved);
  const undone = deeds.some((deed) => deed.kind === 'undelete');
  const allSeen = others.every((deed) => wasSeenBy(deed, savedDeletions));
  if (!isDeleted(document) && savedDeletions.length > 0 && allSeen && !undone) {
    return [`${recordId}: still there, though everything in it was deleted by somebody who had seen it`];
  }
  return [];
}
