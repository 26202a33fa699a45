import type { EpochMs } from '@undertone/base/clock';
import type { StorageSafety } from '../../app/services.ts';

export type SafetyCheck =
  | { readonly id: 'installed'; readonly well: boolean; readonly possible: boolean }
  | { readonly id: 'persisted'; readonly well: boolean }
  /** `unsynced: null` without an account. */
  | { readonly id: 'synced'; readonly well: boolean; readonly unsynced: number | null }
  | { readonly id: 'backup'; readonly well: boolean; readonly lastAt: EpochMs | null };

export interface SafetyFacts {
  readonly safety: StorageSafety;
  readonly unsynced: number;
  readonly hasAccount: boolean;
  readonly entries: number;
  readonly now: EpochMs;
}

export const BACKUP_STALE_MS = 30 * 86_400_000;

/** A backup may be missing while there is nothing to lose, and old while a server holds a sealed copy. */
export function judgeSafety({
  safety,
  unsynced,
  hasAccount,
  entries,
  now,
}: SafetyFacts): readonly SafetyCheck[] {
  const fresh = safety.lastBackupAt !== null && now - safety.lastBackupAt < BACKUP_STALE_MS;
  return [
    { id: 'installed', well: safety.installed, possible: safety.installable },
    // A browser that cannot say is not held against the person: there is nothing they could do.
    { id: 'persisted', well: safety.persisted !== false },
    { id: 'synced', well: hasAccount && unsynced === 0, unsynced: hasAccount ? unsynced : null },
    {
      id: 'backup',
      well: fresh || (hasAccount && unsynced === 0) || entries === 0,
      lastAt: safety.lastBackupAt,
    },
  ];
}
