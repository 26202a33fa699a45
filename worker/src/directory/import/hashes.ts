import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { CareEntryId } from '@undertone/contract/directory';

/* By @noble/hashes and not by the platform: that answers each of millions of short texts by a promise and a buffer. */

const ID_BYTES = 12;

/** An entry's public id: 96 bits of SHA-256 over its source and its id there, base64url. */
export function entryIdOf(source: string, sourceId: string): CareEntryId {
  return digestOf(`${source}\n${sourceId}`);
}

/** 96 bits of SHA-256, base64url: 16 characters. */
export function digestOf(text: string): string {
  return toBase64Url(sha256(utf8(text)).subarray(0, ID_BYTES));
}
