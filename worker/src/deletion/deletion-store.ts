import type { EpochMs } from '@undertone/base/clock';
import { DELETION_COOLING_OFF_DAYS } from '@undertone/contract/profile';
import type { AccountId } from '../db/account-id.ts';

export const COOLING_OFF_MS = DELETION_COOLING_OFF_DAYS * 24 * 3600 * 1000;

/** When accounts are to be deleted. */
export interface DeletionStore {
  /** Asked again, the first time stands. */
  request(
    account: AccountId,
    now: EpochMs,
  ): Promise<{ readonly deletesAt: EpochMs; readonly isNew: boolean }>;
  /** `false`: none was asked for, or it is being carried out. */
  cancel(account: AccountId): Promise<boolean>;
}

export function createDeletionStore(database: D1Database): DeletionStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  return {
    request: async (account, now) => {
      const asked = await prepare(
        'UPDATE user SET delete_after = ?2 WHERE id = ?1 AND delete_after IS NULL',
        ...[account, now + COOLING_OFF_MS],
      ).run();
      const row = await prepare('SELECT delete_after FROM user WHERE id = ?1', account).first<{
        delete_after: number | null;
      }>();
      const deletesAt = row?.delete_after ?? now + COOLING_OFF_MS;
      return { deletesAt: deletesAt as EpochMs, isNew: asked.meta.changes > 0 };
    },
    cancel: async (account) => {
      const { meta } = await prepare(
        // Also after its time, until it is really begun: that locks the account.
        'UPDATE user SET delete_after = NULL WHERE id = ?1 AND delete_after IS NOT NULL AND locked_at IS NULL',
        account,
      ).run();
      return meta.changes > 0;
    },
  };
}
