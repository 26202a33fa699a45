import { concatBytes, utf8, type Bytes } from '@undertone/base/bytes';

const MAX_FIELD_BYTES = 0xffff;

/**
 * Joins fields so that no two different lists give the same bytes: each is a 2-byte big-endian
 * length and then its bytes. Text is UTF-8. Every `info` and every AAD of the format is made here.
 */
export function encodeFields(...fields: readonly (string | Uint8Array)[]): Bytes {
  const parts: Uint8Array[] = [];
  for (const field of fields) {
    const bytes = typeof field === 'string' ? utf8(field) : field;
    if (bytes.length > MAX_FIELD_BYTES) throw new RangeError(`field of ${bytes.length} bytes`);
    parts.push(new Uint8Array([bytes.length >> 8, bytes.length & 0xff]), bytes);
  }
  return concatBytes(...parts);
}
