import type { Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountKey, VaultId } from './account-key.ts';
import {
  ATTACHMENT_SALT_BYTES,
  nameAttachment,
  openAttachment,
  sealAttachment,
  type AttachmentAddress,
  type AttachmentFailure,
} from './attachment.ts';
import { deriveCollectionKey, type CollectionKey } from './collection-key.ts';
import { checkEnvelope, openEnvelope, sealEnvelope, type EnvelopeFailure } from './envelope.ts';
import type { Lock, LockKind, LockOf, Wrap, WrapOf } from './lock.ts';
import {
  encodeRecordAddress,
  encodeVaultPrefix,
  isAddressable,
  type RecordAddress,
} from './record-address.ts';
import { unwrapAccountKey, wrapAccountKey } from './wrap.ts';

export interface UnsealedRecord extends RecordAddress {
  readonly payload: Uint8Array;
}

export interface SealedRecord extends RecordAddress {
  readonly envelope: Bytes;
}

/** `locked`: the keyring was disposed of; unlock again and retry. */
export type OpenFailure = EnvelopeFailure | 'locked';

/** An unlocked journal. Payloads are opaque bytes here. */
export interface Keyring {
  readonly vaultId: VaultId;
  /** For a backup; wraps are made by {@link Keyring.wrap}. */
  readonly accountKey: AccountKey;
  /** An address that is not addressable, or a payload above `MAX_PAYLOAD_BYTES`, is a bug and throws. */
  sealRecord(record: UnsealedRecord): Promise<Result<Bytes, 'locked'>>;
  sealRecords(records: readonly UnsealedRecord[]): Promise<Result<readonly Bytes[], 'locked'>>;
  openRecord(record: SealedRecord): Promise<Result<Bytes, OpenFailure>>;
  /** One result per record, in order: a broken one spoils no other. */
  openRecords(records: readonly SealedRecord[]): Promise<readonly Result<Bytes, OpenFailure>[]>;
  /** Pieces of about 64 KiB, which together are what docs/format.md calls a kept recording. */
  sealAttachment(
    address: AttachmentAddress,
    content: AsyncIterable<Uint8Array>,
    length: number,
    /** Of an earlier sealing of the very same content; new without one. */
    salt?: Bytes,
  ): Result<AsyncGenerator<Bytes, void, void>, 'locked'>;
  openAttachment(
    address: AttachmentAddress,
    sealed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Result<AsyncGenerator<Result<Bytes, AttachmentFailure>, void, void>, 'locked'>;
  nameAttachment(attachmentId: string): Result<string, 'locked'>;
  /** Puts the account key under another lock (sign-up, a new passphrase, a recovery kit). */
  wrap<Kind extends LockKind>(lock: LockOf<Kind>): Promise<Result<WrapOf<Kind>, 'locked'>>;
  /** Zeroes every key held here. */
  dispose(): void;
}

/** So many are in flight at once: enough to hide the hop to the crypto thread, few enough to keep a screen smooth. */
const BATCH_SIZE = 128;

/** Takes over the account key: `dispose` zeroes it. */
export function createKeyring(vaultId: VaultId, accountKey: AccountKey, random: RandomBytes): Keyring {
  const keys = { accountKey, vaultId };
  const vaultPrefix = encodeVaultPrefix(vaultId);
  const collectionKeys = new Map<string, CollectionKey>();
  let disposed = false;

  const recordKeyOf = ({ collection, recordId }: RecordAddress): Bytes => {
    let collectionKey = collectionKeys.get(collection);
    if (collectionKey === undefined) {
      collectionKey = deriveCollectionKey(accountKey, vaultId, collection);
      collectionKeys.set(collection, collectionKey);
    }
    return collectionKey.recordKey(recordId);
  };

  const prepare = (record: RecordAddress): RecordSecrets => ({
    recordKey: recordKeyOf(record),
    associatedData: encodeRecordAddress(vaultPrefix, record),
  });

  const sealBatch = async (records: readonly UnsealedRecord[]): Promise<Bytes[]> => {
    if (!records.every(isAddressable))
      throw new RangeError('a record needs ids of visible ASCII and a 32-bit schema');
    const secrets = records.map(prepare);
    const envelopes = await Promise.all(
      secrets.map(({ recordKey, associatedData }, index) =>
        sealEnvelope(recordKey, associatedData, records[index]!.payload, random),
      ),
    );
    for (const { recordKey } of secrets) recordKey.fill(0);
    return envelopes;
  };

  // Every key of a batch is derived before the first is used: mixing the two lets the browser's crypto
  // thread fall asleep between records, and waking it costs more than the work.
  const openBatch = async (records: readonly SealedRecord[]): Promise<Result<Bytes, OpenFailure>[]> => {
    const secrets = records.map((record): Result<RecordSecrets, OpenFailure> => {
      const checked = checkEnvelope(record.envelope);
      if (!checked.ok) return checked;
      if (!isAddressable(record)) return err('corrupt');
      return disposed ? err('locked') : ok(prepare(record));
    });
    const payloads = await Promise.all(
      secrets.map((each, index) =>
        each.ok
          ? openEnvelope(each.value.recordKey, each.value.associatedData, records[index]!.envelope)
          : Promise.resolve(each),
      ),
    );
    for (const each of secrets) if (each.ok) each.value.recordKey.fill(0);
    return payloads;
  };

  return {
    vaultId,
    accountKey,
    async sealRecord(record) {
      return disposed ? err('locked') : ok((await sealBatch([record]))[0]!);
    },
    async sealRecords(records) {
      const envelopes: Bytes[] = [];
      for (let start = 0; start < records.length; start += BATCH_SIZE) {
        if (disposed) return err('locked');
        envelopes.push(...(await sealBatch(records.slice(start, start + BATCH_SIZE))));
      }
      return ok(envelopes);
    },
    async openRecord(record) {
      return (await openBatch([record]))[0]!;
    },
    async openRecords(records) {
      const results: Result<Bytes, OpenFailure>[] = [];
      for (let start = 0; start < records.length; start += BATCH_SIZE) {
        results.push(...(await openBatch(records.slice(start, start + BATCH_SIZE))));
      }
      return results;
    },
    sealAttachment(address, content, length, salt = random(ATTACHMENT_SALT_BYTES)) {
      return disposed ? err('locked') : ok(sealAttachment(keys, address, content, length, salt));
    },
    openAttachment(address, sealed) {
      return disposed ? err('locked') : ok(openAttachment(keys, address, sealed));
    },
    nameAttachment(attachmentId) {
      return disposed ? err('locked') : ok(nameAttachment(accountKey, vaultId, attachmentId));
    },
    async wrap(lock) {
      return disposed ? err('locked') : ok(await wrapAccountKey(accountKey, vaultId, lock, random));
    },
    dispose() {
      disposed = true;
      for (const collectionKey of collectionKeys.values()) collectionKey.destroy();
      collectionKeys.clear();
      revealSecret(accountKey).fill(0);
    },
  };
}

interface RecordSecrets {
  readonly recordKey: Bytes;
  readonly associatedData: Bytes;
}

/** `wrap` is from `parseWrap`; its lock was made again from what the person typed or the device holds. */
export async function unlockKeyring(
  wrap: Wrap,
  lock: Lock,
  random: RandomBytes,
): Promise<Result<Keyring, 'wrong-key'>> {
  const accountKey = await unwrapAccountKey(wrap, lock);
  return accountKey.ok ? ok(createKeyring(wrap.vaultId as VaultId, accountKey.value, random)) : accountKey;
}
