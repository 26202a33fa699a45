import { signal } from '@preact/signals';
import type { EpochMs } from '@undertone/base/clock';
import type { StorageSafety, StorageSafetyPort } from '../app/services.ts';
import type { DeviceDatabase } from './device-database.ts';

/** Chromium's, missing from the DOM's types: the browser offers to install. */
export interface InstallPrompt {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** The browser, as far as it decides how safely a journal is kept; each part may be missing. */
export interface StorageHost {
  readonly storage: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>> | undefined;
  readonly isInstalled: () => boolean;
  readonly onInstallable: (listener: (prompt: InstallPrompt) => void) => void;
  readonly onInstalled: (listener: () => void) => void;
}

export interface StorageSafetyControl extends StorageSafetyPort {
  refresh(): Promise<void>;
  noteBackup(at: EpochMs): Promise<void>;
}

const LAST_BACKUP = 'last-backup';

export function createStorageSafety(
  host: StorageHost,
  database: DeviceDatabase | null,
): StorageSafetyControl {
  const state = signal<StorageSafety>({
    installed: host.isInstalled(),
    installable: false,
    persisted: null,
    usedBytes: null,
    quotaBytes: null,
    lastBackupAt: null,
  });
  let prompt: InstallPrompt | null = null;

  const show = (change: Partial<StorageSafety>): void => {
    state.value = { ...state.value, ...change };
  };

  host.onInstallable((offered) => {
    prompt = offered;
    show({ installable: true });
  });
  host.onInstalled(() => {
    prompt = null;
    show({ installed: true, installable: false });
  });

  const refresh = async (): Promise<void> => {
    const [persisted, estimate, lastBackupAt] = await Promise.all([
      orNull(host.storage?.persisted?.()),
      orNull(host.storage?.estimate?.()),
      orNull(database?.get('state', LAST_BACKUP)),
    ]);
    show({
      installed: host.isInstalled(),
      persisted,
      usedBytes: estimate?.usage ?? null,
      quotaBytes: estimate?.quota ?? null,
      lastBackupAt: typeof lastBackupAt === 'number' ? (lastBackupAt as EpochMs) : state.value.lastBackupAt,
    });
  };

  return {
    state,
    refresh,
    async install() {
      if (prompt === null) return false;
      const { outcome } = await prompt.prompt();
      // A prompt serves once; the browser offers another when it sees fit.
      prompt = null;
      show({ installable: false, installed: state.value.installed || outcome === 'accepted' });
      return outcome === 'accepted';
    },
    async askPersistence() {
      const granted = (await orNull(host.storage?.persist?.())) ?? false;
      await refresh();
      return granted;
    },
    async noteBackup(at) {
      show({ lastBackupAt: at });
      await orNull(database?.put('state', LAST_BACKUP, at));
    },
  };
}

/** What a browser lacks or refuses is unknown, not an error. */
async function orNull<Value>(answer: Promise<Value> | undefined): Promise<Value | null> {
  try {
    return (await answer) ?? null;
  } catch {
    return null;
  }
}
