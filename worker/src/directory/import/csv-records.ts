import type { FileRecord, SplitRecords } from './file-records.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Rows of CSV (RFC 4180) with any of the three line ends; a quote opens only at the beginning of a field. An empty row
 * is a record of no bytes. A quoted field that does not end within `recordBytes` was never closed: its first line is
 * one malformed row, and reading goes on at the next line.
 */
export function csvRecords(delimiter: number, recordBytes: number): SplitRecords {
  return (slice, isLast) => {
    const records: FileRecord[] = [];
    let start = 0;
    while (start < slice.length) {
      const end = endOfRow(slice, start, delimiter);
      if (end === 'open-quote' && (isLast || slice.length - start > recordBytes)) {
        const line = endOfLine(slice, start);
        records.push({ bytes: slice.subarray(start, line), trouble: 'malformed' });
        start = afterLineEnd(slice, line);
        continue;
      }
      if (typeof end === 'number' && (end < slice.length || isLast)) {
        // A line feed may follow in the next slice.
        if (slice[end] === CR && end + 1 === slice.length && !isLast && end - start < recordBytes) break;
        const bytes = slice.subarray(start, end);
        records.push({ bytes, trouble: bytes.length > recordBytes ? 'record-too-long' : null });
        start = afterLineEnd(slice, end);
        continue;
      }
      if (slice.length - start <= recordBytes) break;
      // Longer than any row may be and not ended yet: its rest is passed over in pieces, as rows of their own.
      records.push({ bytes: slice.subarray(start), trouble: 'record-too-long' });
      start = slice.length;
    }
    return { records, consumed: Math.min(start, slice.length), isEnd: false };
  };
}

/** Index of the row's line end, or the length of the slice where it has none; `open-quote` within a quoted field. */
function endOfRow(slice: Uint8Array, from: number, delimiter: number): number | 'open-quote' {
  let index = from;
  let isFieldStart = true;
  while (index < slice.length) {
    const byte = slice[index]!;
    if (byte === QUOTE && isFieldStart) {
      index = afterClosingQuote(slice, index + 1);
      if (index < 0) return 'open-quote';
      isFieldStart = false;
      continue;
    }
    if (byte === LF || byte === CR) return index;
    isFieldStart = byte === delimiter;
    index++;
  }
  return slice.length;
}

function afterClosingQuote(slice: Uint8Array, from: number): number {
  let index = slice.indexOf(QUOTE, from);
  while (index >= 0 && slice[index + 1] === QUOTE) index = slice.indexOf(QUOTE, index + 2);
  return index < 0 ? -1 : index + 1;
}

function endOfLine(slice: Uint8Array, from: number): number {
  let index = from;
  while (index < slice.length && slice[index] !== LF && slice[index] !== CR) index++;
  return index;
}

function afterLineEnd(slice: Uint8Array, end: number): number {
  return end + (slice[end] === CR && slice[end + 1] === LF ? 2 : 1);
}
