import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import { createBackupCodes, hashBackupCode } from './backup-code.ts';
import { HAS_FACTOR } from './factor-sql.ts';

/** Codes on paper, each for one use. */
export interface BackupCodeStore {
  /** Ends the older ones. Without a factor that they could stand in for, there are none. */
  replace(accountId: AccountId): Promise<Result<readonly string[], 'no-factor'>>;
  use(accountId: AccountId, typed: string): Promise<Result<void, 'wrong-code'>>;
}

export function createBackupCodeStore(database: D1Database, random: RandomBytes): BackupCodeStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  return {
    replace: async (accountId) => {
      const codes = createBackupCodes(random);
      const hashes = await Promise.all(codes.map((one) => hashBackupCode(accountId, one)));
      const [, added] = await database.batch([
        prepare('DELETE FROM backup_code WHERE account_id = ?1', accountId),
        prepare(
          `INSERT INTO backup_code (account_id, hash) SELECT ?1, value FROM json_each(?2) WHERE ${HAS_FACTOR}
            RETURNING hash`,
          ...[accountId, JSON.stringify(hashes)],
        ),
      ]);
      return added?.results.length === codes.length ? ok(codes) : err('no-factor');
    },
    use: async (accountId, typed) => {
      const hash = await hashBackupCode(accountId, typed);
      const used = await prepare(
        'DELETE FROM backup_code WHERE account_id = ?1 AND hash = ?2 RETURNING hash',
        ...[accountId, hash],
      ).first();
      return used === null ? err('wrong-code') : ok();
    },
  };
}
