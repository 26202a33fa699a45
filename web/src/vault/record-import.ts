import { err, ok, type Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import type { LocalStore, RecordState } from '../sync/local-store.ts';
import { contains, join, type EntryDocument } from './entry-document.ts';
import type { EntryRecords } from './entry-records.ts';
import type { RecordStates, WriteFailure } from './record-states.ts';

/** Records looked up in one transaction. */
const CHUNK = 250;

export interface ImportCounts {
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
}

export interface ImportOutcome {
  readonly counts: ImportCounts;
  readonly changed: readonly RecordId[];
}

/** Joins states from a backup or another journal into those here. */
export function createRecordImport(parts: {
  readonly store: LocalStore;
  readonly states: RecordStates;
  readonly write: EntryRecords['write'];
  readonly pause: () => Promise<void>;
}): EntryRecords['import'] {
  const { store, states, write } = parts;

  /** Records that are not here yet, in one transaction; returns those that it took. */
  const addAll = async (
    entries: readonly (readonly [RecordId, EntryDocument])[],
  ): Promise<Result<ReadonlySet<RecordId>, WriteFailure>> => {
    const nothing: RecordState = { row: null, queued: [], pulled: [] };
    const prepared = await Promise.all(
      entries.map(([recordId, document]) => states.prepare(recordId, nothing, document, { queue: true })),
    );
    const commits = prepared.flatMap((each) => (each.ok ? [each.value] : []));
    if (commits.length < prepared.length) return err('locked');
    const committed = await store.commitRecords(commits);
    if (!committed.ok) return committed;
    return ok(
      new Set(entries.flatMap(([recordId], index) => (committed.value[index]!.ok ? [recordId] : []))),
    );
  };

  const importOne = async (
    recordId: RecordId,
    document: EntryDocument,
  ): Promise<Result<keyof ImportCounts, WriteFailure>> => {
    let outcome: keyof ImportCounts = 'unchanged';
    const written = await write(recordId, (present) => {
      outcome = present === null ? 'added' : 'merged';
      if (present === null) return document;
      if (!contains(present, document)) return join(present, document);
      outcome = 'unchanged';
      return null;
    });
    return written.ok ? ok(outcome) : written;
  };

  return async (entries) => {
    const counts = { added: 0, merged: 0, unchanged: 0 };
    const changed: RecordId[] = [];
    const note = (recordId: RecordId, outcome: keyof ImportCounts): void => {
      counts[outcome]++;
      if (outcome !== 'unchanged') changed.push(recordId);
    };
    for (let start = 0; start < entries.length; start += CHUNK) {
      const chunk = entries.slice(start, start + CHUNK);
      const present = await store.readRecords(chunk.map(([recordId]) => recordId));
      const added = await addAll(chunk.filter((_, index) => present[index] === undefined));
      if (!added.ok) return added;
      for (const [recordId, document] of chunk) {
        if (added.value.has(recordId)) {
          note(recordId, 'added');
          continue;
        }
        const outcome = await importOne(recordId, document);
        if (!outcome.ok) return outcome;
        note(recordId, outcome.value);
      }
      await parts.pause();
    }
    return ok({ counts, changed });
  };
}
