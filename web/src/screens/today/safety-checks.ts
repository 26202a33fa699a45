import type { EpochMs } from '@undertone/base/clock';
import type { StorageSafety } from '../../app/services.ts';

export type SafetyCheck =
  | { readonly id: 'installed'; readonly well: boolean; readonly possible: boolean }
  | { readonly id: 'persisted'; readonly well: boolean }
  /** `unsynced: null` without an account. */
  | { readonly id: 'synced'; readonly well: boolean; readonly unsynced: number | null }
  /** Kept recordings that the account's server does not hold; only where there are any. */
  | { readonly id: 'recordings'; readonly well: false; readonly unsent: number }
  | { readonly id: 'backup'; readonly well: boolean; readonly lastAt: EpochMs | null };

export interface SafetyFacts {
  readonly safety: StorageSafety;
  readonly unsynced: number;
  /** Kept recordings that lie on this device only. */
  readonly unsentRecordings: number;
  readonly hasAccount: boolean;
  readonly entries: number;
  readonly now: EpochMs;
}

export const BACKUP_STALE_MS = 30 * 86_400_000;

/** A backup may be missing while there is nothing to lose, and old while a server holds a sealed copy. */
export function judgeSafety({
  safety,
  unsynced,
  unsentRecordings,
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
    // Without an account the line above says it of everything.
    ...(hasAccount && unsentRecordings > 0
      ? [{ id: 'recordings', well: false, unsent: unsentRecordings } as const]
      : []),
    {
      id: 'backup',
      well: fresh || (hasAccount && unsynced === 0) || entries === 0,
      lastAt: safety.lastBackupAt,
    },
  ];
}
