import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Failure } from '../http/failure.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Wrong guesses in a row, and how long the next one then waits. Fewer wait for nothing. */
const WAIT_AFTER = [
  [5, 5 * SECOND_MS],
  [6, 15 * SECOND_MS],
  [7, MINUTE_MS],
  [8, 5 * MINUTE_MS],
  [9, 15 * MINUTE_MS],
] as const;

/** Wrong guesses in a row that lock. */
export const GUESSES_TO_LOCK = 10;
/**
 * A lock is the longest wait, and after it everything is forgotten: so at most twenty guesses a day, at a secret that
 * is 256 bits of Argon2id, and nobody is locked out for good where the deployment sends no mail.
 */
export const LOCK_MS = 12 * 60 * MINUTE_MS;

const WAIT = `(CASE count ${WAIT_AFTER.map(([count, waitMs]) => `WHEN ${count} THEN ${waitMs}`).join(' ')} ELSE iif(count >= ${GUESSES_TO_LOCK}, ${LOCK_MS}, 0) END)`;

/** One statement, so that of many guesses at once none slips by. A refused one changes nothing. */
const CLAIM = `INSERT INTO guess (key, count, last_at) VALUES (?1, 1, ?2)
  ON CONFLICT (key) DO UPDATE SET
    count = iif(last_at + ${LOCK_MS} <= ?2, 1, count + 1),
    told_at = iif(last_at + ${LOCK_MS} <= ?2, NULL, told_at),
    last_at = ?2
  WHERE last_at + ${WAIT} <= ?2
  RETURNING count`;

const LOOK = `SELECT count, last_at + ${WAIT} AS free_at FROM guess WHERE key = ?1`;

const ANNOUNCE = `UPDATE guess SET told_at = ?2 WHERE key = ?1 AND count >= ${GUESSES_TO_LOCK} AND told_at IS NULL
  RETURNING last_at`;

export interface GuessLocks {
  /** Counts a guess, or refuses it: `rate-limited` while the next must wait, `account-locked` after too many. */
  claim(key: string, now: EpochMs): Promise<Result<void, Failure>>;
  /** When the lock ends, to the first who asks after each lock; else `null`. */
  announce(key: string, now: EpochMs): Promise<EpochMs | null>;
  forget(key: string): D1PreparedStatement;
}

/** Growing delay, then a lock, for each key by itself. */
export function createGuessLocks(database: D1Database): GuessLocks {
  return {
    claim: async (key, now) => {
      const claimed = await database.prepare(CLAIM).bind(key, now).first<{ count: number }>();
      if (claimed !== null) return ok();
      const row = await database.prepare(LOOK).bind(key).first<{ count: number; free_at: number }>();
      // Forgiven in between: the next try will find it so.
      const retryAfterMs = row === null ? SECOND_MS : Math.max(SECOND_MS, row.free_at - now);
      const isLocked = row !== null && row.count >= GUESSES_TO_LOCK;
      return err({ code: isLocked ? 'account-locked' : 'rate-limited', retryAfterMs });
    },
    announce: async (key, now) => {
      const row = await database.prepare(ANNOUNCE).bind(key, now).first<{ last_at: number }>();
      return row === null ? null : ((row.last_at + LOCK_MS) as EpochMs);
    },
    forget: (key) => database.prepare(`DELETE FROM guess WHERE key = ?1`).bind(key),
  };
}
