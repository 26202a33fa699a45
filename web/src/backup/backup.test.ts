import { utf8, type Bytes } from '@undertone/base/bytes';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { redact } from '@undertone/base/redacted';
import { err, ok, unwrap } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import { createVault } from '@undertone/crypto/account-key';
import type { KdfParams } from '@undertone/crypto/kdf-params';
import { readBackup, readBackupHeader, unlockBackup } from '@undertone/crypto/backup';
import { createKeyring, type SealedRecord } from '@undertone/crypto/keyring';
import { derivePassphraseKeys } from '@undertone/crypto/passphrase';
import { expect, test } from 'vitest';
import { contains, join, type EntryDocument } from '../vault/entry-document.ts';
import { createDocument, editDocument } from '../vault/entry-edit.ts';
import type { ReplicaId } from '../vault/version-vector.ts';
import { createBackup } from './backup.ts';

const PASSPHRASE = redact('a quiet morning in May');

const cheapStretch = async (passphrase: string, kdf: KdfParams): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-512', utf8(`${kdf.salt}${passphrase}`)));

/** A journal in memory with real crypto and real merging. */
function createJournal(vault = createVault(systemRandom), now = 1000) {
  const keyring = createKeyring(vault.vaultId, vault.accountKey, systemRandom);
  const documents = new Map<RecordId, EntryDocument>();
  const saved: number[] = [];
  const journal = {
    documents,
    saved,
    full: false,
    unopened: [] as SealedRecord[],
    keyring,
    backup: createBackup({
      clock: { now: () => now as EpochMs },
      random: systemRandom,
      stretch: cheapStretch,
      onSaved: async (at) => void saved.push(at),
      recordings: {
        list: async () => [],
        part: async () => undefined,
        take: async () => ok(),
      },
      vault: {
        keyring: () => keyring,
        async *documents() {
          yield [...documents];
        },
        unopened: async (): Promise<SealedRecord[]> => journal.unopened,
        async importDocuments(entries) {
          const counts = { added: 0, merged: 0, unchanged: 0 };
          for await (const [recordId, document] of entries) {
            if (journal.full) return err('storage-full');
            const present = documents.get(recordId);
            const unchanged = present !== undefined && contains(present, document);
            if (!unchanged)
              documents.set(recordId, present === undefined ? document : join(present, document));
            counts[unchanged ? 'unchanged' : present === undefined ? 'added' : 'merged']++;
          }
          return ok(counts);
        },
      },
    }),
  };
  return journal;
}

const writer = (at: number) => ({ replica: createUuid(systemRandom) as string as ReplicaId, at });

function write(journal: ReturnType<typeof createJournal>, text: string, at: number): RecordId {
  const recordId = createUuid(systemRandom) as RecordId;
  journal.documents.set(recordId, createDocument({ zone: 'Europe/Paris', changes: { text } }, writer(at)));
  return recordId;
}

test('a backup brings a whole journal to another one, sealed under its keys', async () => {
  const first = createJournal();
  const ids = [write(first, 'one', 10), write(first, 'two', 20)];
  const file = unwrap(await first.backup.save(PASSPHRASE));
  expect(first.saved).toEqual([1000]);
  const second = createJournal();
  const mine = write(second, 'mine', 5);
  expect(unwrap(await second.backup.inspect(file, PASSPHRASE))).toEqual({
    records: 2,
    newestAt: 20,
    createdAt: 1000,
    sameVault: false,
    missingFromBackup: 1,
  });
  expect(second.documents.size).toBe(1);
  expect(unwrap(await second.backup.restore(file, PASSPHRASE))).toEqual({
    added: 2,
    merged: 0,
    unchanged: 0,
  });
  expect([...second.documents.keys()].sort()).toEqual([...ids, mine].sort());
});

test('what did not open here is in the file as it came, and stands in the way of nothing', async () => {
  const first = createJournal();
  write(first, 'one', 10);
  const address = { collection: 'dreams', recordId: createUuid(systemRandom), schema: 7, opId: 'op-1' };
  const strange = { ...address, envelope: new Uint8Array(300).fill(9) };
  first.unopened.push(strange);
  const file = unwrap(await first.backup.save(PASSPHRASE));
  const bytes = [new Uint8Array(await file.arrayBuffer())];
  const header = unwrap(await readBackupHeader(bytes));
  const [wrap] = header.wraps;
  if (wrap?.kind !== 'passphrase') throw new Error('a backup is wrapped by its passphrase');
  const { lock } = await derivePassphraseKeys(PASSPHRASE, wrap.kdf, cheapStretch);
  const records: SealedRecord[] = [];
  for await (const record of readBackup(bytes, unwrap(await unlockBackup(header, lock))))
    records.push(unwrap(record));
  expect(records.at(-1)).toEqual(strange);
  const second = createJournal();
  expect(unwrap(await second.backup.inspect(file, PASSPHRASE))).toMatchObject({ records: 2, newestAt: 10 });
  expect(unwrap(await second.backup.restore(file, PASSPHRASE))).toEqual({
    added: 1,
    merged: 0,
    unchanged: 1,
  });
});

test('restoring an older state never undoes what was written since', async () => {
  const journal = createJournal();
  const recordId = write(journal, 'old', 10);
  write(journal, 'same', 11);
  const file = unwrap(await journal.backup.save(PASSPHRASE));
  const edited = editDocument(journal.documents.get(recordId)!, { text: 'new' }, writer(30));
  journal.documents.set(recordId, edited);
  expect(unwrap(await journal.backup.restore(file, PASSPHRASE))).toEqual({
    added: 0,
    merged: 0,
    unchanged: 2,
  });
  expect(journal.documents.get(recordId)).toEqual(edited);
});

test('a backup with an edit of its own is merged, so both are kept', async () => {
  const vault = createVault(systemRandom);
  const bytes = () => ({ ...vault });
  const first = createJournal(bytes());
  const recordId = write(first, 'base', 10);
  const second = createJournal(bytes());
  second.documents.set(recordId, editDocument(first.documents.get(recordId)!, { text: 'here' }, writer(20)));
  first.documents.set(recordId, editDocument(first.documents.get(recordId)!, { text: 'there' }, writer(30)));
  const file = unwrap(await first.backup.save(PASSPHRASE));
  expect(unwrap(await second.backup.inspect(file, PASSPHRASE)).sameVault).toBe(true);
  expect(unwrap(await second.backup.restore(file, PASSPHRASE)).merged).toBe(1);
  expect(JSON.stringify(second.documents.get(recordId))).toMatch(/here.*there|there.*here/);
});

test('a file that is broken anywhere changes nothing', async () => {
  const first = createJournal();
  for (let index = 0; index < 200; index++) write(first, `entry ${index} `.repeat(60), index);
  const file = unwrap(await first.backup.save(PASSPHRASE));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const flipped = bytes.slice();
  flipped[flipped.length - 100]! ^= 1;
  const second = createJournal();
  for (const [broken, error] of [
    [bytes.slice(0, -40), 'truncated'],
    [flipped, 'corrupt'],
    [utf8('dear diary'), 'not-a-backup'],
  ] as const) {
    expect(await second.backup.restore(new Blob([broken]), PASSPHRASE)).toEqual(err(error));
    expect(await second.backup.inspect(new Blob([broken]), PASSPHRASE)).toEqual(err(error));
  }
  expect(await second.backup.restore(file, redact('rain over the harbour'))).toEqual(err('wrong-key'));
  expect(second.documents.size).toBe(0);
});

test('progress runs to the end, and a full device says so', async () => {
  const first = createJournal();
  write(first, 'one', 10);
  write(first, 'two', 20);
  const progress: string[] = [];
  const file = unwrap(
    await first.backup.save(PASSPHRASE, (done, total) => progress.push(`${done}/${total}`)),
  );
  const second = createJournal();
  await second.backup.restore(file, PASSPHRASE, (done, total) => progress.push(`${done}/${total}`));
  expect(progress).toEqual(['1/2', '2/2', '1/2', '2/2']);
  second.full = true;
  expect(await second.backup.restore(file, PASSPHRASE)).toEqual(err('storage-full'));
});

test('a weak passphrase seals no backup', async () => {
  expect(await createJournal().backup.save(redact('short'))).toEqual(err('passphrase-too-weak'));
});
