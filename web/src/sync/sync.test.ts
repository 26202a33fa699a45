import { systemRandom } from '@undertone/base/clock';
import { err, unwrap } from '@undertone/base/result';
import type { PushedOp, SyncRequest } from '@undertone/contract/sync';
import { createKeyring } from '@undertone/crypto/keyring';
import { beforeEach, expect, it } from 'vitest';
import type { CallApi } from '../app/call-api.ts';
import {
  emptyBrowser,
  MORNING,
  openTab as openChannel,
  openVault,
  until,
} from '../vault/opened-vault.testkit.ts';
import { databaseNameOf } from '../vault/dexie-backend.ts';
import type { Vault } from '../vault/vault.ts';
import { createLeadership } from './leadership.ts';
import { createSync, type Sync, type SyncParts } from './sync.ts';

beforeEach(emptyBrowser);

/** The least of a server: a log that hands every op to whoever has not seen it. */
function createLog() {
  const log: PushedOp[] = [];
  const callApi = async (_route: string, { body }: { body: SyncRequest }) => {
    const acked = body.ops.map((op) => {
      const known = log.findIndex(({ opId }) => opId === op.opId);
      return { opId: op.opId, seq: known === -1 ? log.push(op) : known + 1 };
    });
    const mine = new Set(acked.map(({ opId }) => opId));
    const ops = log
      .map(({ open: _open, ...op }, index) => ({ ...op, seq: index + 1 }))
      .filter(({ seq, opId }) => seq > body.cursor && !mine.has(opId));
    return {
      ok: true,
      value: {
        protocol: 1,
        cursor: log.length,
        more: false,
        witness: 'known',
        acked,
        rejected: [],
        ops,
        readings: [],
        consents: { text: false, voice: false, face: false },
        quota: { usedChars: 0, limitChars: 1e9 },
        serverTime: '2026-11-21T09:00:00.000Z',
      },
    };
  };
  return { log, callApi: callApi as unknown as CallApi };
}

async function openTab(
  callApi: CallApi,
  locks?: LockManager,
  onAsk?: SyncParts['onAsk'],
): Promise<{ readonly vault: Vault; readonly sync: Sync }> {
  const tabs = openChannel();
  const clock = { now: () => MORNING };
  const vault = await openVault({ clock, tabs });
  const sync = createSync({
    vault,
    callApi,
    openSocket: () => ({ send: () => {}, close: () => {} }),
    clock,
    random: () => 0.5,
    schedule: (_, run) => {
      const handle = setImmediate(run);
      return () => clearImmediate(handle);
    },
    leadership: createLeadership('sync', locks),
    tabs,
    ...(onAsk === undefined ? {} : { onAsk }),
  });
  return { vault, sync };
}

it('carries a journal to a second device that holds the same key', async () => {
  const { log, callApi } = createLog();
  const first = await openTab(callApi);
  first.sync.resume();
  const id = unwrap(await first.vault.journal.create({ text: 'carried' }));
  await until(() => first.vault.unsyncedCount.value === 0 && log.length === 1);
  expect(JSON.stringify(log)).not.toContain('carried');

  const wrapped = first.vault.keyring();
  emptyBrowser();
  const second = await openTab(callApi);
  unwrap(await second.vault.moveInto(createKeyring(wrapped.vaultId, wrapped.accountKey, systemRandom)));
  second.sync.resume();
  await until(() => second.vault.journal.entries.value.length === 1);
  expect(second.vault.journal.entries.value[0]).toMatchObject({ id, text: 'carried', unsynced: false });
});

it('tells who hears a reply before it asks for it', async () => {
  const { callApi } = createLog();
  const heard: string[] = [];
  const noted = (async (...call: Parameters<CallApi>) => {
    heard.push('sent');
    return callApi(...call);
  }) as CallApi;
  const { sync } = await openTab(noted, undefined, () => {
    heard.push('asked');
    return ({ consents }) => void heard.push(JSON.stringify(consents));
  });
  sync.resume();
  await until(() => sync.state.value.kind === 'idle');
  expect(heard.slice(0, 3)).toEqual(['asked', 'sent', '{"text":false,"voice":false,"face":false}']);
});

it('marks as unsynced what waits, but only once there is an account', async () => {
  const { callApi } = createLog();
  const offline = (async () => err({ code: 'offline' })) as unknown as CallApi;
  let line = offline;
  const { vault, sync } = await openTab(((...call: Parameters<CallApi>) => line(...call)) as CallApi);
  unwrap(await vault.journal.create({ text: 'x' }));
  expect(vault.journal.entries.value[0]!.unsynced).toBe(false);
  sync.resume();
  await until(() => vault.journal.entries.value[0]!.unsynced);
  expect(sync.unsyncedCount.value).toBe(1);
  line = callApi;
  await sync.syncNow();
  // An entry is synced as soon as its op is taken in; only then does the loop come to rest.
  await until(() => sync.state.value.kind === 'idle');
  await until(() => !vault.journal.entries.value[0]!.unsynced);
  expect(sync.unsyncedCount.value).toBe(0);
});

it('waits, and leaves no promise broken, when another tab takes the database away', async () => {
  const { vault, sync } = await openTab(createLog().callApi);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(databaseNameOf(vault.keyring().vaultId)).onsuccess = resolve;
  });
  // A promise that nobody takes the failure of fails the run of the tests.
  const shown = new Set<string>();
  sync.state.subscribe(({ kind }) => void shown.add(kind));
  sync.resume();
  await until(() => shown.has('waiting'));
  sync.pause();
  expect(vault.unsyncedCount.value).toBe(0);
});

it('runs in one tab for all, which shows the others how it goes and shares what it pulls', async () => {
  const { log, callApi } = createLog();
  let calls = 0;
  const counted = ((...call: Parameters<CallApi>) => {
    calls++;
    return callApi(...call);
  }) as CallApi;
  const held: (() => Promise<unknown>)[] = [];
  const locks = {
    request: (_: string, __: unknown, run: () => Promise<unknown>) => {
      held.push(run);
      return held.length === 1 ? run() : new Promise(() => {});
    },
  } as unknown as LockManager;
  const leader = await openTab(counted, locks);
  const other = await openTab(callApi, locks);
  leader.sync.resume();
  other.sync.resume();
  await until(() => leader.sync.state.value.kind === 'idle');
  const before = calls;
  unwrap(await other.vault.journal.create({ text: 'from the other tab' }));
  await until(() => log.length === 1 && other.vault.unsyncedCount.value === 0);
  expect(calls).toBeGreaterThan(before);
  await until(() => other.sync.state.value.kind === 'idle');
  await other.sync.syncNow();
});
