import type { Clock, EpochMs, RandomBytes } from '@undertone/base/clock';
import type { Redacted } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import { isUuid } from '@undertone/base/id';
import type { RecordId } from '@undertone/contract/primitives';
import { readBackup, readBackupHeader, unlockBackup, verifyBackup, writeBackup } from '@undertone/crypto/backup';
import type { BackupHeader } from '@undertone/crypto/backup-header';
import { createKdfParams } from '@undertone/crypto/kdf-params';
import { createKeyring, type Keyring, type SealedRecord } from '@undertone/crypto/keyring';
import { derivePassphraseKeys } from '@undertone/crypto/passphrase';
import type { Stretch } from '../account/credentials.ts';
import { isStrongEnough } from '../account/passphrase-policy.ts';
import type { BackupFailure, BackupPort } from '../app/services.ts';
import { parseDocument } from '../vault/document-json.ts';
import { ENTRY_SCHEMA, type EntryDocument } from '../vault/entry-document.ts';
import type { BackupVault } from './backup-vault.ts';

interface OpenBackup {
  readonly header: BackupHeader;
  readonly keyring: Keyring;
}

/** Encrypted files of the whole journal. They open with their own passphrase, here or on any other device. */
export function createBackup(parts: {
  readonly vault: BackupVault;
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
    const verified = await verifyBackup(chunksOf(file), accountKey.value, (record) => onRecord(record, keyring));
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
      const records = await vault.sealedRecords();
      const createdAt = clock.now();
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      const contents = {
        vaultId: keyring.vaultId,
        accountKey: keyring.accountKey,
        createdAt,
        wraps: [unwrap(await keyring.wrap(lock))],
        recordCount: records.length,
        records: reportEach(records, onProgress),
      };
      for await (const piece of writeBackup(contents, random)) pieces.push(piece);
      await parts.onSaved(createdAt);
      return ok(new Blob(pieces, { type: 'application/octet-stream' }));
    },

    async inspect(file, passphrase) {
      const inBackup = new Set<string>();
      const opened = await openVerified(file, passphrase, async (record, keyring) => {
        inBackup.add(record.recordId);
        const document = await openDocument(record, keyring);
        return (document?.createdAt ?? null) as EpochMs | null;
      });
      if (!opened.ok) return opened;
      const { header, keyring, newestAt } = opened.value;
      keyring.dispose();
      const here = await vault.sealedRecords();
      return ok({
        records: header.recordCount,
        newestAt,
        createdAt: header.createdAt,
        sameVault: header.vaultId === vault.keyring().vaultId,
        missingFromBackup: here.filter((record) => !inBackup.has(record.recordId)).length,
      });
    },

    async restore(file, passphrase, onProgress) {
      const opened = await openVerified(file, passphrase, () => Promise.resolve(null));
      if (!opened.ok) return opened;
      const { header, keyring } = opened.value;
      const counts = { added: 0, merged: 0, unchanged: 0 };
      let done = 0;
      try {
        for await (const record of readBackup(chunksOf(file), keyring.accountKey)) {
          if (!record.ok) return record;
          const document = await openDocument(record.value, keyring);
          if (document === null || !isUuid(record.value.recordId)) counts.unchanged++;
          else {
            const merged = await vault.mergeDocument(record.value.recordId as RecordId, document);
            if (!merged.ok) return merged;
            counts[merged.value]++;
          }
          onProgress?.(++done, header.recordCount);
        }
      } finally {
        keyring.dispose();
      }
      return ok(counts);
    },
  };
}

/** `null` for a record of a newer app or one that was already broken when it was saved: the file keeps it. */
async function openDocument(record: SealedRecord, keyring: Keyring): Promise<EntryDocument | null> {
  if (record.collection !== 'entries' || record.schema > ENTRY_SCHEMA) return null;
  const payload = await keyring.openRecord(record);
  if (!payload.ok) return null;
  const document = parseDocument(payload.value);
  return document.ok ? document.value : null;
}

/** Not every browser can iterate a stream by itself. */
async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array, void, void> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

function* reportEach(
  records: readonly SealedRecord[],
  onProgress: ((done: number, total: number) => void) | undefined,
): Generator<SealedRecord, void, void> {
  for (const [index, record] of records.entries()) {
    yield record;
    onProgress?.(index + 1, records.length);
  }
}
