/**
 * What this device remembers beside the journal, in one small IndexedDB database: today's ledger, who is
 * signed in, consents as last known, when a backup was made. No content and no keys are kept here.
 *
 * [Note: Two databases] The journal's database is opened by the vault only, with its own migrations. The
 * service worker writes the ledger too, and must not carry the vault's code to do so.
 */
export const DEVICE_DATABASE = 'undertone-device';

const VERSION = 1;

export const DEVICE_STORES = ['ledger', 'state'] as const;

export type DeviceStore = (typeof DEVICE_STORES)[number];

/** Keyed rows. Every method resolves once the change is durable; a refused write rejects. */
export interface DeviceDatabase {
  get(store: DeviceStore, key: string): Promise<unknown>;
  all(store: DeviceStore): Promise<readonly unknown[]>;
  put(store: DeviceStore, key: string, value: unknown): Promise<void>;
  /** Reads and writes in one transaction, which no other tab comes between; resolves to what was written. */
  change<Value>(store: DeviceStore, key: string, change: (stored: unknown) => Value): Promise<Value>;
  remove(store: DeviceStore, keys: readonly string[]): Promise<void>;
  close(): void;
}

/** `null` where IndexedDB is missing or refused (some private modes): callers then remember in memory only. */
export async function openDeviceDatabase(
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<DeviceDatabase | null> {
  if (factory === undefined) return null;
  try {
    return wrapDatabase(await openRaw(factory));
  } catch {
    return null;
  }
}

function openRaw(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DEVICE_DATABASE, VERSION);
    request.onupgradeneeded = () => {
      for (const store of DEVICE_STORES) {
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexeddb refused'));
    request.onblocked = () => reject(new Error('indexeddb blocked'));
  });
}

function wrapDatabase(database: IDBDatabase): DeviceDatabase {
  // Erasing the device deletes this database from another tab: an open handle here would block that.
  database.onversionchange = () => database.close();
  const settle = <Value>(
    store: DeviceStore,
    mode: IDBTransactionMode,
    work: (objects: IDBObjectStore) => IDBRequest<Value> | null,
  ): Promise<Value | undefined> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('indexeddb aborted'));
    });
  return {
    get: (store, key) => settle<unknown>(store, 'readonly', (objects) => objects.get(key)),
    all: async (store) => (await settle<unknown[]>(store, 'readonly', (objects) => objects.getAll())) ?? [],
    put: async (store, key, value) => {
      await settle(store, 'readwrite', (objects) => objects.put(value, key));
    },
    change: async <Value>(store: DeviceStore, key: string, change: (stored: unknown) => Value) => {
      let next: Value;
      await settle(store, 'readwrite', (objects) => {
        const read = objects.get(key);
        read.onsuccess = () => {
          next = change(read.result);
          objects.put(next, key);
        };
        return null;
      });
      return next!;
    },
    remove: async (store, keys) => {
      await settle(store, 'readwrite', (objects) => {
        for (const key of keys) objects.delete(key);
        return null;
      });
    },
    close: () => database.close(),
  };
}
