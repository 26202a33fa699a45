import { Dexie } from 'dexie';
import { createIdbTables } from './idb-tables.ts';
import { refuseNewer } from './database-version.ts';
import { toStorageFailure } from './storage-errors.ts';
import { StorageFailure, type StoreBackend, type TableName } from '../sync/store-tables.ts';

/** Version of the database's tables. A device that finds a newer one touches nothing. */
export const DATABASE_VERSION = 1;

/** Only ids and places are indexed: everything else in a row is sealed or a count. */
const STORES = {
  records: 'recordId, order',
  outbox: 'opId, recordId, order, refusal',
  inbox: 'opId, recordId, order',
  quarantine: 'key, recordId, order',
  drafts: 'of',
  meta: 'key',
} as const satisfies Record<TableName, string>;

export function databaseNameOf(vaultId: string): string {
  return `undertone-vault-${vaultId}`;
}

/** Throws `StorageFailure` when the browser refuses, `NewerSchema` for a database of a newer app. */
export async function openVaultDatabase(vaultId: string): Promise<Dexie> {
  const name = databaseNameOf(vaultId);
  try {
    await refuseNewer(name, DATABASE_VERSION);
    const database = new Dexie(name);
    database.version(DATABASE_VERSION).stores(STORES);
    // A newer app in another tab wants to upgrade, or an erasure to delete: let it, and fail closed here.
    database.on('versionchange', () => database.close());
    return await database.open();
  } catch (error) {
    throw toStorageFailure(error);
  }
}

/**
 * Dexie opens and upgrades the database; transactions are the browser's own. A body of several async steps
 * outlives Dexie's tracking of its zones, and a page of a thousand rows needs no promise for each.
 */
export function createDexieBackend(database: Dexie): StoreBackend {
  return {
    async transaction(mode, names, body) {
      try {
        const idb = database.isOpen() ? database.backendDB() : null;
        if (idb === null) throw new StorageFailure('storage-unavailable');
        // Strict: what the person was told is saved must survive a power cut, not only a crash of the browser.
        const transaction = idb.transaction(names, mode === 'read' ? 'readonly' : 'readwrite', {
          durability: 'strict',
        });
        const completed = untilComplete(transaction);
        completed.catch(() => undefined);
        const value = await runBody(transaction, () => body(createIdbTables(transaction, names)));
        // What was read is read, however the transaction ends.
        if (mode === 'write') await completed;
        return value;
      } catch (error) {
        throw toStorageFailure(error);
      }
    },
  };
}

async function runBody<Value>(transaction: IDBTransaction, body: () => Promise<Value>): Promise<Value> {
  try {
    return await body();
  } catch (error) {
    const cause = transaction.error ?? error;
    try {
      transaction.abort();
    } catch {
      // Already aborted by the failure that brought us here.
    }
    throw cause;
  }
}

function untilComplete(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
}
