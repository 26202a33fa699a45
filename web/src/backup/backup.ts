import type { Clock, EpochMs, RandomBytes } from '@undertone/base/clock';
import type { Redacted } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import { createUuid, isUuid } from '@undertone/base/id';
import type { RecordId } from '@undertone/contract/primitives';
import {
  readBackup,
  readBackupHeader,
  unlockBackup,
  verifyBackup,
  writeBackup,
} from '@undertone/crypto/backup';
import type { BackupHeader } from '@undertone/crypto/backup-header';
import { createKdfParams } from '@undertone/crypto/kdf-params';
import { createKeyring, type Keyring, type SealedRecord } from '@undertone/crypto/keyring';
import { derivePassphraseKeys } from '@undertone/crypto/passphrase';
import type { Stretch } from '../account/credentials.ts';
import { isStrongEnough } from '../account/passphrase-policy.ts';
import type { BackupFailure, BackupPort } from '../app/services.ts';
import { collectionOf } from '../vault/collections.ts';
import { encodeDocument, parseDocument } from '../vault/document-json.ts';
import { ENTRY_SCHEMA, type EntryDocument } from '../vault/entry-document.ts';
import { chunksOf } from '../attachments/blob-chunks.ts';
import {
  collectRecordings,
  listFrames,
  RECORDINGS_COLLECTION,
  type BackupRecordings,
} from './backup-recordings.ts';
import type { BackupEntry, BackupVault } from './backup-vault.ts';

interface OpenBackup {
  readonly header: BackupHeader;
  readonly keyring: Keyring;
}

/** Encrypted files of the whole journal. They open with their own passphrase, here or on any other device. */
export function createBackup(parts: {
  readonly vault: BackupVault;
  readonly recordings: BackupRecordings;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly stretch: Stretch;
  readonly onSaved: (at: EpochMs) => Promise<void>;
}): BackupPort {
  const { vault, clock, random, stretch } = parts;

  /** Everything that can be wrong with the file is found before anything is done with it. */
  const openVerified = async (
    file: Blob,
    passphrase: Redacted<string>,
    onRecord: (record: SealedRecord, keyring: Keyring) => Promise<EpochMs | null>,
  ): Promise<Result<OpenBackup & { newestAt: EpochMs | null }, BackupFailure>> => {
    const header = await readBackupHeader(chunksOf(file));
    if (!header.ok) return header;
    const wrap = header.value.wraps.find((each) => each.kind === 'passphrase');
    if (wrap?.kind !== 'passphrase') return err('wrong-key');
    const { lock } = await derivePassphraseKeys(passphrase, wrap.kdf, stretch);
    const accountKey = await unlockBackup(header.value, lock);
    if (!accountKey.ok) return accountKey;
    const keyring = createKeyring(header.value.vaultId, accountKey.value, random);
    const verified = await verifyBackup(chunksOf(file), accountKey.value, (record) =>
      onRecord(record, keyring),
    );
    if (!verified.ok) {
      keyring.dispose();
      return verified;
    }
    return ok({ header: header.value, keyring, newestAt: verified.value.newestAt });
  };

  return {
    async save(passphrase, onProgress) {
      if (!isStrongEnough(passphrase)) return err('passphrase-too-weak');
      const keyring = vault.keyring();
      const { lock } = await derivePassphraseKeys(passphrase, createKdfParams(random), stretch);
      const entries = await entriesOf(vault);
      // After the entries: reading them may have set another one aside.
      const unopened = await vault.unopened();
      const recordings = await listFrames(parts.recordings);
      const createdAt = clock.now();
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      const contents = {
        vaultId: keyring.vaultId,
        accountKey: keyring.accountKey,
        createdAt,
        wraps: [unwrap(await keyring.wrap(lock))],
        recordCount: entries.length + unopened.length + recordings.count,
        records: sealEach(entries, keyring, random, [unopened, recordings.frames], onProgress),
      };
      for await (const piece of writeBackup(contents, random)) pieces.push(piece);
      await parts.onSaved(createdAt);
      return ok(new Blob(pieces, { type: 'application/octet-stream' }));
    },

    async inspect(file, passphrase) {
      const inBackup = new Set<string>();
      let records = 0;
      const opened = await openVerified(file, passphrase, async (record, keyring) => {
        if (record.collection === RECORDINGS_COLLECTION) return null;
        records++;
        inBackup.add(record.recordId);
        const document = await openDocument(record, keyring);
        return (document?.createdAt ?? null) as EpochMs | null;
      });
      if (!opened.ok) return opened;
      const { header, keyring, newestAt } = opened.value;
      keyring.dispose();
      const here = await entriesOf(vault);
      return ok({
        records,
        newestAt,
        createdAt: header.createdAt,
        sameVault: header.vaultId === vault.keyring().vaultId,
        missingFromBackup: here.filter(([recordId]) => !inBackup.has(recordId)).length,
      });
    },

    async restore(file, passphrase, onProgress) {
      const opened = await openVerified(file, passphrase, () => Promise.resolve(null));
      if (!opened.ok) return opened;
      const { header, keyring } = opened.value;
      let skipped = 0;
      let done = 0;
      let failure: BackupFailure | null = null;
      const recordings = collectRecordings(parts.recordings, keyring);
      const note = (outcome: Awaited<ReturnType<typeof recordings.flush>>): void => {
        if (outcome !== null && !outcome.ok) failure = 'storage-full';
      };
      async function* entries(): AsyncGenerator<BackupEntry, void, void> {
        for await (const record of readBackup(chunksOf(file), keyring.accountKey)) {
          if (!record.ok) {
            // It was whole a moment ago: a medium that fails now ends the restore, and what came before stands.
            failure = record.error;
            return;
          }
          onProgress?.(++done, header.recordCount);
          if (record.value.collection === RECORDINGS_COLLECTION) {
            note(await recordings.add(record.value));
            continue;
          }
          const document = await openDocument(record.value, keyring);
          if (document === null || !isUuid(record.value.recordId)) skipped++;
          else yield [record.value.recordId as string as RecordId, document];
        }
        note(await recordings.flush());
      }
      try {
        const counts = await vault.importDocuments(entries());
        if (!counts.ok) return err('storage-full');
        return failure !== null
          ? err(failure)
          : ok({ ...counts.value, unchanged: counts.value.unchanged + skipped });
      } finally {
        keyring.dispose();
      }
    },
  };
}

/** `null` for a record of a newer app or one that was already broken when it was saved: the file keeps it. */
async function openDocument(record: SealedRecord, keyring: Keyring): Promise<EntryDocument | null> {
  if (record.collection !== collectionOf(record.recordId) || record.schema > ENTRY_SCHEMA) return null;
  const payload = await keyring.openRecord(record);
  if (!payload.ok) return null;
  const document = parseDocument(payload.value);
  return document.ok ? document.value : null;
}

async function entriesOf(vault: BackupVault): Promise<readonly BackupEntry[]> {
  const entries: BackupEntry[] = [];
  for await (const chunk of vault.documents()) entries.push(...chunk);
  return entries;
}

/**
 * Sealed anew, so that a file tells nothing about which op on a server holds the same state; what does not open
 * goes along as it is.
 */
async function* sealEach(
  entries: readonly BackupEntry[],
  keyring: Keyring,
  random: RandomBytes,
  asTheyAre: readonly (Iterable<SealedRecord> | AsyncIterable<SealedRecord>)[],
  onProgress: ((done: number, total: number) => void) | undefined,
): AsyncGenerator<SealedRecord, void, void> {
  for (const [index, [recordId, document]] of entries.entries()) {
    const collection = collectionOf(recordId);
    const address = { collection, recordId, schema: ENTRY_SCHEMA, opId: createUuid(random) };
    const envelope = unwrap(await keyring.sealRecord({ ...address, payload: encodeDocument(document) }));
    yield { ...address, envelope };
    onProgress?.(index + 1, entries.length);
  }
  for (const records of asTheyAre) yield* records;
}
