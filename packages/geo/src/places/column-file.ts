/**
 * A table as one file: the length of a JSON header (32 bits, little-endian), the header, then the columns in the order
 * in which the header names them. Columns of numbers are LEB128 of the zigzag of each difference to the number before,
 * so that rows which lie near each other take a byte or two each.
 */
export interface ColumnFile {
  /** What the maker wrote beside the columns. */
  readonly about: unknown;
  /** Throws where the file has no column of that name and type: whoever reads it knows what is in it. */
  numbers(name: string): Int32Array<ArrayBuffer>;
  texts(name: string): readonly string[];
}

interface ColumnLine {
  readonly name: string;
  readonly type: 'numbers' | 'texts';
  readonly rows: number;
  readonly bytes: number;
}

interface Header {
  readonly about: unknown;
  readonly columns: readonly ColumnLine[];
}

/** Texts hold no line breaks, numbers fit 31 bits. The same columns make the same bytes. */
export function encodeColumns(
  about: unknown,
  columns: Readonly<Record<string, readonly number[] | readonly string[]>>,
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const lines: ColumnLine[] = [];
  const bodies: Uint8Array[] = [];
  for (const [name, rows] of Object.entries(columns)) {
    const isTexts = typeof rows[0] === 'string';
    const body = isTexts ? encoder.encode(rows.join('\n')) : encodeDeltas(rows as readonly number[]);
    lines.push({ name, type: isTexts ? 'texts' : 'numbers', rows: rows.length, bytes: body.length });
    bodies.push(body);
  }
  const header = encoder.encode(JSON.stringify({ about, columns: lines } satisfies Header));
  const parts = [new Uint8Array(4), header, ...bodies];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  new DataView(file.buffer).setUint32(0, header.length, true);
  return file;
}

/** Throws on anything else than such a file: its hash was checked before. */
export function decodeColumns(file: Uint8Array): ColumnFile {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const headerBytes = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(0, true);
  const { about, columns } = JSON.parse(decoder.decode(file.subarray(4, 4 + headerBytes))) as Header;
  const places = new Map<string, { line: ColumnLine; body: Uint8Array }>();
  let at = 4 + headerBytes;
  for (const line of columns) {
    places.set(line.name, { line, body: file.subarray(at, at + line.bytes) });
    at += line.bytes;
  }
  if (at !== file.length) throw new Error('columns end where the file does not');
  const find = (name: string, type: ColumnLine['type']) => {
    const found = places.get(name);
    if (found?.line.type !== type) throw new Error(`no column of ${type} called ${name}`);
    return found;
  };
  return {
    about,
    numbers(name) {
      const { line, body } = find(name, 'numbers');
      return decodeDeltas(body, line.rows);
    },
    texts(name) {
      const { line, body } = find(name, 'texts');
      const texts = line.rows === 0 ? [] : decoder.decode(body).split('\n');
      if (texts.length !== line.rows) throw new Error(`${name} has another number of rows`);
      return texts;
    },
  };
}

function encodeDeltas(rows: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const row of rows) {
    const delta = row - before;
    before = row;
    let rest = ((delta << 1) ^ (delta >> 31)) >>> 0;
    while (rest > 0x7f) {
      bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

function decodeDeltas(body: Uint8Array, rows: number): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(rows);
  let at = 0;
  let before = 0;
  for (let row = 0; row < rows; row++) {
    let zigzag = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = body[at++] ?? 0;
      zigzag |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    before += (zigzag >>> 1) ^ -(zigzag & 1);
    numbers[row] = before;
  }
  if (at !== body.length) throw new Error('a column has another number of rows');
  return numbers;
}
