import 'fake-indexeddb/auto';
import { createUuid } from '@undertone/base/id';
import { systemRandom } from '@undertone/base/clock';
import { Dexie } from 'dexie';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeLocalStore } from '../sync/local-store.suite.ts';
import { createLocalStore } from '../sync/local-store.ts';
import { NewerSchema } from './database-version.ts';
import { fillStorage } from './full-storage.ts';
import { createDexieBackend, databaseNameOf, openVaultDatabase } from './dexie-backend.ts';

describe('a local store in IndexedDB', () => {
  describeLocalStore(async () => createDexieBackend(await openVaultDatabase(createUuid(systemRandom))));

  it('reports full storage as a value and keeps what was there', async () => {
    const database = await openVaultDatabase(createUuid(systemRandom));
    const store = createLocalStore(createDexieBackend(database));
    await store.writeMeta('kept', 1);
    onTestFinished(fillStorage(() => true));
    expect(await store.writeMeta('new', 2)).toEqual({ ok: false, error: 'storage-full' });
    expect(await store.readMeta('kept')).toBe(1);
    expect(await store.readMeta('new')).toBeUndefined();
  });

  it('reports a database that was closed under it as a value', async () => {
    const database = await openVaultDatabase(createUuid(systemRandom));
    const store = createLocalStore(createDexieBackend(database));
    database.close();
    expect(await store.writeMeta('new', 2)).toEqual({ ok: false, error: 'storage-unavailable' });
  });

  it('touches nothing in a database that a newer app has made', async () => {
    const vaultId = createUuid(systemRandom);
    const newer = new Dexie(databaseNameOf(vaultId));
    newer.version(2).stores({ records: 'recordId', stars: 'id' });
    await newer.open();
    newer.close();
    await expect(openVaultDatabase(vaultId)).rejects.toThrow(NewerSchema);
    const again = await new Dexie(databaseNameOf(vaultId)).open();
    expect(again.backendDB().version).toBe(20);
    expect(again.tables.map(({ name }) => name).sort()).toEqual(['records', 'stars']);
    again.close();
  });
});
