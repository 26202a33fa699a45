import type { EpochMs } from '@undertone/base/clock';
import { IMPORT_LIMITS, type IMPORT_FAILURES } from '@undertone/contract/directory-import';
import { ok, type Result } from '@undertone/base/result';
import type { SplitSlice } from './file-records.ts';
import { finishEntry } from './finish-entry.ts';
import { formatOf } from './format-of.ts';
import type { ImportRow } from './import-rows.ts';
import { placeDrafts, type FindPostcodes } from './place-drafts.ts';
import { countNotes, type Progress } from './progress.ts';
import { readRecords, type ReadRecords } from './read-records.ts';
import { sortOut, type NotedRow, type NumberedEntry } from './sort-out.ts';
import { storeSlice } from './store-slice.ts';
import type { StoredFile } from './stored-file.ts';

/** Bytes of the file that are read at once: more than its longest record. */
const SLICE_BYTES = 2 * IMPORT_LIMITS.recordBytes;

/** Of a slice of very short records only so many are read, so that what they become stays small. */
const MOST_RECORDS = 2500;

interface SliceParts {
  readonly database: D1Database;
  readonly file: StoredFile;
  readonly findPostcodes: FindPostcodes;
  readonly now: EpochMs;
}

/**
 * Reads the next slice of an import and stores what it says in one transaction, which counts only if nobody else has
 * read this slice meanwhile. `read`: go on. `stale`: somebody has.
 */
export async function readSlice(
  parts: SliceParts,
  row: ImportRow,
): Promise<Result<'read' | 'stale', (typeof IMPORT_FAILURES)[number]>> {
  const { database, file, now } = parts;
  const { options } = row;
  const format = formatOf(options.format);
  let slice: Uint8Array = await file.read(row.readBytes, row.readBytes + SLICE_BYTES);
  let { layout, records: before } = row.progress;
  let start = 0;
  if (layout === null) {
    const begun = format.begin(slice.subarray(0, IMPORT_LIMITS.recordBytes), options);
    if (!begun.ok) return begun;
    ({ layout, start, records: before } = begun.value);
    slice = slice.subarray(start);
  }
  const isWhole = row.readBytes + start + slice.length >= file.bytes;
  const { records, consumed, isEnd, isLast } = firstRecords(
    format.split(layout)(slice, isWhole),
    slice,
    isWhole,
  );
  if (consumed === 0 && !isLast) throw new Error('a slice holds its longest record');

  const read = readRecords(records, before, format, layout, options);
  const { placed, leftOut } = await placeDrafts(read.drafts, options.country, parts.findPostcodes);
  const notes: NotedRow[] = [...read.leftOut, ...leftOut];
  const finished: NumberedEntry[] = [];
  for (const { row: number, draft } of placed) {
    const entry = finishEntry(draft, options.source.id);
    if (entry.ok) finished.push({ row: number, ...entry.value });
    else notes.push({ row: number, note: entry.error });
  }
  const sorted = await sortOut(database, row, finished);
  notes.push(...sorted.notes);
  notes.sort((left, right) => left.row - right.row);

  const readBytes = isLast || isEnd ? file.bytes : row.readBytes + start + consumed;
  const places = read.places.map(({ place }) => place);
  const progress: Progress = {
    ...countNotes(row.progress, notes),
    step: row.progress.step + 1,
    layout,
    records: before + records.length,
    rows: row.progress.rows + read.rows,
    added: row.progress.added + sorted.added + places.length,
    changed: row.progress.changed + sorted.changed,
    unchanged: row.progress.unchanged + sorted.unchanged,
    isCutOff: isLast && (layout.kind === 'json' ? !isEnd : endsInARow(slice, before + records.length, read)),
  };
  const isStored = await storeSlice(database, row, {
    ...{ progress, readBytes, notes, now, places },
    ...{ marks: sorted.marks, replaced: sorted.replaced, rows: sorted.rows },
  });
  return ok(isStored ? 'read' : 'stale');
}

/** Of rows nothing says that they are all; but one that is broken and has no line end was to go on. */
function endsInARow(slice: Uint8Array, lastRow: number, { leftOut }: ReadRecords): boolean {
  const hasLineEnd = /[\r\n]$/.test(String.fromCharCode(slice.at(-1) ?? 0));
  return (
    !hasLineEnd &&
    leftOut.some(({ row, note: { trouble } }) => {
      return row === lastRow && (trouble === 'malformed' || trouble === 'wrong-column-count');
    })
  );
}

function firstRecords(
  split: SplitSlice,
  slice: Uint8Array,
  isLast: boolean,
): SplitSlice & { isLast: boolean } {
  const next = split.records[MOST_RECORDS];
  if (next === undefined) return { ...split, isLast };
  const consumed = next.bytes.byteOffset - slice.byteOffset;
  return { records: split.records.slice(0, MOST_RECORDS), consumed, isEnd: false, isLast: false };
}
