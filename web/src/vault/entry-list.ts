import type { RecordId } from '@undertone/contract/primitives';
import type { Entry, EntryId } from '../app/journal-port.ts';
import { isDeleted, type EntryDocument } from './entry-document.ts';
import { viewEntry } from './entry-view.ts';
import { covers, type Dot, type VersionVector } from './version-vector.ts';

/** The timeline in memory: what the screens see of the opened documents. */
export interface EntryList {
  /** Newest first, without the deleted. */
  all(): readonly Entry[];
  /**
   * Takes in states, in whatever order their reads came back. Returns the ids whose state here had seen
   * something that the given one has not: it was read too early, and must be read again.
   */
  update(entries: readonly (readonly [RecordId, EntryDocument])[]): readonly RecordId[];
  /** Records that have something queued. */
  setUnsynced(unsynced: ReadonlySet<RecordId>): void;
  remove(recordIds: readonly RecordId[]): void;
}

export function createEntryList(): EntryList {
  const shown = new Map<EntryId, Entry>();
  const clocks = new Map<EntryId, VersionVector>();
  let unsynced: ReadonlySet<string> = new Set();
  let sorted: readonly Entry[] = [];

  const resort = (): void => {
    sorted = [...shown.values()].sort(newestFirst);
  };

  return {
    all: () => sorted,
    update(entries) {
      const stale: RecordId[] = [];
      for (const [recordId, document] of entries) {
        const id = recordId as string as EntryId;
        const known = clocks.get(id);
        if (known !== undefined && !dominates(document.clock, known)) {
          stale.push(recordId);
          continue;
        }
        clocks.set(id, document.clock);
        if (isDeleted(document)) shown.delete(id);
        else shown.set(id, viewEntry(id, document, unsynced.has(id)));
      }
      resort();
      return stale;
    },
    setUnsynced(next) {
      const changed = [...shown.values()].filter((entry) => entry.unsynced !== next.has(entry.id as string as RecordId));
      unsynced = next;
      for (const entry of changed) shown.set(entry.id, { ...entry, unsynced: !entry.unsynced });
      if (changed.length > 0) resort();
    },
    remove(recordIds) {
      for (const id of recordIds as readonly string[] as readonly EntryId[]) {
        shown.delete(id);
        clocks.delete(id);
      }
      resort();
    },
  };
}

function newestFirst(left: Entry, right: Entry): number {
  return right.createdAt - left.createdAt || (left.id < right.id ? -1 : 1);
}

function dominates(vector: VersionVector, other: VersionVector): boolean {
  return Object.entries(other).every((dot) => covers(vector, dot as unknown as Dot));
}
