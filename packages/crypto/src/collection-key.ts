import type { Bytes } from '@undertone/base/bytes';
import { revealSecret } from '@undertone/base/redacted';
import type { AccountKey, VaultId } from './account-key.ts';
import { encodeFields } from './fields.ts';
import { createExpander, deriveKeyBytes } from './hkdf.ts';

export const COLLECTION_LABEL = 'undertone/collection/1';

/**
 * Starts every record key's info. Short on purpose: with a UUID and HKDF's counter byte it fits one
 * SHA-256 block (55 bytes), and bulk opening pays for every block.
 */
export const RECORD_LABEL = 'undertone/record';

export interface CollectionKey {
  /** `HKDF-Expand(collection key, "undertone/record" | record id, 32)`; the id is visible ASCII. */
  recordKey(recordId: string): Bytes;
  destroy(): void;
}

/** `HKDF-SHA-256(account key, info = fields(label, vault id, collection), 32)`. */
export function deriveCollectionKey(
  accountKey: AccountKey,
  vaultId: VaultId,
  collection: string,
): CollectionKey {
  const keyBytes = deriveKeyBytes(
    revealSecret(accountKey),
    encodeFields(COLLECTION_LABEL, vaultId, collection),
  );
  const expander = createExpander(keyBytes);
  keyBytes.fill(0);
  return {
    recordKey(recordId) {
      const info = new Uint8Array(RECORD_LABEL.length + recordId.length);
      for (let index = 0; index < RECORD_LABEL.length; index++) info[index] = RECORD_LABEL.charCodeAt(index);
      for (let index = 0; index < recordId.length; index++) {
        info[RECORD_LABEL.length + index] = recordId.charCodeAt(index);
      }
      return expander.expand(info);
    },
    destroy: () => expander.destroy(),
  };
}
