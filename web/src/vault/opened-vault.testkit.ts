import 'fake-indexeddb/auto';
import { systemRandom, type Clock, type EpochMs } from '@undertone/base/clock';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import type { TabChannel, TabMessage } from './tab-channel.ts';
import { createVault, type Vault } from './vault.ts';

/** 21 November 2026, 09:00 UTC. */
export const MORNING = Date.UTC(2026, 10, 21, 9, 0) as EpochMs;

let listeners: ((message: TabMessage) => void)[] = [];

/** A browser with no database and no tab, for the beginning of each test. */
export function emptyBrowser(): void {
  globalThis.indexedDB = new IDBFactory();
  // Dexie may have come before either was there.
  Dexie.dependencies.indexedDB = globalThis.indexedDB;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  listeners = [];
}

/** A tab of that browser: it hears all others and never itself, on however many listeners. */
export function openTab(): TabChannel {
  const own: ((message: TabMessage) => void)[] = [];
  return {
    tell: (message) =>
      listeners.filter((each) => !own.includes(each)).forEach((listener) => listener(message)),
    listen: (listener) => {
      own.push(listener);
      listeners.push(listener);
    },
    close: () => {},
  };
}

/** Lets what waits have its turn. */
export const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Steps of other threads (WebCrypto) take their time on a busy machine: only a hang fails. */
export async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(holds()).toBe(true), { timeout: 60_000, interval: 1 });
}

interface OpenedVaultParts {
  readonly tabs?: TabChannel;
  readonly clock?: Clock;
  readonly zone?: string;
  /** Called whenever the journal becomes ready, before anybody else can act on it. */
  readonly onReady?: (vault: Vault) => void;
}

/** The vault of a tab, opened as far as it opens. */
export async function openVault(parts: OpenedVaultParts = {}): Promise<Vault> {
  const vault = createVault({
    clock: parts.clock ?? { now: () => MORNING },
    random: systemRandom,
    zone: () => parts.zone ?? 'UTC',
    tabs: parts.tabs ?? openTab(),
    pause: tick,
  });
  vault.journal.status.subscribe(({ kind }) => kind === 'ready' && parts.onReady?.(vault));
  await vault.open();
  await until(() => vault.journal.status.value.kind !== 'opening');
  return vault;
}
