import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { DEVICE_DATABASE, openDeviceDatabase } from './device-database.ts';

test('what was put is there after a restart, and gone after it was removed', async () => {
  const factory = new IDBFactory();
  const first = await openDeviceDatabase(factory);
  await first?.put('state', 'a', { email: 'x' });
  await first?.put('ledger', 'a', 1);
  first?.close();
  const second = await openDeviceDatabase(factory);
  expect(await second?.get('state', 'a')).toEqual({ email: 'x' });
  await second?.remove('state', ['a', 'never there']);
  expect(await second?.get('state', 'a')).toBeUndefined();
  expect(await second?.all('ledger')).toEqual([1]);
});

test('an open database does not stand in the way of erasing the device', async () => {
  const factory = new IDBFactory();
  await openDeviceDatabase(factory);
  const outcome = await new Promise<string>((resolve) => {
    const request = factory.deleteDatabase(DEVICE_DATABASE);
    request.onsuccess = () => resolve('deleted');
    request.onblocked = () => resolve('blocked');
  });
  expect(outcome).toBe('deleted');
});

test('a refused IndexedDB is no database, not an error', async () => {
  const refusing = {
    open: () => {
      const request = { error: new DOMException('', 'SecurityError') } as unknown as IDBOpenDBRequest;
      queueMicrotask(() => request.onerror?.(new Event('error')));
      return request;
    },
  } as unknown as IDBFactory;
  expect(await openDeviceDatabase(refusing)).toBeNull();
  expect(await openDeviceDatabase(undefined)).toBeNull();
});
