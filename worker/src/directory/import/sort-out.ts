import type { RowNote } from './draft.ts';
import { findListedElsewhere, findMarked, findStanding, newRowOf, type NewRow } from './entry-rows.ts';
import type { FinishedEntry } from './finish-entry.ts';
import type { ImportRow } from './import-rows.ts';

export interface NumberedEntry extends FinishedEntry {
  readonly row: number;
}

export interface NotedRow {
  readonly row: number;
  readonly note: RowNote;
}

interface Sorted {
  /** Ids of the source that this slice brings for the first time. */
  readonly marks: readonly string[];
  /** Rows of the directory that what they describe has outgrown. */
  readonly replaced: readonly number[];
  readonly rows: readonly NewRow[];
  readonly notes: readonly NotedRow[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What is new, what is otherwise than it stands, and what is there twice. */
export async function sortOut(
  database: D1Database,
  { id, options }: ImportRow,
  finished: readonly NumberedEntry[],
): Promise<Sorted> {
  const marks = new Set<string>();
  const notes: NotedRow[] = [];
  if (finished.length === 0) {
    return { marks: [], replaced: [], rows: [], notes, added: 0, changed: 0, unchanged: 0 };
  }
  const source = options.source.id;
  const sourceIds = finished.map(({ sourceId }) => sourceId);
  const [marked, { standing, hidden }, elsewhere] = await Promise.all([
    findMarked(database, id, sourceIds),
    findStanding(database, source, sourceIds),
    findListedElsewhere(database, source, finished),
  ]);
  const met = finished.filter((each) => {
    const { row, sourceId } = each;
    if (marked.has(sourceId) || marks.has(sourceId)) {
      notes.push({ row, note: { trouble: 'duplicate-id', field: 'sourceId', excerpt: sourceId } });
      return false;
    }
    if (elsewhere.has(each)) {
      const excerpt = each.entry.name;
      notes.push({ row, note: { trouble: 'duplicate-of-other-source', field: null, excerpt } });
      return false;
    }
    marks.add(sourceId);
    for (const note of each.notes) notes.push({ row, note });
    return true;
  });
  const made = met.map((each) => {
    const stands = standing.get(each.sourceId);
    return { stands, ...newRowOf(each, hidden.has(each.sourceId)) };
  });
  const fresh = made.filter(({ stands, digest }) => stands?.digest !== digest);
  const replaced = fresh.flatMap(({ stands }) => (stands === undefined ? [] : [stands.id]));
  return {
    ...{ marks: [...marks], replaced, notes },
    rows: fresh.map(({ row }) => row),
    added: fresh.length - replaced.length,
    changed: replaced.length,
    unchanged: made.length - fresh.length,
  };
}
