/** First byte and number of bytes of a part. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * What a `Range` header asks of a file, cut at the file's end. `null` where there is none, or one that is not a
 * single satisfiable range from a first byte on: RFC 9110 (14.2) then lets a server answer with the whole.
 */
export function parseByteRange(header: string | null, totalBytes: number): ByteRange | null {
  const match = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? '');
  if (match === null) return null;
  const offset = Number(match[1]);
  const last = match[2] === '' ? totalBytes - 1 : Math.min(Number(match[2]), totalBytes - 1);
  return offset <= last ? { offset, length: last - offset + 1 } : null;
}
