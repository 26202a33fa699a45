import { IMPORT_LIMITS, type NewImport } from '@undertone/contract/directory-import';
import { parseUtf8 } from '@undertone/base/bytes';
import { leaveOut, type Draft, type RowNote } from './draft.ts';
import type { FileRecord } from './file-records.ts';
import type { Format, PostcodePlace } from './format.ts';
import type { Layout } from './progress.ts';

/** What is known of a row besides its content. */
export interface RowPlace {
  /** Of the file, from 1. */
  readonly row: number;
}

export interface ReadRecords {
  readonly drafts: readonly (RowPlace & { readonly draft: Draft })[];
  readonly places: readonly (RowPlace & { readonly place: PostcodePlace })[];
  readonly leftOut: readonly (RowPlace & { readonly note: RowNote })[];
  /** Records that were not empty. */
  readonly rows: number;
}

/** Every record of a slice as what it says; `before`: records that came before this slice. */
export function readRecords(
  records: readonly FileRecord[],
  before: number,
  format: Format,
  layout: Layout,
  options: NewImport,
): ReadRecords {
  const readRow = format.reader(layout, options);
  const drafts: (RowPlace & { draft: Draft })[] = [];
  const places: (RowPlace & { place: PostcodePlace })[] = [];
  const leftOut: (RowPlace & { note: RowNote })[] = [];
  let rows = 0;
  for (const [index, record] of records.entries()) {
    const row = before + index + 1;
    const reading = readRecord(record, readRow);
    if (reading === null) continue;
    rows++;
    if ('draft' in reading) drafts.push({ row, draft: reading.draft });
    else if ('place' in reading) places.push({ row, place: reading.place });
    else leftOut.push({ row, note: reading.leftOut });
  }
  return { drafts, places, leftOut, rows };
}

function readRecord({ bytes, trouble }: FileRecord, readRow: ReturnType<Format['reader']>) {
  if (trouble !== null) return leaveOut(trouble, null, lossyText(bytes));
  if (bytes.length > IMPORT_LIMITS.recordBytes) return leaveOut('record-too-long', null, lossyText(bytes));
  const text = parseUtf8(bytes);
  return text.ok ? readRow(text.value) : leaveOut('not-utf-8', null, lossyText(bytes));
}

const EXCERPT_BYTES = 400;

function lossyText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, EXCERPT_BYTES));
}
