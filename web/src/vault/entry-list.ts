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
  /** Records that have something queued; only those `among` the given ones may have changed. */
  setUnsynced(unsynced: ReadonlySet<RecordId>, among?: readonly RecordId[]): void;
}

export function createEntryList(): EntryList {
  const clocks = new Map<EntryId, VersionVector>();
  const shown = new Map<EntryId, Entry>();
  let unsynced: ReadonlySet<string> = new Set();
  let sorted: readonly Entry[] = [];

  /** One pass over the timeline, however many change: a whole journal arrives in dozens of these. */
  const replace = (changes: ReadonlyMap<EntryId, Entry | null>): void => {
    const added: Entry[] = [];
    let isKnown = false;
    for (const [id, entry] of changes) {
      isKnown ||= shown.has(id);
      if (entry === null) shown.delete(id);
      else {
        shown.set(id, entry);
        added.push(entry);
      }
    }
    const kept = isKnown ? sorted.filter(({ id }) => !changes.has(id)) : sorted;
    sorted = mergeSorted(kept, added.sort(newestFirst));
  };

  return {
    all: () => sorted,
    update(entries) {
      const stale: RecordId[] = [];
      const changes = new Map<EntryId, Entry | null>();
      for (const [recordId, document] of entries) {
        const id = recordId as string as EntryId;
        const known = clocks.get(id);
        if (known !== undefined && !dominates(document.clock, known)) {
          stale.push(recordId);
          continue;
        }
        clocks.set(id, document.clock);
        changes.set(id, isDeleted(document) ? null : viewEntry(id, document, unsynced.has(id)));
      }
      if (changes.size > 0) replace(changes);
      return stale;
    },
    setUnsynced(next, among) {
      const ids = (among as readonly string[] | undefined) ?? [...shown.keys()];
      const changes = new Map<EntryId, Entry>();
      for (const id of ids as readonly EntryId[]) {
        const entry = shown.get(id);
        const isUnsynced = next.has(id as string as RecordId);
        if (entry !== undefined && entry.unsynced !== isUnsynced)
          changes.set(id, { ...entry, unsynced: isUnsynced });
      }
      unsynced = next;
      if (changes.size > 0) replace(changes);
    },
  };
}

function newestFirst(left: Entry, right: Entry): number {
  return right.createdAt - left.createdAt || (left.id < right.id ? -1 : 1);
}

function mergeSorted(left: readonly Entry[], right: readonly Entry[]): readonly Entry[] {
  const merged: Entry[] = [];
  let from = 0;
  for (const entry of left) {
    while (from < right.length && newestFirst(right[from]!, entry) < 0) merged.push(right[from++]!);
    merged.push(entry);
  }
  while (from < right.length) merged.push(right[from++]!);
  return merged;
}

function dominates(vector: VersionVector, other: VersionVector): boolean {
  return vector === other || Object.entries(other).every((dot) => covers(vector, dot as unknown as Dot));
}
