import type { EpochMs } from '@undertone/base/clock';
import { createSyncEngine, type SyncEngine } from '@undertone/web/sync/engine';
import { createLocalStore, type LocalStore } from '@undertone/web/sync/local-store';
import {
  createMemoryBackend,
  createMemoryDatabase,
  type MemoryDatabase,
} from '@undertone/web/sync/memory-backend';
import { createEntryRecords, type EntryRecords } from '@undertone/web/vault/entry-records';
import type { RecordCodec } from '@undertone/web/vault/record-codec';
import { createReplicaId, type ReplicaId } from '@undertone/web/vault/version-vector';
import type { OpenLane } from '@undertone/contract/open-lane';
import type { SyncState } from '@undertone/web/app/services';
import { sendThrough, type Weather } from './network.ts';
import type { Chance } from './chance.ts';
import type { SimulatedServer } from './server.ts';
import type { Stage } from './stage.ts';

/** One running tab: everything in it is gone when it is killed. */
export interface Tab {
  readonly replica: ReplicaId;
  readonly records: EntryRecords;
  readonly engine: SyncEngine;
  readonly store: LocalStore;
  state: SyncState;
  killed: boolean;
}

/** A device's disk, its clock, its session, and whatever tabs are open on it. */
export interface Device {
  readonly database: MemoryDatabase;
  readonly session: { valid: boolean };
  /** What went wrong on the way, beside what shows at the end. */
  readonly faults: string[];
  tabs: readonly Tab[];
  online: boolean;
  signedIn: boolean;
  granted: boolean;
  /** How wrong its clock is, ms. */
  clockErrorMs: number;
  /** Chance of a kill before and after each transaction. */
  crashes: number;
  openTab(): Tab;
  kill(): void;
  signIn(): void;
  signOut(): void;
  setGranted(granted: boolean): Promise<void>;
}

export interface DeviceParts {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly server: SimulatedServer;
  readonly codec: RecordCodec;
  readonly weather: Weather;
}

const LANE: OpenLane = {
  localDay: 20_000,
  localHour: 9,
  scores: [
    {
      modality: 'text',
      modelId: 'text-en',
      modelVersion: [1, 0, 0],
      distribution: [0.1, 0.1, 0.1, 0.3, 0.2, 0.1, 0.1],
      valence: 0.5,
      arousal: 0,
      quality: 1,
      abstained: null,
    },
  ],
  correction: null,
};

export function createDevice(parts: DeviceParts): Device {
  const { stage, chance, server, codec, weather } = parts;
  const database = createMemoryDatabase();
  const random = (length: number) => Uint8Array.from({ length }, () => chance.below(256));

  const openTab = (): Tab => {
    const step = async (): Promise<void> => {
      await stage.turn();
      if (!tab.killed && chance.happens(device.crashes)) device.kill();
      // A killed process never comes back from what it was waiting for.
      if (tab.killed) await new Promise<never>(() => {});
    };
    const clock = { now: () => (1_800_000_000_000 + stage.nowMs() + device.clockErrorMs) as EpochMs };
    const store = createLocalStore(createMemoryBackend(database, { before: step, after: step }));
    const replica = createReplicaId(random);
    const records = createEntryRecords({
      store,
      codec,
      random,
      openLane: () => (device.granted ? LANE : null),
      writer: () => ({ replica, at: clock.now() }),
      pause: () => Promise.resolve(),
    });
    const engine = createSyncEngine({
      store,
      clock,
      random: () => chance.next(),
      schedule: (delayMs, run) => stage.schedule(delayMs, () => void (tab.killed || run())),
      mergePulled: (work) => records.mergePulled(work, () => {}),
      queueAgain: (recordIds) => records.queueAgain(recordIds),
      narrow: (op) => (device.granted ? op : { ...op, open: null }),
      onSettled: () => {},
      onState: (state) => void (tab.state = state),
      transport: {
        async exchange(request) {
          if (!device.granted && request.ops.some(({ open }) => open !== null)) {
            device.faults.push('numbers were sent without consent');
          }
          if (!device.online) {
            await stage.turn();
            return { ok: false, error: { code: 'offline' } };
          }
          const reply = await sendThrough({ stage, chance, server, weather }, request, device.session);
          return tab.killed ? new Promise<never>(() => {}) : reply;
        },
      },
    });
    const tab: Tab = { replica, records, engine, store, state: { kind: 'off' }, killed: false };
    device.tabs = [...device.tabs, tab];
    void records.mergeAllPulled();
    void records.openAll(() => {});
    if (device.signedIn) engine.start();
    return tab;
  };

  const device: Device = {
    database,
    session: { valid: true },
    faults: [],
    tabs: [],
    online: true,
    signedIn: true,
    granted: false,
    clockErrorMs: 0,
    crashes: 0,
    openTab,
    kill() {
      for (const tab of device.tabs) tab.killed = true;
      device.tabs = [];
    },
    signIn() {
      device.session.valid = true;
      device.signedIn = true;
      for (const tab of device.tabs) tab.engine.start();
    },
    signOut() {
      device.signedIn = false;
      for (const tab of device.tabs) tab.engine.stop();
    },
    async setGranted(granted) {
      device.granted = granted;
      if (!granted) await device.tabs[0]?.store.narrowOpenLanes(() => null);
    },
  };
  return device;
}
