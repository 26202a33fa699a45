import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import type { SyncReply } from '@undertone/contract/sync';
import { createSyncEngine, type SyncEngine } from '../sync/engine.ts';
import type { Transport } from '../sync/transport.ts';
import { narrowLane } from '../vault/open-lane.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountState, SyncPort, SyncState } from './services.ts';

/** Runs the sync loop for as long as somebody is signed in, over whichever journal is open. */
export function composeSync(parts: {
  readonly vault: Vault;
  readonly account: ReadonlySignal<AccountState>;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly onReply: (reply: SyncReply) => void;
}): SyncPort & { request: SyncEngine['request'] } {
  const { vault } = parts;
  const loopState = signal<SyncState>({ kind: 'off' });
  const accountKind = computed(() => parts.account.value.kind);
  let engine: SyncEngine | null = null;

  effect(() => {
    const session = vault.session.value;
    const signedIn = accountKind.value === 'signed-in';
    untracked(() => {
      engine?.stop();
      engine = null;
      if (session === null || !signedIn) return;
      engine = createSyncEngine({
        store: session.store,
        transport: parts.transport,
        clock: parts.clock,
        random: Math.random,
        schedule: (delayMs, run) => {
          const timer = setTimeout(run, delayMs);
          return () => clearTimeout(timer);
        },
        narrow: (op) => ({ ...op, open: narrowLane(op.open, vault.granted.value) }),
        mergePulled: (recordIds) => vault.mergePulled(recordIds),
        queueAgain: (recordIds) => vault.queueAgain(recordIds),
        onSettled: () => void vault.refreshUnsynced(),
        onReply: parts.onReply,
        onState: (state) => (loopState.value = state),
      });
      engine.start();
    });
  });

  const request: SyncEngine['request'] = (why) => engine?.request(why);
  vault.onSaved(() => request('edited'));

  return {
    state: computed(() =>
      accountKind.value === 'session-expired'
        ? { kind: 'stopped', reason: 'session-expired' }
        : loopState.value,
    ),
    unsyncedCount: vault.unsyncedCount,
    syncNow: async () => engine?.syncNow(),
    request,
  };
}
