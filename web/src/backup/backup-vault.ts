import type { Result } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import type { Keyring, SealedRecord } from '@undertone/crypto/keyring';
import type { EntryDocument } from '../vault/entry-document.ts';
import type { ImportCounts } from '../vault/record-import.ts';
import type { WriteFailure } from '../vault/record-states.ts';

export type BackupEntry = readonly [RecordId, EntryDocument];

/** What a backup needs of the journal on this device; the vault provides it. */
export interface BackupVault {
  keyring(): Keyring;
  /** Every entry that opens here, in chunks; deleted ones as well, so that a restore does not bring them back. */
  documents(): AsyncIterable<readonly BackupEntry[]>;
  /** What is set aside because it does not open here, as it came: a newer app may open it from the file. */
  unopened(): Promise<readonly SealedRecord[]>;
  /** Joins states into the records here: nothing that is here is lost, whichever is newer. Queued for sync. */
  importDocuments(entries: AsyncIterable<BackupEntry>): Promise<Result<ImportCounts, WriteFailure>>;
}
