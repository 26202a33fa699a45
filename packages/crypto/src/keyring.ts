import type { Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountKey, VaultId } from './account-key.ts';
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
  /** Puts the account key under another lock (sign-up, a new passphrase, a recovery kit). */
  wrap<Kind extends LockKind>(lock: LockOf<Kind>): Promise<Result<WrapOf<Kind>, 'locked'>>;
  /** Zeroes every key held here. */
  dispose(): void;
}

/** So many are in flight at once: enough to hide the hop to the crypto thread, few enough to stay small. */
const BATCH_SIZE = 512;

/** Takes over the account key: `dispose` zeroes it. */
export function createKeyring(vaultId: VaultId, accountKey: AccountKey, random: RandomBytes): Keyring {
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

  const seal = async (record: UnsealedRecord): Promise<Bytes> => {
    if (!isAddressable(record))
      throw new RangeError('a record needs ids of visible ASCII and a 32-bit schema');
    const recordKey = recordKeyOf(record);
    const envelope = await sealEnvelope(
      recordKey,
      encodeRecordAddress(vaultPrefix, record),
      record.payload,
      random,
    );
    recordKey.fill(0);
    return envelope;
  };

  const open = async (record: SealedRecord): Promise<Result<Bytes, OpenFailure>> => {
    const checked = checkEnvelope(record.envelope);
    if (!checked.ok) return checked;
    if (!isAddressable(record)) return err('corrupt');
    if (disposed) return err('locked');
    const recordKey = recordKeyOf(record);
    const payload = await openEnvelope(recordKey, encodeRecordAddress(vaultPrefix, record), record.envelope);
    recordKey.fill(0);
    return payload;
  };

  return {
    vaultId,
    accountKey,
    async sealRecord(record) {
      return disposed ? err('locked') : ok(await seal(record));
    },
    async sealRecords(records) {
      const envelopes: Bytes[] = [];
      for (let start = 0; start < records.length; start += BATCH_SIZE) {
        if (disposed) return err('locked');
        envelopes.push(...(await Promise.all(records.slice(start, start + BATCH_SIZE).map(seal))));
      }
      return ok(envelopes);
    },
    openRecord: open,
    async openRecords(records) {
      const results: Result<Bytes, OpenFailure>[] = [];
      for (let start = 0; start < records.length; start += BATCH_SIZE) {
        results.push(...(await Promise.all(records.slice(start, start + BATCH_SIZE).map(open))));
      }
      return results;
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

/** `wrap` is from `parseWrap`; its lock was made again from what the person typed or the device holds. */
export async function unlockKeyring(
  wrap: Wrap,
  lock: Lock,
  random: RandomBytes,
): Promise<Result<Keyring, 'wrong-key'>> {
  const accountKey = await unwrapAccountKey(wrap, lock);
  return accountKey.ok ? ok(createKeyring(wrap.vaultId as VaultId, accountKey.value, random)) : accountKey;
}
