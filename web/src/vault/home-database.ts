import { Dexie, type EntityTable } from 'dexie';
import type { AppLockKind } from '@undertone/crypto/app-lock';
import type { Tries } from '../lock/tries.ts';
import { refuseNewer } from './database-version.ts';
import { toStorageFailure } from './storage-errors.ts';

export interface HomeRow {
  readonly vaultId: string;
  readonly role: 'current' | 'incoming' | 'retired';
  /** As `parseWrap` takes it. */
  readonly wrap: unknown;
  /** Not extractable: the browser keeps its bytes. `null`: the lock key of the app lock opens the wrap. */
  readonly deviceKey: CryptoKey | null;
}

/** One way to open the app lock. While there is any, no vault row has a device key. */
export interface AppLockRow {
  readonly kind: AppLockKind;
  /** As `parseAppLockWrap` takes it. */
  readonly wrap: unknown;
  /** The device's share: an HMAC key, not extractable. */
  readonly share: CryptoKey;
  readonly tries: Tries;
}

export interface HomeDatabase {
  readonly dexie: Dexie;
  readonly vaults: EntityTable<HomeRow, 'vaultId'>;
  readonly locks: EntityTable<AppLockRow, 'kind'>;
  /** Throws `StorageFailure` with nothing changed. */
  readonly change: <Value>(body: () => Promise<Value>) => Promise<Value>;
}

export const HOME_DATABASE = 'undertone-vaults';

/** 1: vaults only. 2: and the app lock, which an older app must not pass by. */
const VERSION = 2;

/** Throws `StorageFailure` or `NewerSchema`. */
export async function openHomeDatabase(): Promise<HomeDatabase> {
  try {
    await refuseNewer(HOME_DATABASE, VERSION);
    const dexie = new Dexie(HOME_DATABASE, { chromeTransactionDurability: 'strict' });
    dexie.version(1).stores({ vaults: 'vaultId, role' });
    dexie.version(VERSION).stores({ vaults: 'vaultId, role', locks: 'kind' });
    dexie.on('versionchange', () => dexie.close());
    await dexie.open();
    const vaults: HomeDatabase['vaults'] = dexie.table('vaults');
    const locks: HomeDatabase['locks'] = dexie.table('locks');
    return {
      dexie,
      vaults,
      locks,
      async change(body) {
        try {
          return await dexie.transaction('rw', vaults, locks, body);
        } catch (error) {
          throw toStorageFailure(error);
        }
      },
    };
  } catch (error) {
    throw toStorageFailure(error);
  }
}
