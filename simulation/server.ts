import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { SyncRequestSchema, type SyncReply } from '@undertone/contract/sync';
import type { TransportFailure } from '@undertone/web/sync/transport';
import { exchange } from '@undertone/worker/sync/exchange';
import { createMemoryStore, type MemoryBackup } from '@undertone/worker/sync/memory-store';
import type { SyncStore } from '@undertone/worker/sync/store';
import * as v from 'valibot';
import type { Chance } from './chance.ts';
import { hashOnThisThread } from './quick-digest.ts';
import type { Stage } from './stage.ts';

const ACCOUNT = 'account' as never;
const NO_QUOTA = Number.MAX_SAFE_INTEGER;

hashOnThisThread();

class ServerCrash extends Error {}

/** The Worker's own exchange over its memory store, which may die at any step and be restored from a backup. */
export interface SimulatedServer {
  handle(body: unknown, session: { readonly valid: boolean }): Promise<Result<SyncReply, TransportFailure>>;
  setQuota(chars: number | null): void;
  /** Chance of a crash at each step of the store. */
  crashes: number;
  /** Answers every client that it speaks another protocol. */
  outdatesClients: boolean;
  takeBackup(): void;
  /** Back to the last backup: whatever was acknowledged since is lost here. Every connection breaks. */
  restoreBackup(): boolean;
  /** Changes when connections break. */
  life(): number;
}

export function createServer(stage: Stage, chance: Chance, nowMs: () => number): SimulatedServer {
  const store = createMemoryStore();
  let backup: MemoryBackup | null = null;
  let life = 0;

  const server: SimulatedServer = {
    crashes: 0,
    outdatesClients: false,
    async handle(body, session) {
      if (server.outdatesClients) return err({ code: 'protocol-unsupported' });
      if (!session.valid) return err({ code: 'unauthenticated' });
      const request = v.safeParse(SyncRequestSchema, structuredClone(body));
      if (!request.success)
        throw new Error(`a device sent what the contract refuses: ${request.issues[0].message}`);
      const mine = life;
      const step = async (): Promise<void> => {
        stage.leave();
        await stage.turn();
        stage.enter();
        if (mine !== life || chance.happens(server.crashes)) throw new ServerCrash();
      };
      stage.enter();
      try {
        const done = await exchange(withSteps(store, step), ACCOUNT, request.output, nowMs() as EpochMs);
        return done.ok ? ok(structuredClone(done.value.reply)) : err({ code: 'unavailable' });
      } catch (error) {
        if (error instanceof ServerCrash) return err({ code: 'offline' });
        throw error;
      } finally {
        stage.leave();
      }
    },
    life: () => life,
    setQuota: (chars) => store.setQuota(ACCOUNT, chars ?? NO_QUOTA),
    takeBackup: () => void (backup = store.backup()),
    restoreBackup() {
      if (backup === null) return false;
      life++;
      store.restore(backup);
      return true;
    },
  };
  return server;
}

/** A crash may come before a step has any effect, and after it had all of it. */
function withSteps(store: SyncStore, step: () => Promise<void>): SyncStore {
  const around =
    <Arguments extends unknown[], Value>(method: (...args: Arguments) => Promise<Value>) =>
    async (...args: Arguments): Promise<Value> => {
      await step();
      const value = await method(...args);
      await step();
      return value;
    };
  return {
    ...store,
    readHead: around(store.readHead.bind(store)),
    readPage: around(store.readPage.bind(store)),
    readForPush: around(store.readForPush.bind(store)),
    commit: around(store.commit.bind(store)),
  };
}
