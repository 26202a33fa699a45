import { toBase64Url } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';

/** Long enough to fetch a key from another room. */
const LIFETIME_MS = 5 * 60_000;
const CHALLENGE_BYTES = 32;

export type ChallengePurpose = 'add' | 'second-factor' | 'sign-in' | 'step-up';

/** What authenticators are asked to sign: random, for one purpose and one session, once. */
export interface PasskeyChallenges {
  create(purpose: ChallengePurpose, sessionId: string | null, now: EpochMs): Promise<string>;
  /** Uses it up, also where what it comes with then proves wrong. */
  take(
    challenge: string,
    purpose: ChallengePurpose,
    sessionId: string | null,
    now: EpochMs,
  ): Promise<boolean>;
}

export function createPasskeyChallenges(database: D1Database, random: RandomBytes): PasskeyChallenges {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  return {
    create: async (purpose, sessionId, now) => {
      const challenge = toBase64Url(random(CHALLENGE_BYTES));
      await database.batch([
        prepare('DELETE FROM passkey_challenge WHERE expires_at <= ?1', now),
        prepare(
          `INSERT INTO passkey_challenge (challenge, purpose, session_id, expires_at) VALUES (?1, ?2, ?3, ?4)`,
          ...[challenge, purpose, sessionId, now + LIFETIME_MS],
        ),
      ]);
      return challenge;
    },
    take: async (challenge, purpose, sessionId, now) => {
      const taken = await prepare(
        `DELETE FROM passkey_challenge
          WHERE challenge = ?1 AND purpose = ?2 AND session_id IS ?3 AND expires_at > ?4 RETURNING challenge`,
        ...[challenge, purpose, sessionId, now],
      ).first();
      return taken !== null;
    },
  };
}
