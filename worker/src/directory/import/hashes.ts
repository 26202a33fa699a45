import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { CareEntryId } from '@undertone/contract/directory';

const ID_BYTES = 12;

/** An entry's public id: 96 bits of SHA-256 over its source and its id there, base64url. */
export async function entryIdOf(source: string, sourceId: string): Promise<CareEntryId> {
  return digestOf(`${source}\n${sourceId}`);
}

/** 96 bits of SHA-256, base64url: 16 characters. */
export async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', utf8(text));
  return toBase64Url(new Uint8Array(hash, 0, ID_BYTES));
}
