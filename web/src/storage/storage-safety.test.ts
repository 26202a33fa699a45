import type { EpochMs } from '@undertone/base/clock';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from './device-database.ts';
import { createStorageSafety, type InstallPrompt, type StorageHost } from './storage-safety.ts';

function setUp(change: Partial<StorageHost> = {}) {
  let offer: (prompt: InstallPrompt) => void = () => undefined;
  let installed: () => void = () => undefined;
  let persisted = false;
  const host: StorageHost = {
    storage: {
      persisted: async () => persisted,
      persist: async () => (persisted = true),
      estimate: async () => ({ usage: 10, quota: 100 }),
    },
    isInstalled: () => false,
    onInstallable: (listener) => (offer = listener),
    onInstalled: (listener) => (installed = listener),
    ...change,
  };
  return {
    host,
    offer: (outcome: 'accepted' | 'dismissed') => offer({ prompt: async () => ({ outcome }) }),
    installed: () => installed(),
  };
}

test('it says what the browser says', async () => {
  const safety = createStorageSafety(setUp().host, null);
  await safety.refresh();
  expect(safety.state.value).toMatchObject({
    persisted: false,
    usedBytes: 10,
    quotaBytes: 100,
    installed: false,
  });
  expect(await safety.askPersistence()).toBe(true);
  expect(safety.state.value.persisted).toBe(true);
});

test('a browser that cannot say, or refuses to, is unknown and no error', async () => {
  for (const storage of [undefined, {}, { persisted: () => Promise.reject(new Error('no')) }]) {
    const safety = createStorageSafety(setUp({ storage }).host, null);
    await safety.refresh();
    expect(safety.state.value).toMatchObject({ persisted: null, usedBytes: null });
    expect(await safety.askPersistence()).toBe(false);
  }
});

test('installing is possible once the browser offers it, and an offer serves once', async () => {
  const { host, offer } = setUp();
  const safety = createStorageSafety(host, null);
  expect(await safety.install()).toBe(false);
  offer('dismissed');
  expect(safety.state.value.installable).toBe(true);
  expect(await safety.install()).toBe(false);
  expect(safety.state.value).toMatchObject({ installable: false, installed: false });
  offer('accepted');
  expect(await safety.install()).toBe(true);
  expect(safety.state.value.installed).toBe(true);
});

test('the time of the last backup survives a restart', async () => {
  const database = await openDeviceDatabase(new IDBFactory());
  await createStorageSafety(setUp().host, database).noteBackup(5000 as EpochMs);
  const restarted = createStorageSafety(setUp().host, database);
  await restarted.refresh();
  expect(restarted.state.value.lastBackupAt).toBe(5000);
});
