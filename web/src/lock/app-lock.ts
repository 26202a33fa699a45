import { computed, signal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import { err, type Result } from '@undertone/base/result';
import { StretchNotLoaded } from '../account/stretch-message.ts';
import {
  RELOCK_MINUTES,
  type AppLockPort,
  type AppLockState,
  type LockFailure,
  type RelockMinutes,
} from '../app/app-lock-port.ts';
import { finishBeforeReload } from '../app/before-reload.ts';
import type { JournalStatus } from '../app/journal-port.ts';
import { declineAllSnacks } from '../app/snackbar.ts';
import { hasUnsaved } from '../app/unsaved.ts';
import { StorageFailure } from '../sync/store-tables.ts';
import { inBackground } from '../vault/in-background.ts';
import type { TabChannel } from '../vault/tab-channel.ts';
import type { Vault } from '../vault/vault.ts';
import type { AppLockActions } from './app-lock-actions.ts';
import { createRelock, type RelockHost } from './relock.ts';
import { measureWait } from './tries.ts';

export interface AppLock extends AppLockPort {
  /** Looks at what is set; call when the vault was opened, or turned out to be locked. */
  refresh(): Promise<void>;
}

export interface AppLockParts {
  readonly vault: Pick<Vault, 'journal' | 'lock' | 'locks' | 'open'>;
  readonly clock: Clock;
  readonly tabs: TabChannel;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly host: RelockHost;
  readonly readPreference: (key: string) => string | null;
  readonly writePreference: (key: string, value: string | null) => void;
  /** Keys, Argon2id and passkeys come with the first act that needs them. */
  readonly loadActions: () => Promise<AppLockActions>;
  /** The journal came out from behind the lock. */
  readonly onOpened: () => Promise<void>;
  readonly canUsePasskey: () => Promise<boolean>;
  readonly eraseDevice: () => Promise<void>;
}

const RELOCK_KEY = 'undertone.relock-minutes';
const RELOCK_UNLESS_CHOSEN: RelockMinutes = 1;

/** How long saving a draft may put the lock off: a storage that hangs must not keep the journal open. */
const FINISH_MOST_MS = 5_000;

const NOTHING_SET: Pick<AppLockState, 'ways' | 'waits'> = { ways: [], waits: {} };

export function createAppLock(parts: AppLockParts): AppLock {
  const { vault, clock, tabs } = parts;
  const set = signal(NOTHING_SET);
  const relockAfter = signal(readMinutes(parts.readPreference(RELOCK_KEY)));

  const state = computed<AppLockState>(() => ({
    ...set.value,
    kind: kindOf(vault.journal.status.value, set.value),
  }));
  let locking: Promise<void> | null = null;

  const pause = (delayMs: number) => new Promise<void>((resolve) => void parts.schedule(delayMs, resolve));

  /** An editor that leaves the screen saves what it holds; only then is it known to be saved. */
  const finish = async (): Promise<void> => {
    const saved = async () => {
      for (let round = 0; round < 2; round++) {
        await pause(0);
        await finishBeforeReload();
      }
    };
    await Promise.race([saved(), pause(FINISH_MOST_MS)]);
    declineAllSnacks();
  };

  const lockHere = (): Promise<void> => {
    if (state.value.kind !== 'open') return Promise.resolve();
    locking ??= vault.lock(finish).finally(() => (locking = null));
    return locking;
  };

  const relock = createRelock({
    host: parts.host,
    clock,
    schedule: parts.schedule,
    tabs,
    minutes: () => relockAfter.value,
    isOpen: () => state.value.kind === 'open',
    holdsUnsaved: hasUnsaved,
    lock: () => inBackground(lockHere()),
  });

  const refresh = async (): Promise<void> => {
    const locks = await vault.locks();
    const rows = await locks.rows();
    const now = clock.now();
    set.value = {
      ways: rows.map(({ kind }) => kind),
      waits: Object.fromEntries(
        rows.flatMap(({ kind, tries }) => {
          const { waitMs } = measureWait(tries, now);
          return waitMs > 0 ? [[kind, now + waitMs]] : [];
        }),
      ),
    };
    relock.start();
  };

  const act = async <Value, Failure>(
    run: (actions: AppLockActions) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure | 'storage-unavailable' | 'code-missing'>> => {
    const actions = await parts.loadActions().catch(() => null);
    if (actions === null) return err('code-missing');
    try {
      const done = await run(actions);
      await refresh();
      return done;
    } catch (error) {
      if (error instanceof StorageFailure) return err('storage-unavailable');
      if (error instanceof StretchNotLoaded) return err('code-missing');
      throw error;
    }
  };

  /** The others look at what is set now, and close if they have no key for it. */
  const change = async (
    run: (actions: AppLockActions) => Promise<Result<void, LockFailure>>,
  ): Promise<Result<void, LockFailure>> => {
    const done = await act(run);
    if (done.ok) tabs.tell({ kind: 'lock-changed' });
    return done;
  };

  const followOtherTab = async (): Promise<void> => {
    const wasLocked = state.value.kind === 'locked';
    const locks = await vault.locks();
    await refresh();
    if (set.value.ways.length > 0) {
      if (locks.openKey() === null) await lockHere();
      return;
    }
    locks.closeKey();
    if (!wasLocked) return;
    await vault.open();
    await parts.onOpened();
  };

  tabs.listen((message) => {
    if (message.kind === 'lock' && message.now) inBackground(lockHere());
    else if (message.kind === 'lock-changed') inBackground(followOtherTab());
  });

  return {
    state,
    relockAfter,
    refresh,
    waitMs: (way) => Math.max(0, (set.value.waits[way] ?? 0) - clock.now()),
    setRelockAfter(minutes) {
      relockAfter.value = minutes;
      parts.writePreference(RELOCK_KEY, String(minutes));
      relock.start();
    },
    async lockNow() {
      tabs.tell({ kind: 'lock', now: true });
      await lockHere();
    },
    async unlock(answer) {
      const done = await act((actions) => actions.unlock(answer));
      if (done.ok) await parts.onOpened();
      return done;
    },
    set: (next, current) => change((actions) => actions.set(next, current)),
    remove: (way, current) => change((actions) => actions.remove(way, current)),
    canUsePasskey: parts.canUsePasskey,
    async reopen(by, onProgress) {
      const done = await act((actions) => actions.reopen(by, onProgress));
      if (!done.ok) return done;
      tabs.tell({ kind: 'lock-changed' });
      await parts.onOpened();
      return done;
    },
    eraseDevice: parts.eraseDevice,
  };
}

function kindOf(status: JournalStatus, { ways }: Pick<AppLockState, 'ways'>): AppLockState['kind'] {
  if (status.kind === 'locked') return 'locked';
  // Where there is no journal there is nothing to close: its own page says what is the matter.
  return ways.length === 0 || status.kind === 'unavailable' ? 'off' : 'open';
}

function readMinutes(stored: string | null): RelockMinutes {
  return RELOCK_MINUTES.find((minutes) => String(minutes) === stored) ?? RELOCK_UNLESS_CHOSEN;
}
