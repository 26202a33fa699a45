import type { AccountRecords } from '../account/account-record.ts';
import { DEVICE_DATABASE, openDeviceDatabase, type DeviceDatabase } from '../storage/device-database.ts';
import { DIRECTORY_CACHE } from '../care/directory/tile-shelf.ts';
import { PACKS_CACHE } from '../packs/pack-shelf.ts';
import { createAccountRecords } from '../account/account-record.ts';

/**
 * Leaves nothing of the person on this device: journals and their keys, ledger, consents, preferences, larger
 * models that they chose, areas where they looked for care. The code of the app stays cached, so that the page can start anew without a network.
 * Never resolves: until the new page is there the old one would go on, as if it still had a journal.
 */
export async function eraseDevice(parts: {
  readonly eraseVault: () => Promise<void>;
  readonly database: DeviceDatabase | null;
  readonly records: AccountRecords;
  readonly startAnew: () => void;
}): Promise<never> {
  const signOutOwed = await parts.records.isSignOutOwed();
  await parts.eraseVault();
  parts.database?.close();
  await deleteDatabase(DEVICE_DATABASE);
  clearPreferences();
  await deleteCache(PACKS_CACHE);
  await deleteCache(DIRECTORY_CACHE);
  // The cookie of the session cannot be reached from here: that it must go is all that is remembered.
  if (signOutOwed) await createAccountRecords(await openDeviceDatabase()).oweSignOut(true);
  parts.startAnew();
  return new Promise(() => {});
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    // Another tab holds it: it goes as soon as that one lets go, which it does on this very event.
    request.onblocked = () => undefined;
  });
}

async function deleteCache(name: string): Promise<void> {
  try {
    await caches.delete(name);
  } catch {
    // Blocked storage holds nothing.
  }
}

function clearPreferences(): void {
  try {
    localStorage.clear();
  } catch {
    // Blocked storage holds nothing.
  }
}
