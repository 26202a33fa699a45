import { signal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import type { SyncReply } from '@undertone/contract/sync';
import type { CallApi } from '../app/call-api.ts';
import type { Outbound } from '../app/outbound.ts';
import type { SyncPort, SyncState } from '../app/services.ts';
import { inBackground } from '../vault/in-background.ts';
import { narrowLane } from '../vault/open-lane.ts';
import { fewOrMany, type TabChannel } from '../vault/tab-channel.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultSession } from '../vault/vault-session.ts';
import { createSyncEngine, type SyncEngine } from './engine.ts';
import type { Leadership } from './leadership.ts';
import { createPokeClient } from './poke.ts';

export interface Sync extends SyncPort {
  /** Signed in with a session that holds: sync runs. Call again after a new sign-in, also when it was on before. */
  resume(): void;
  /** Signed out, or the session has ended. Everything queued stays queued. */
  pause(): void;
  /** The tab came back to the front, or the network did. */
  wake(): void;
}

export interface SyncParts {
  readonly vault: Vault;
  readonly callApi: CallApi;
  readonly openSocket: Outbound['openSocket'];
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly leadership: Leadership;
  readonly tabs: TabChannel;
  /** At the beginning of each exchange; what it returns takes consents and readings of its reply. */
  readonly onAsk?: () => (reply: SyncReply) => void;
}

/** A page of a thousand ops over a slow line. */
const EXCHANGE_TIMEOUT_MS = 60_000;

/** The sync loop of whichever tab leads; the others show what it shows. */
export function createSync(parts: SyncParts): Sync {
  const { vault, tabs } = parts;
  const state = signal<SyncState>({ kind: 'off' });
  let engine: SyncEngine | null = null;
  let release: (() => void) | null = null;
  let running = false;

  const show = (next: SyncState): void => {
    state.value = next;
    tabs.tell({ kind: 'sync-state', state: next });
  };

  const makeEngine = ({ store }: VaultSession): SyncEngine => {
    let onReply: ((reply: SyncReply) => void) | undefined;
    return createSyncEngine({
      store,
      transport: {
        exchange(request) {
          onReply = parts.onAsk?.();
          return parts.callApi('sync', { body: request }, { timeoutMs: EXCHANGE_TIMEOUT_MS });
        },
      },
      clock: parts.clock,
      random: parts.random,
      schedule: parts.schedule,
      narrow: (op) => ({ ...op, open: narrowLane(op.open, vault.granted.value) }),
      mergePulled: (work) => vault.mergePulled(work),
      queueAgain: (recordIds) => vault.queueAgain(recordIds),
      onSettled: (recordIds) => {
        if (recordIds.length === 0) return;
        inBackground(vault.refreshUnsynced(recordIds));
        tabs.tell({ kind: 'outbox-changed', recordIds: fewOrMany(recordIds) });
      },
      onReply: (reply) => onReply?.(reply),
      onState: show,
    });
  };

  const poke = createPokeClient({
    openSocket: parts.openSocket,
    schedule: parts.schedule,
    random: parts.random,
    onPoke: () => engine?.request('poked'),
    onReconnected: () => engine?.request('reconnected'),
  });

  const lead = (): void => {
    const session = vault.session.value;
    if (!running || session === null) return;
    engine = makeEngine(session);
    engine.start();
    poke.start();
  };

  const stopLeading = (): void => {
    poke.stop();
    engine?.stop();
    engine = null;
    release?.();
    release = null;
  };

  const startOver = (): void => {
    stopLeading();
    if (running && vault.session.value !== null) release = parts.leadership.seek(lead);
  };

  vault.session.subscribe(startOver);
  vault.onSaved(() => engine?.request('edited'));
  tabs.listen((message) => {
    if (message.kind === 'sync-state' && engine === null) state.value = message.state;
    else if (message.kind === 'records-changed') engine?.request('edited');
    else if (message.kind === 'sync-wanted') void engine?.syncNow();
  });

  return {
    state,
    unsyncedCount: vault.unsyncedCount,
    async syncNow() {
      if (engine === null) tabs.tell({ kind: 'sync-wanted' });
      else await engine.syncNow();
    },
    resume() {
      running = true;
      inBackground(vault.setLinked(true));
      if (engine === null) startOver();
      else engine.start();
    },
    pause() {
      running = false;
      stopLeading();
    },
    wake() {
      engine?.request('online');
      poke.wake();
    },
  };
}
