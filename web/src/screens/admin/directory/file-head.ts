import { readCsvHead, type CsvHead } from './csv-head.ts';

/** Of an unpacked file: a heading and a few rows, also those of hundreds of columns. */
const HEAD_BYTES = 64 * 1024;
const PREVIEW_ROWS = 3;

export type FileHead = CsvHead | 'packed' | 'unreadable';

/** Looks into the beginning of a table, which stays on this device; of a gzip file into what it unpacks to. */
export async function readFileHead(file: Blob): Promise<FileHead> {
  try {
    const first = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    if (first[0] === 0x50 && first[1] === 0x4b) return 'packed';
    const isGzip = first[0] === 0x1f && first[1] === 0x8b;
    const bytes = isGzip ? await unpackedHead(file) : first;
    const text = new TextDecoder().decode(bytes, { stream: true });
    const isWhole = bytes.length < HEAD_BYTES;
    return readCsvHead(text, PREVIEW_ROWS, isWhole) ?? 'unreadable';
  } catch {
    // The file is gone, or is no gzip after all.
    return 'unreadable';
  }
}

async function unpackedHead(file: Blob): Promise<Uint8Array> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const bytes = new Uint8Array(HEAD_BYTES);
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, HEAD_BYTES - length);
    bytes.set(part, length);
    length += part.length;
  }
  await reader.cancel();
  return bytes.subarray(0, length);
}
