import type { Bytes } from '@undertone/base/bytes';
import type { AttachmentId } from '../app/journal-port.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { NewerSchema, refuseNewer } from '../vault/database-version.ts';
import { toStorageFailure } from '../vault/storage-errors.ts';
import type { FileRow, RemovalRow } from './attachment-rows.ts';

/**
 * Sealed recordings in a database of their own, so that what fills it can never stand in the way of an entry, and who
 * keeps none never opens it for long. Every method is one transaction and throws `StorageFailure`.
 */
export interface FilesDatabase {
  files(): Promise<readonly FileRow[]>;
  file(id: AttachmentId): Promise<FileRow | undefined>;
  /** `false`: there is no such row. */
  changeFile(id: AttachmentId, change: (row: FileRow) => FileRow): Promise<boolean>;
  addFile(row: FileRow): Promise<void>;
  /** With all its parts. */
  deleteFile(id: AttachmentId): Promise<void>;
  putPart(id: AttachmentId, part: number, bytes: Bytes): Promise<void>;
  part(id: AttachmentId, part: number): Promise<Bytes | undefined>;
  removals(): Promise<readonly RemovalRow[]>;
  /** The earlier of two times stands. */
  addRemoval(row: RemovalRow): Promise<void>;
  deleteRemoval(id: AttachmentId): Promise<void>;
  close(): void;
}

const VERSION = 1;

/** `refuseNewer` counts by Dexie's tens. */
const DEXIE_FACTOR = 10;

const STORES = ['files', 'parts', 'removals'] as const;

export function filesDatabaseNameOf(vaultId: string): string {
  return `undertone-files-${vaultId}`;
}

export async function openFilesDatabase(vaultId: string): Promise<FilesDatabase> {
  try {
    const name = filesDatabaseNameOf(vaultId);
    await refuseNewer(name, VERSION / DEXIE_FACTOR);
    return wrapDatabase(await openRaw(name));
  } catch (error) {
    // The journal of the same newer app says so on the screen.
    if (error instanceof NewerSchema) throw new StorageFailure('storage-unavailable', error);
    throw toStorageFailure(error);
  }
}

function openRaw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('files', { keyPath: 'id' });
      request.result.createObjectStore('parts');
      request.result.createObjectStore('removals', { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('refused', 'UnknownError'));
  });
}

function wrapDatabase(database: IDBDatabase): FilesDatabase {
  database.onversionchange = () => database.close();

  const run = async <Value>(
    mode: IDBTransactionMode,
    body: (store: (name: (typeof STORES)[number]) => IDBObjectStore, done: (value: Value) => void) => void,
  ): Promise<Value> => {
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORES, mode, { durability: 'strict' });
        let outcome: Value;
        body(
          (name) => transaction.objectStore(name),
          (value) => (outcome = value),
        );
        transaction.oncomplete = () => resolve(outcome);
        transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
      });
    } catch (error) {
      throw toStorageFailure(error);
    }
  };
  const read = <Value>(name: (typeof STORES)[number], ask: (store: IDBObjectStore) => IDBRequest) =>
    run<Value>('readonly', (store, done) => {
      const request = ask(store(name));
      request.onsuccess = () => done(request.result as Value);
    });
  const write = (body: (store: (name: (typeof STORES)[number]) => IDBObjectStore) => void) =>
    run<void>('readwrite', (store) => body(store));

  return {
    files: () => read('files', (store) => store.getAll()),
    file: (id) => read('files', (store) => store.get(id)),
    changeFile: (id, change) =>
      run('readwrite', (store, done) => {
        const request = store('files').get(id) as IDBRequest<FileRow | undefined>;
        request.onsuccess = () => {
          done(request.result !== undefined);
          if (request.result !== undefined) store('files').put(change(request.result));
        };
      }),
    addFile: (row) => write((store) => void store('files').put(row)),
    deleteFile: (id) =>
      write((store) => {
        store('files').delete(id);
        store('parts').delete(partsOf(id));
      }),
    putPart: (id, part, bytes) => write((store) => void store('parts').put(bytes, [id, part])),
    part: (id, part) => read('parts', (store) => store.get([id, part])),
    removals: () => read('removals', (store) => store.getAll()),
    addRemoval: (row) =>
      write((store) => {
        const request = store('removals').get(row.id) as IDBRequest<RemovalRow | undefined>;
        request.onsuccess = () => {
          if (request.result === undefined || request.result.dueAt > row.dueAt) store('removals').put(row);
        };
      }),
    deleteRemoval: (id) => write((store) => void store('removals').delete(id)),
    close: () => database.close(),
  };
}

function partsOf(id: AttachmentId): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
}
