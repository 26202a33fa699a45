import type { EpochMs } from '@undertone/base/clock';
import { RESET_KEPT_MS } from '../factors/reset-store.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * What nobody needs any more, and how long after it ended. A used refresh token is kept for a week, so that whoever
 * shows it again within that time ends its session; later it is only refused.
 */
const SWEEPS = [
  { sql: 'DELETE FROM session WHERE expires_at < ?1', keptMs: 0 },
  { sql: 'DELETE FROM refresh_token WHERE expires_at < ?1', keptMs: 0 },
  { sql: 'DELETE FROM refresh_token WHERE used_at < ?1', keptMs: 7 * DAY_MS },
  { sql: 'DELETE FROM passkey_challenge WHERE expires_at < ?1', keptMs: 0 },
  { sql: 'DELETE FROM second_factor_reset WHERE due_at < ?1', keptMs: RESET_KEPT_MS },
  { sql: 'DELETE FROM attempt WHERE window_start < ?1', keptMs: DAY_MS },
  { sql: 'UPDATE invitation SET email = NULL, token_hash = NULL WHERE expires_at < ?1', keptMs: 0 },
  { sql: 'DELETE FROM invitation WHERE email IS NULL AND created_at < ?1', keptMs: DAY_MS },
] as const;

export async function sweepExpired(database: D1Database, now: EpochMs): Promise<void> {
  await database.batch(SWEEPS.map(({ sql, keptMs }) => database.prepare(sql).bind(now - keptMs)));
}
