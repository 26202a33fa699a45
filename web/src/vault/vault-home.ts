import { Dexie } from 'dexie';
import type { RandomBytes } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { createVault } from '@undertone/crypto/account-key';
import { createDeviceLock } from '@undertone/crypto/device-lock';
import { createKeyring, type Keyring } from '@undertone/crypto/keyring';
import { filesDatabaseNameOf } from '../attachments/files-database.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { databaseNameOf } from './dexie-backend.ts';
import { HOME_DATABASE, openHomeDatabase, type HomeDatabase, type HomeRow } from './home-database.ts';
import { createHomeLocks, type HomeLocks } from './home-locks.ts';

/** Which vaults this device holds, and the lock that opens each. */
export interface VaultHome {
  /** The vault of this device; the first call ever makes it. `null`: it is behind the app lock. */
  current(): Promise<Keyring | null>;
  /** The vault that the current one was being moved into when the app died, if any. */
  incoming(): Promise<Keyring | null>;
  /** Puts `keyring` under this device's lock, as the vault that the current one moves into. */
  addIncoming(keyring: Keyring): Promise<void>;
  /** From now on this incoming vault is the current one. Throws `StorageFailure` where another tab moved elsewhere. */
  completeMove(vaultId: string): Promise<void>;
  /** Vaults that were moved out of, and open. */
  retired(): Promise<readonly Keyring[]>;
  forgetRetired(vaultId: string): Promise<void>;
  readonly locks: HomeLocks;
  /** Deletes every vault of this device with its rows and keys. */
  erase(): Promise<void>;
  close(): void;
}

/** Throws `StorageFailure` or `NewerSchema`. */
export async function openVaultHome(random: RandomBytes): Promise<VaultHome> {
  return wrapHome(await openHomeDatabase(), random);
}

function wrapHome(database: HomeDatabase, random: RandomBytes): VaultHome {
  const { dexie, vaults, change } = database;
  const locks = createHomeLocks(database, random);
  const rowOf = (role: HomeRow['role']) => vaults.where('role').equals(role).first();

  /** A wrap that its own device key does not open was altered: nothing on this device can mend that. */
  const unlockOwn = async (row: HomeRow): Promise<Keyring | null> => {
    const opened = await locks.unlock(row);
    if (opened.ok) return opened.value;
    if (opened.error === 'locked') return null;
    throw new Error('the wrap of this device does not open');
  };

  /** With nothing stored yet, so that only one of two tabs' attempts is. */
  const lockInto = async (keyring: Keyring, role: HomeRow['role']): Promise<HomeRow> => {
    const open = locks.openKey();
    const lock = open ?? (await createDeviceLock());
    const wrap = unwrap(await keyring.wrap(lock));
    return { vaultId: keyring.vaultId, role, wrap, deviceKey: open === null ? lock.key : null };
  };

  return {
    locks,
    async current() {
      const present = await rowOf('current');
      if (present !== undefined) return unlockOwn(present);
      const { vaultId, accountKey } = createVault(random);
      const keyring = createKeyring(vaultId, accountKey, random);
      const made = await lockInto(keyring, 'current');
      // Two tabs may both be at their first launch: the first to get here makes the vault of both.
      const winner = await change(async () => {
        const other = await rowOf('current');
        if (other === undefined) await vaults.add(made);
        return other;
      });
      if (winner === undefined) return keyring;
      keyring.dispose();
      return unlockOwn(winner);
    },
    async incoming() {
      const row = await rowOf('incoming');
      const opened = row === undefined ? null : await locks.unlock(row);
      // What does not open was never moved into: the current vault still has everything.
      return opened?.ok === true ? opened.value : null;
    },
    async addIncoming(keyring) {
      const row = await lockInto(keyring, 'incoming');
      await change(async () => {
        // Another tab has set or removed the app lock meanwhile: no vault may stay open to the device alone.
        if ((await database.locks.count()) > 0 === (row.deviceKey !== null))
          throw new StorageFailure('storage-unavailable');
        await vaults.where('role').equals('incoming').delete();
        await vaults.put(row);
      });
    },
    completeMove: (vaultId) =>
      change(async () => {
        const [current, incoming] = [await rowOf('current'), await rowOf('incoming')];
        if (current?.vaultId === vaultId) return;
        // What is written into a vault that is in no row would be found by nobody.
        if (incoming?.vaultId !== vaultId) throw new StorageFailure('storage-unavailable');
        await vaults.where('role').equals('current').modify({ role: 'retired' });
        await vaults.put({ ...incoming, role: 'current' });
      }),
    async retired() {
      const rows = await vaults.where('role').equals('retired').toArray();
      const opened = await Promise.all(rows.map((row) => locks.unlock(row)));
      return opened.flatMap((each) => (each.ok ? [each.value] : []));
    },
    async forgetRetired(vaultId) {
      await deleteDatabases(vaultId);
      await change(() => vaults.delete(vaultId));
    },
    async erase() {
      locks.closeKey();
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
