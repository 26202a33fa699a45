import type { Clock } from '@undertone/base/clock';
import type { RecordId } from '@undertone/contract/primitives';
import { isDeleted, type EntryDocument } from './entry-document.ts';
import { eraseDocument } from './entry-edit.ts';
import type { VaultSession } from './vault-session.ts';
import type { Writer } from './writer.ts';

/** How long a deleted entry can be brought back before its content is erased. */
const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;

/** Which deleted records were due at an earlier opening, and on what day since 1970 by this device that was first so. */
type Due = Readonly<Record<RecordId, number>>;

const DUE_KEY = 'dueForErasure';

/**
 * Erases the content of what was deleted long enough ago. A clock that is wrong for a day erases nothing: a record has
 * to be due at two openings on different days.
 */
export async function eraseDeleted(
  { records, store }: Pick<VaultSession, 'records' | 'store'>,
  deleted: readonly (readonly [RecordId, EntryDocument])[],
  parts: {
    readonly clock: Clock;
    readonly writer: () => Writer;
    readonly onErased: (recordId: RecordId, before: EntryDocument) => void;
  },
): Promise<void> {
  const now = parts.clock.now();
  const today = Math.floor(now / DAY_MS);
  const isDue = (document: EntryDocument) => isDueForErasure(document, now - UNDO_DAYS * DAY_MS);
  const noted = ((await store.readMeta(DUE_KEY)) ?? {}) as Due;
  const due = deleted.filter(([, document]) => isDue(document));
  const waiting: Record<RecordId, number> = {};
  for (const [recordId, document] of due) {
    const since = noted[recordId];
    if (since === undefined || since >= today) {
      waiting[recordId] = today;
      continue;
    }
    const erased = await records.write(recordId, (present) =>
      present !== null && isDue(present) ? eraseDocument(present, parts.writer()) : null,
    );
    if (!erased.ok) waiting[recordId] = since;
    else if (erased.value !== null) parts.onErased(recordId, document);
  }
  if (JSON.stringify(waiting) === JSON.stringify(noted)) return;
  // Refused by a full device they are noted at the next opening.
  await store.writeMeta(DUE_KEY, waiting);
}

function isDueForErasure(document: EntryDocument, before: number): boolean {
  const { deleted = [], ...content } = document.fields;
  if (!isDeleted(document) || deleted.some(({ at }) => at >= before)) return false;
  return Object.keys(content).length > 0 || document.history.length > 0;
}
