import type { FileRecord, SplitRecords } from './file-records.ts';

const CODE = {
  quote: 0x22,
  backslash: 0x5c,
  open: 0x7b,
  close: 0x7d,
  list: 0x5b,
  listEnd: 0x5d,
  comma: 0x2c,
};

/** Where the elements of the array under `key` begin: just after its bracket. `null`: no such array in these bytes. */
export function findArray(head: Uint8Array, key: string): number | null {
  // The key stands in the outermost object; what is before it there (licence, generator) is short.
  const text = new TextDecoder('latin1').decode(head);
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '"') {
      const end = endOfString(head, index + 1);
      if (end < 0) return null;
      if (depth === 1 && text.slice(index + 1, end) === key) {
        const after = /^\s*:\s*\[/.exec(text.slice(end + 1, end + 100));
        if (after !== null) return end + 1 + after[0].length;
      }
      index = end;
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
  }
  return null;
}

/**
 * Objects of a JSON array, each its own record; what stands between them is passed over. An element that does not end
 * within `recordBytes` is one record in trouble, and reading goes on at the next line, or piece, that begins like one.
 */
export function jsonElements(recordBytes: number): SplitRecords {
  return (slice, isLast) => {
    const records: FileRecord[] = [];
    let index = 0;
    let consumed = 0;
    while (index < slice.length) {
      const byte = slice[index]!;
      if (byte === CODE.listEnd) return { records, consumed: slice.length, isEnd: true };
      if (byte !== CODE.open) {
        const end = isBetween(byte) ? index + 1 : endOfScalar(slice, index);
        if (!isBetween(byte)) records.push({ bytes: slice.subarray(index, end), trouble: 'malformed' });
        index = end;
        consumed = index;
        continue;
      }
      const end = endOfObject(slice, index);
      if (end >= 0) {
        const bytes = slice.subarray(index, end);
        records.push({ bytes, trouble: bytes.length > recordBytes ? 'record-too-long' : null });
        index = end;
      } else if (isLast || slice.length - index > recordBytes) {
        const next = nextElement(slice, index + 1);
        records.push({
          bytes: slice.subarray(index, next),
          trouble: isLast ? 'malformed' : 'record-too-long',
        });
        index = next;
      } else break;
      consumed = index;
    }
    // The array was never closed: whatever was to follow is missing.
    if (isLast) records.push({ bytes: slice.subarray(slice.length), trouble: 'malformed' });
    return { records, consumed, isEnd: false };
  };
}

function isBetween(byte: number): boolean {
  return byte === CODE.comma || byte <= 0x20;
}

function endOfScalar(slice: Uint8Array, from: number): number {
  let index = from + 1;
  while (index < slice.length && ![CODE.comma, CODE.listEnd, CODE.open].includes(slice[index]!)) index++;
  return index;
}

/** Index after the object's last brace; -1 where the slice ends before. */
function endOfObject(slice: Uint8Array, from: number): number {
  let depth = 0;
  for (let index = from; index < slice.length; index++) {
    const byte = slice[index];
    if (byte === CODE.quote) {
      index = endOfString(slice, index + 1);
      if (index < 0) return -1;
    } else if (byte === CODE.open || byte === CODE.list) depth++;
    else if (byte === CODE.close || byte === CODE.listEnd) {
      depth--;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}

/** Index of the quote that ends a string; -1 where the slice ends before. */
function endOfString(slice: Uint8Array, from: number): number {
  for (let index = from; ;) {
    const end = slice.indexOf(CODE.quote, index);
    if (end < 0) return -1;
    let backslashes = 0;
    while (end - 1 - backslashes >= from && slice[end - 1 - backslashes] === CODE.backslash) backslashes++;
    if (backslashes % 2 === 0) return end;
    index = end + 1;
  }
}

const TYPE = [...'"type"'].map((char) => char.charCodeAt(0));

/** The next brace with a `"type"` right after it: Overpass and GeoJSON begin each element so. */
function nextElement(slice: Uint8Array, from: number): number {
  for (let index = slice.indexOf(CODE.open, from); index >= 0; index = slice.indexOf(CODE.open, index + 1)) {
    let at = index + 1;
    while (at < slice.length && slice[at]! <= 0x20) at++;
    // A GeoJSON element's own geometry also begins with its type.
    const isGeometry = slice[index - 1] !== undefined && previousSign(slice, index) === 0x3a;
    if (!isGeometry && TYPE.every((code, place) => slice[at + place] === code)) return index;
  }
  return slice.length;
}

function previousSign(slice: Uint8Array, from: number): number | undefined {
  let index = from - 1;
  while (index >= 0 && slice[index]! <= 0x20) index--;
  return slice[index];
}
