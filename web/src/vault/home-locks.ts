import type { RandomBytes } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import {
  createDeviceShare,
  createLockKey,
  importLockKey,
  wrapLockKey,
  type AppLockKind,
  type AppLockSecret,
  type LockKey,
} from '@undertone/crypto/app-lock';
import { createDeviceLock, deviceLock } from '@undertone/crypto/device-lock';
import { unlockKeyring, type Keyring } from '@undertone/crypto/keyring';
import type { LockOf } from '@undertone/crypto/lock';
import { parseWrap } from '@undertone/crypto/wrap';
import { NO_TRIES, type Tries } from '../lock/tries.ts';
import type { AppLockRow, HomeDatabase, HomeRow } from './home-database.ts';

/**
 * The app lock in the database of the vaults. Whatever changes which keys are stored is one transaction: the vaults
 * and the locks are of the old state or of the new one, never of neither, wherever the app dies.
 * Every method throws `StorageFailure` with nothing changed.
 */
export interface HomeLocks {
  rows(): Promise<readonly AppLockRow[]>;
  /** `locked`: it is behind the app lock. `broken`: its own key does not open it. */
  unlock(row: HomeRow): Promise<Result<Keyring, 'locked' | 'broken'>>;
  /** From here on vaults behind the app lock open. Zeroes the lock key; whether it opened the current vault. */
  takeKey(lockKey: LockKey): Promise<boolean>;
  /** The lock that was taken, unless it was let go of. */
  openKey(): LockOf<'device'> | null;
  closeKey(): void;
  /** The first lock: every vault goes under a new lock key, and what the browser alone could open is gone. */
  setFirst(secret: AppLockSecret): Promise<Result<void, 'changed'>>;
  /** Another way to open it, or a new secret for a way that there is. Zeroes the lock key. */
  put(secret: AppLockSecret, lockKey: LockKey): Promise<Result<void, 'changed'>>;
  /** The last to go takes the lock with it: the browser keeps the key again. Needs {@link HomeLocks.takeKey}. */
  remove(kind: AppLockKind): Promise<Result<void, 'changed'>>;
  /**
   * The lock is forgotten, but `keyring` came back by another way: it goes under this device's own key, and every
   * lock goes. `other-vault`: it is not the current one.
   */
  replaceAll(keyring: Keyring): Promise<Result<void, 'other-vault'>>;
  changeTries<Value>(
    kind: AppLockKind,
    change: (tries: Tries) => { readonly tries: Tries; readonly value: Value },
  ): Promise<Value | null>;
}

export function createHomeLocks(database: HomeDatabase, random: RandomBytes): HomeLocks {
  const { vaults, locks, change } = database;
  let open: LockOf<'device'> | null = null;

  const unlockBy = async (row: HomeRow, lock: LockOf<'device'>): Promise<Result<Keyring, 'broken'>> => {
    const wrap = parseWrap(row.wrap);
    if (!wrap.ok) return err('broken');
    const keyring = await unlockKeyring(wrap.value, lock, random);
    return keyring.ok ? keyring : err('broken');
  };

  const unlock: HomeLocks['unlock'] = async (row) => {
    const lock = row.deviceKey === null ? open : deviceLock(row.deviceKey);
    return lock === null ? err('locked') : unlockBy(row, lock);
  };

  const opensCurrent = async (rows: readonly HomeRow[], lock: LockOf<'device'>): Promise<boolean> => {
    const row = rows.find(({ role, deviceKey }) => role === 'current' && deviceKey === null);
    const keyring = row === undefined ? null : await unlockBy(row, lock);
    if (keyring?.ok !== true) return false;
    keyring.value.dispose();
    return true;
  };

  const wrapRow = async (secret: AppLockSecret, lockKey: LockKey): Promise<AppLockRow> => {
    const share = await createDeviceShare();
    const wrap = await wrapLockKey(lockKey, secret, share, random);
    return { kind: secret.kind, wrap, share, tries: NO_TRIES };
  };

  /** What does not open stays as it is: it holds nothing that opens. */
  const rewrap = async (
    rows: readonly HomeRow[],
    lockFor: () => Promise<{ readonly lock: LockOf<'device'>; readonly stored: CryptoKey | null }>,
  ): Promise<readonly HomeRow[]> =>
    Promise.all(
      rows.map(async (row) => {
        const keyring = await unlock(row);
        if (!keyring.ok) return row;
        const { lock, stored } = await lockFor();
        const wrap = unwrap(await keyring.value.wrap(lock));
        keyring.value.dispose();
        return { ...row, wrap, deviceKey: stored };
      }),
    );

  /** `changed`: another tab was at it in between; look again and redo. */
  const swap = (
    seen: readonly HomeRow[],
    next: readonly HomeRow[],
    settle: () => Promise<boolean>,
  ): Promise<Result<void, 'changed'>> =>
    change(async () => {
      const present = await vaults.toArray();
      if (!sameRows(seen, present) || !(await settle())) return err('changed');
      await vaults.bulkPut([...next]);
      return ok();
    });

  return {
    rows: () => change(() => locks.toArray()),
    unlock,
    async takeKey(lockKey) {
      const lock = await importLockKey(lockKey);
      revealSecret(lockKey).fill(0);
      const opens = await opensCurrent(await change(() => vaults.toArray()), lock);
      if (opens) open = lock;
      return opens;
    },
    openKey: () => open,
    closeKey() {
      open = null;
    },
    async setFirst(secret) {
      const lockKey = createLockKey(random);
      const [lock, row] = [await importLockKey(lockKey), await wrapRow(secret, lockKey)];
      revealSecret(lockKey).fill(0);
      const seen = await change(() => vaults.toArray());
      const next = await rewrap(seen, async () => ({ lock, stored: null }));
      if (!isCurrentBehindLock(next)) return err('changed');
      const swapped = await swap(seen, next, async () => {
        if ((await locks.count()) > 0) return false;
        await locks.put(row);
        return true;
      });
      if (swapped.ok) open = lock;
      return swapped;
    },
    async put(secret, lockKey) {
      const [lock, row] = [await importLockKey(lockKey), await wrapRow(secret, lockKey)];
      revealSecret(lockKey).fill(0);
      const seen = await change(() => vaults.toArray());
      // Another tab may have taken the lock off, or set a new one, since this key was asked for.
      if (!(await opensCurrent(seen, lock))) return err('changed');
      return swap(seen, [], async () => {
        await locks.put(row);
        return true;
      });
    },
    async remove(kind) {
      if ((await change(() => locks.count())) > 1) {
        return change(async () => {
          if ((await locks.count()) < 2) return err('changed');
          await locks.delete(kind);
          return ok();
        });
      }
      const seen = await change(() => vaults.toArray());
      const next = await rewrap(seen, async () => {
        const lock = await createDeviceLock();
        return { lock, stored: lock.key };
      });
      if (isCurrentBehindLock(next)) return err('changed');
      const swapped = await swap(seen, next, async () => {
        if ((await locks.where('kind').notEqual(kind).count()) > 0) return false;
        await locks.clear();
        return true;
      });
      if (swapped.ok) open = null;
      return swapped;
    },
    async replaceAll(keyring) {
      const lock = await createDeviceLock();
      const wrap = unwrap(await keyring.wrap(lock));
      return change(async () => {
        const row = await vaults.get(keyring.vaultId);
        if (row?.role !== 'current') return err('other-vault');
        await vaults.put({ ...row, wrap, deviceKey: lock.key });
        await locks.clear();
        open = null;
        return ok();
      });
    },
    changeTries: (kind, body) =>
      change(async () => {
        const row = await locks.get(kind);
        if (row === undefined) return null;
        const { tries, value } = body(row.tries);
        await locks.put({ ...row, tries });
        return value;
      }),
  };
}

function isCurrentBehindLock(rows: readonly HomeRow[]): boolean {
  return rows.some(({ role, deviceKey }) => role === 'current' && deviceKey === null);
}

function sameRows(left: readonly HomeRow[], right: readonly HomeRow[]): boolean {
  const spell = (rows: readonly HomeRow[]) =>
    JSON.stringify(rows.map(({ vaultId, role, wrap }) => [vaultId, role, wrap]));
  return spell(left) === spell(right);
}
