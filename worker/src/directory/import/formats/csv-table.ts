import { IMPORT_LIMITS, type IMPORT_FAILURES, type NewImport } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import { csvFields, sniffDelimiter } from '../csv-fields.ts';
import { csvRecords } from '../csv-records.ts';
import { leaveOut } from '../draft.ts';
import type { Format, RowReading } from '../format.ts';

interface CsvTable<Columns> {
  /** What stands where, told by the heading; or why this is no file of that layout. */
  readonly columnsOf: (
    heading: readonly string[],
    options: NewImport,
  ) => Result<Columns, (typeof IMPORT_FAILURES)[number]>;
  readonly readRow: (row: readonly string[], columns: Columns, options: NewImport) => RowReading;
}

/** A layout whose first row names its columns. */
export function csvTable<Columns>({ columnsOf, readRow }: CsvTable<Columns>): Format {
  return {
    begin(head, options) {
      const start = textStart(head);
      if (start === null) return err('not-that-format');
      const first = firstRow(head, start);
      if (first === null) return err('not-that-format');
      const delimiter = sniffDelimiter(first.text);
      const heading = csvFields(first.text, delimiter);
      if (!heading.ok) return err('not-that-format');
      const columns = columnsOf(heading.value, options);
      if (!columns.ok) return columns;
      const layout = { kind: 'csv' as const, delimiter, heading: [...heading.value] };
      return ok({ layout, start: first.end, records: first.records });
    },
    split: (layout) => csvRecords(delimiterOf(layout).charCodeAt(0), IMPORT_LIMITS.recordBytes),
    reader(layout, options) {
      if (layout.kind !== 'csv' || layout.heading === null) throw new Error('a table has a heading');
      const { delimiter, heading } = layout;
      const columns = columnsOf(heading, options);
      if (!columns.ok) throw new Error('the heading was understood before');
      return (text) => {
        if (text.trim() === '') return null;
        const row = csvFields(text, delimiter);
        if (!row.ok) return leaveOut('malformed', null, text);
        if (row.value.length !== heading.length) {
          return leaveOut('wrong-column-count', String(row.value.length), text);
        }
        return readRow(row.value, columns.value, options);
      };
    },
  };
}

export function delimiterOf(layout: Parameters<Format['split']>[0]): string {
  if (layout.kind !== 'csv') throw new Error('a table is laid out as CSV');
  return layout.delimiter;
}

/** Where the text begins, after a byte order mark; `null` where the bytes are no UTF-8 text at all. */
export function textStart(head: Uint8Array): number | null {
  if (head.includes(0)) return null;
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/** The first row that is not empty; CSV's delimiter is not known yet, and a heading needs none to end. */
function firstRow(
  head: Uint8Array,
  start: number,
): { readonly text: string; readonly end: number; readonly records: number } | null {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
  const rows = csvRecords(0x2c, IMPORT_LIMITS.recordBytes)(head.subarray(start), true).records;
  for (const [index, row] of rows.entries()) {
    if (row.trouble !== null) return null;
    const text = decoder.decode(row.bytes);
    if (text.trim() === '') continue;
    const next = rows[index + 1];
    const end = next === undefined ? head.length : next.bytes.byteOffset - head.byteOffset;
    return { text, end, records: index + 1 };
  }
  return null;
}
