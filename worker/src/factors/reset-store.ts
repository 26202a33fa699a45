import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import { SETTLE } from './factor-sql.ts';

/** How long the owner has to say no, from any device that is signed in or with the factor itself. */
export const RESET_WAIT_MS = 72 * 3_600_000;
/** What was not finished by then is forgotten. */
export const RESET_KEPT_MS = 7 * 24 * 3_600_000;

/** Removals of lost second factors that somebody asked for. */
export interface ResetStore {
  /** When it may be finished; asking again begins no new wait. */
  request(accountId: AccountId, now: EpochMs): Promise<{ readonly dueAt: EpochMs; readonly isNew: boolean }>;
  dueAt(accountId: AccountId, now: EpochMs): Promise<EpochMs | null>;
  /** Whether there was one. */
  cancel(accountId: AccountId): Promise<boolean>;
  /** Removes every factor and every session but one. */
  finish(accountId: AccountId, keptSessionId: string, now: EpochMs): Promise<Result<void, 'not-found'>>;
}

const REQUEST = `INSERT INTO second_factor_reset (account_id, requested_at, due_at) VALUES (?1, ?2, ?3)
  ON CONFLICT (account_id) DO UPDATE SET requested_at = ?2, due_at = ?3
    WHERE due_at + ${RESET_KEPT_MS} <= ?2
  RETURNING due_at`;

const READY = `account_id = ?1 AND due_at <= ?2 AND due_at + ${RESET_KEPT_MS} > ?2`;

export function createResetStore(database: D1Database): ResetStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const dueAt = async (accountId: AccountId, now: EpochMs): Promise<EpochMs | null> => {
    const row = await prepare(
      `SELECT due_at FROM second_factor_reset WHERE account_id = ?1 AND due_at + ${RESET_KEPT_MS} > ?2`,
      ...[accountId, now],
    ).first<{ due_at: number }>();
    return row === null ? null : (row.due_at as EpochMs);
  };

  return {
    dueAt,
    request: async (accountId, now) => {
      const due = (now + RESET_WAIT_MS) as EpochMs;
      const begun = await prepare(REQUEST, accountId, now, due).first<{ due_at: number }>();
      return { dueAt: begun === null ? ((await dueAt(accountId, now)) ?? due) : due, isNew: begun !== null };
    },
    cancel: async (accountId) => {
      const { meta } = await prepare(
        'DELETE FROM second_factor_reset WHERE account_id = ?1',
        accountId,
      ).run();
      return meta.changes > 0;
    },
    finish: async (accountId, keptSessionId, now) => {
      const isReady = `EXISTS (SELECT 1 FROM second_factor_reset WHERE ${READY})`;
      const [ready] = await database.batch([
        prepare(`SELECT 1 FROM second_factor_reset WHERE ${READY}`, accountId, now),
        prepare(`DELETE FROM totp WHERE account_id = ?1 AND ${isReady}`, accountId, now),
        prepare(`DELETE FROM passkey WHERE account_id = ?1 AND ${isReady}`, accountId, now),
        prepare(
          `DELETE FROM session WHERE user_id = ?1 AND id <> ?3 AND ${isReady}`,
          ...[accountId, now, keptSessionId],
        ),
        ...SETTLE.map((sql) => prepare(sql, accountId)),
      ]);
      return ready?.results.length === 1 ? ok() : err('not-found');
    },
  };
}
