import { Dexie, type EntityTable } from 'dexie';
import type { RandomBytes } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { createVault } from '@undertone/crypto/account-key';
import { createDeviceLock, deviceLock } from '@undertone/crypto/device-lock';
import { createKeyring, unlockKeyring, type Keyring } from '@undertone/crypto/keyring';
import { parseWrap } from '@undertone/crypto/wrap';
import { filesDatabaseNameOf } from '../attachments/files-database.ts';
import { refuseNewer } from './database-version.ts';
import { databaseNameOf } from './dexie-backend.ts';
import { toStorageFailure } from './storage-errors.ts';

/** Which vaults this device holds, and the lock that opens each without asking. */
export interface VaultHome {
  /** The vault of this device; the first call ever makes it. */
  current(): Promise<Keyring>;
  /** The vault that the current one was being moved into when the app died, if any. */
  incoming(): Promise<Keyring | null>;
  /** Puts `keyring` under this device's lock, as the vault that the current one moves into. */
  addIncoming(keyring: Keyring): Promise<void>;
  /** From now on the incoming vault is the current one. */
  completeMove(): Promise<void>;
  /** Vaults that were moved out of. */
  retired(): Promise<readonly Keyring[]>;
  forgetRetired(vaultId: string): Promise<void>;
  /** Deletes every vault of this device with its rows and keys. */
  erase(): Promise<void>;
  close(): void;
}

interface HomeRow {
  readonly vaultId: string;
  readonly role: 'current' | 'incoming' | 'retired';
  /** As `parseWrap` takes it. */
  readonly wrap: unknown;
  /** Not extractable: the browser keeps its bytes. */
  readonly deviceKey: CryptoKey;
}

export const HOME_DATABASE = 'undertone-vaults';
const VERSION = 1;

/** Throws `StorageFailure` or `NewerSchema`. */
export async function openVaultHome(random: RandomBytes): Promise<VaultHome> {
  try {
    await refuseNewer(HOME_DATABASE, VERSION);
    return wrapHome(await openHome(), random);
  } catch (error) {
    throw toStorageFailure(error);
  }
}

interface HomeDatabase {
  readonly dexie: Dexie;
  readonly vaults: EntityTable<HomeRow, 'vaultId'>;
}

async function openHome(): Promise<HomeDatabase> {
  const dexie = new Dexie(HOME_DATABASE, { chromeTransactionDurability: 'strict' });
  dexie.version(VERSION).stores({ vaults: 'vaultId, role' });
  dexie.on('versionchange', () => dexie.close());
  await dexie.open();
  return { dexie, vaults: dexie.table('vaults') };
}

function wrapHome({ dexie, vaults }: HomeDatabase, random: RandomBytes): VaultHome {
  const rowOf = (role: HomeRow['role']) => vaults.where('role').equals(role).first();

  /** Throws `StorageFailure` with nothing changed. */
  const change = async (body: () => Promise<void>): Promise<void> => {
    try {
      await dexie.transaction('rw', vaults, body);
    } catch (error) {
      throw toStorageFailure(error);
    }
  };

  /** A wrap that its own device key does not open was altered: nothing on this device can mend that. */
  const unlock = async ({ wrap, deviceKey }: HomeRow): Promise<Keyring> => {
    const parsed = unwrap(parseWrap(wrap));
    return unwrap(await unlockKeyring(parsed, deviceLock(deviceKey), random));
  };

  const lockInto = async (keyring: Keyring, role: HomeRow['role']): Promise<HomeRow> => {
    const lock = await createDeviceLock();
    const wrap = unwrap(await keyring.wrap(lock));
    return { vaultId: keyring.vaultId, role, wrap, deviceKey: lock.key };
  };

  return {
    async current() {
      const present = await rowOf('current');
      if (present !== undefined) return unlock(present);
      const { vaultId, accountKey } = createVault(random);
      const keyring = createKeyring(vaultId, accountKey, random);
      const made = await lockInto(keyring, 'current');
      // Two tabs may both be at their first launch: the first to get here makes the vault of both.
      const winner = await dexie.transaction('rw', vaults, async () => {
        const other = await rowOf('current');
        if (other === undefined) await vaults.add(made);
        return other;
      });
      if (winner === undefined) return keyring;
      keyring.dispose();
      return unlock(winner);
    },
    async incoming() {
      const row = await rowOf('incoming');
      return row === undefined ? null : unlock(row);
    },
    async addIncoming(keyring) {
      const row = await lockInto(keyring, 'incoming');
      await change(async () => {
        await vaults.where('role').equals('incoming').delete();
        await vaults.put(row);
      });
    },
    completeMove: () =>
      change(async () => {
        const incoming = await rowOf('incoming');
        if (incoming === undefined) return;
        await vaults.where('role').equals('current').modify({ role: 'retired' });
        await vaults.put({ ...incoming, role: 'current' });
      }),
    async retired() {
      const rows = await vaults.where('role').equals('retired').toArray();
      return Promise.all(rows.map(unlock));
    },
    async forgetRetired(vaultId) {
      await deleteDatabases(vaultId);
      await change(() => vaults.delete(vaultId));
    },
    async erase() {
      const rows = await vaults.toArray();
      for (const { vaultId } of rows) await deleteDatabases(vaultId);
      dexie.close();
      await Dexie.delete(HOME_DATABASE);
    },
    close: () => dexie.close(),
  };
}

async function deleteDatabases(vaultId: string): Promise<void> {
  await Dexie.delete(databaseNameOf(vaultId));
  await Dexie.delete(filesDatabaseNameOf(vaultId));
}
