import { effect } from '@preact/signals';
import { systemClock, systemRandom } from '@undertone/base/clock';
import { parseBase64Url } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { unwrap } from '@undertone/base/result';
import type { RecordId } from '@undertone/contract/primitives';
import { holdAccountKey, type VaultId } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { createCallApi } from '@undertone/web/app/call-api';
import { createLedger } from '@undertone/web/app/ledger';
import { createOutbound } from '@undertone/web/app/outbound';
import { openDeviceDatabase } from '@undertone/web/storage/device-database';
import { createLeadership } from '@undertone/web/sync/leadership';
import { createSync } from '@undertone/web/sync/sync';
import { createDocument } from '@undertone/web/vault/entry-edit';
import { openTabChannel } from '@undertone/web/vault/tab-channel';
import { createVault } from '@undertone/web/vault/vault';
import { createReplicaId } from '@undertone/web/vault/version-vector';

/** The key of an account, as its devices share it; both parts as text, so that they travel into a page. */
export interface AccountSecrets {
  readonly vaultId: string;
  readonly accountKey: string;
}

/** What one wait cost: all of it, and the part spent in `fetch`, server included. */
export interface SyncTime {
  readonly ms: number;
  readonly transportMs: number;
  readonly exchanges: number;
  /** From the start until the last request of it was handed to `fetch`. */
  readonly untilSentMs: number;
}

/** One device of an account: the app's own vault, crypto, sync loop and way out, without screens. */
export interface Device {
  readonly entryCount: () => number;
  /** Milliseconds until all are durable and queued. */
  importEntries(count: number, textBytes: number): Promise<number>;
  /** From being signed in until nothing is left to sync and everything pulled is shown. */
  firstSync(): Promise<SyncTime>;
  syncNow(): Promise<SyncTime>;
  /** Milliseconds from the tap until each is durable. */
  createMoods(count: number): Promise<readonly number[]>;
  /** Milliseconds until the change of the entry at this place of the timeline is durable. */
  editEntry(index: number, text: string): Promise<number>;
  /** Fetches until the entry at this place of the timeline shows this text, and no longer. */
  pullUntilShown(index: number, text: string): Promise<SyncTime>;
}

const WORDS =
  'today was long but the walk home under wet trees made me feel lighter than the morning did'.split(' ');

/** Plain text of exactly so many bytes, different for every seed. */
function sentence(bytes: number, seed: number): string {
  const words: string[] = [`${seed}`];
  for (let index = seed; words.join(' ').length < bytes; index += 7) words.push(WORDS[index % WORDS.length]!);
  return words.join(' ').slice(0, bytes);
}

export async function openDevice(secrets: AccountSecrets): Promise<Device> {
  const clock = systemClock;
  const random = systemRandom;
  const ledger = createLedger({ clock, database: await openDeviceDatabase(), channel: null });
  let transportMs = 0;
  let exchanges = 0;
  let sentAt = 0;
  const outbound = createOutbound({
    origin: location.origin,
    clock,
    random,
    note: (line) => ledger.note(line),
    fetch: async (...request) => {
      const startedAt = performance.now();
      sentAt = startedAt;
      const response = await fetch(...request);
      const body = await response.arrayBuffer();
      transportMs += performance.now() - startedAt;
      exchanges++;
      return new Response(body, response);
    },
  });
  const callApi = createCallApi({ outbound });
  const tabs = openTabChannel('undertone-tabs');
  const vault = createVault({
    clock,
    random,
    zone: () => 'Europe/Berlin',
    tabs,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  });
  const sync = createSync({
    vault,
    callApi,
    // Exchanges are run by hand here, one at a time.
    openSocket: () => ({ send: () => undefined, close: () => undefined }),
    clock,
    random: Math.random,
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    leadership: createLeadership('undertone-sync', undefined),
    tabs,
  });
  await vault.open();
  const keyBytes = unwrap(parseBase64Url(secrets.accountKey));
  unwrap(await vault.moveInto(createKeyring(secrets.vaultId as VaultId, holdAccountKey(keyBytes), random)));

  const untilIdle = () =>
    new Promise<void>((resolve, reject) => {
      const stop = effect(() => {
        const { kind } = sync.state.value;
        if (kind === 'idle') resolve();
        else if (kind !== 'off' && kind !== 'exchanging') reject(new Error(`sync came to rest as ${kind}`));
        else return;
        queueMicrotask(() => stop());
      });
    });
  const timed = async (run: () => Promise<void>): Promise<SyncTime> => {
    const before = { transportMs, exchanges };
    const startedAt = performance.now();
    await run();
    const ms = performance.now() - startedAt;
    return {
      ms,
      transportMs: transportMs - before.transportMs,
      exchanges: exchanges - before.exchanges,
      untilSentMs: sentAt - startedAt,
    };
  };
  const replica = createReplicaId(random);

  return {
    entryCount: () => vault.journal.entries.value.length,
    async importEntries(count, textBytes) {
      const entries = Array.from({ length: count }, (_, index) => {
        const at = clock.now() - (count - index) * 3_600_000;
        const changes = { text: sentence(textBytes, index) };
        const document = createDocument({ zone: 'Europe/Berlin', changes }, { replica, at });
        return [createUuid(random) as string as RecordId, document] as const;
      });
      const startedAt = performance.now();
      unwrap(await vault.importDocuments(entries));
      return performance.now() - startedAt;
    },
    firstSync: () =>
      timed(async () => {
        sync.resume();
        await untilIdle();
      }),
    syncNow: () =>
      timed(async () => {
        await sync.syncNow();
        await untilIdle();
      }),
    async createMoods(count) {
      const times: number[] = [];
      for (let tap = 0; tap < count; tap++) {
        const startedAt = performance.now();
        unwrap(await vault.journal.create({ mood: { valence: 0.5, arousal: -0.5 } }));
        times.push(performance.now() - startedAt);
        // A person lifts the finger; what a save leaves to do happens between two taps, as in the app.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return times;
    },
    async editEntry(index, text) {
      const startedAt = performance.now();
      unwrap(await vault.journal.edit(vault.journal.entries.value[index]!.id, { text }));
      return performance.now() - startedAt;
    },
    async pullUntilShown(index, text) {
      let resting = Promise.resolve();
      const time = await timed(
        () =>
          new Promise<void>((resolve) => {
            resting = sync.syncNow();
            const stop = effect(() => {
              if (vault.journal.entries.value[index]!.text !== text) return;
              resolve();
              queueMicrotask(() => stop());
            });
          }),
      );
      await resting;
      await untilIdle();
      return time;
    },
  };
}
