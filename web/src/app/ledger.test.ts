import 'fake-indexeddb/auto';
import type { EpochMs } from '@undertone/base/clock';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from '../storage/device-database.ts';
import { createLedger, type LedgerChannel } from './ledger.ts';
import type { LedgerLine } from './ledger-line.ts';

const NOON = new Date(2026, 4, 3, 12).getTime() as EpochMs;
const DAY_MS = 86_400_000;

const line = (change: Partial<LedgerLine>): LedgerLine => ({
  id: 'a',
  at: NOON,
  method: 'GET',
  path: '/x',
  via: 'fetch',
  requestBytes: 0,
  responseBytes: null,
  fields: [],
  status: 'pending',
  ...change,
});

function wire(): [LedgerChannel, LedgerChannel] {
  const listeners: ((event: { data: unknown }) => void)[][] = [[], []];
  const end = (own: number): LedgerChannel => ({
    addEventListener: (_, listener) => listeners[own]?.push(listener),
    postMessage: (data) => listeners[1 - own]?.forEach((listen) => listen({ data })),
  });
  return [end(0), end(1)];
}

test('the newest line comes first, and an answer replaces the line that waited for it', () => {
  const ledger = createLedger({ clock: { now: () => NOON }, database: null, channel: null });
  ledger.note(line({ id: 'a' }));
  ledger.note(line({ id: 'b', at: (NOON + 1) as EpochMs }));
  ledger.note(line({ id: 'a', status: 200 }));
  expect(ledger.today.value.map((entry) => [entry.at, entry.status])).toEqual([
    [NOON + 1, 'pending'],
    [NOON, 200],
  ]);
});

test('a line from another tab or from the service worker is shown here', () => {
  const [left, right] = wire();
  const here = createLedger({ clock: { now: () => NOON }, database: null, channel: left });
  const there = createLedger({ clock: { now: () => NOON }, database: null, channel: right });
  there.note(line({ path: '/assets/model.onnx' }));
  right.postMessage('not a line' as unknown as LedgerLine);
  expect(here.today.value.map((entry) => entry.path)).toEqual(['/assets/model.onnx']);
});

test('today survives a reload, yesterday is forgotten', async () => {
  const factory = new IDBFactory();
  const database = await openDeviceDatabase(factory);
  const first = createLedger({ clock: { now: () => NOON }, database, channel: null });
  first.note(line({ id: 'old', at: (NOON - DAY_MS) as EpochMs }));
  first.note(line({ id: 'new', status: 200 }));
  const second = createLedger({ clock: { now: () => NOON }, database, channel: null });
  await second.load();
  expect(second.today.value).toHaveLength(1);
  expect((await database?.all('ledger'))?.length).toBe(1);
});

test('at midnight the list starts anew', () => {
  let now = NOON;
  const ledger = createLedger({ clock: { now: () => now }, database: null, channel: null });
  ledger.note(line({ id: 'a' }));
  now = (NOON + DAY_MS) as EpochMs;
  ledger.note(line({ id: 'b', at: now }));
  expect(ledger.today.value).toHaveLength(1);
});

test('without IndexedDB there is a ledger all the same', async () => {
  expect(
    await openDeviceDatabase({
      open: () => {
        throw new Error('blocked');
      },
    } as unknown as IDBFactory),
  ).toBeNull();
  const ledger = createLedger({ clock: { now: () => NOON }, database: null, channel: null });
  await ledger.load();
  ledger.note(line({}));
  expect(ledger.today.value).toHaveLength(1);
});
