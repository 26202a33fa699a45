import type { Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import type { Keyring, SealedRecord } from '@undertone/crypto/keyring';
import type { EntryDocument } from '../vault/entry-document.ts';

/** What a backup needs of the journal on this device; the vault provides it. */
export interface BackupVault {
  keyring(): Keyring;
  /** Every record as it is sealed here, read at one moment. */
  sealedRecords(): Promise<readonly SealedRecord[]>;
  /** Joins a state into the record here: nothing that is here is lost, whichever is newer. Queued for sync. */
  mergeDocument(
    recordId: RecordId,
    document: EntryDocument,
  ): Promise<Result<'added' | 'merged' | 'unchanged', 'storage-full'>>;
}
