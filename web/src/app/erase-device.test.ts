import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { createAccountRecords } from '../account/account-record.ts';
import { openDeviceDatabase } from '../storage/device-database.ts';
import { eraseDevice } from './erase-device.ts';

it('erases, starts the page anew, and gives the old one nothing to go on with', async () => {
  const steps: string[] = [];
  const database = await openDeviceDatabase();
  const records = createAccountRecords(database);
  await records.save({ email: 'a@b.example', vaultId: 'v', recoveryRehearsed: true, phase: 'signed-in' });
  await records.oweSignOut(true);
  const erasing = eraseDevice({
    eraseVault: async () => void steps.push('vault'),
    database,
    records,
    startAnew: () => void steps.push('anew'),
  });
  void erasing.then(() => steps.push('went on'));
  await vi.waitFor(() => expect(steps).toContain('anew'));
  // Whatever would follow had its turn.
  await new Promise((resolve) => setTimeout(resolve));
  expect(steps).toEqual(['vault', 'anew']);
  const left = createAccountRecords(await openDeviceDatabase());
  expect([await left.load(), await left.isSignOutOwed()]).toEqual([null, true]);
});
