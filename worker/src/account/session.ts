import type { EpochMs } from '@undertone/base/clock';
import type { AccountId } from '../db/account-id.ts';
import type { Auth } from './auth.ts';
import { createTokenReader, SESSION_LIFETIME_S, SESSION_RENEWAL_AFTER_S } from './session-cookie.ts';

export interface Session {
  readonly sessionId: string;
  readonly accountId: AccountId;
  readonly email: string;
  /** Cookies to set because the session was renewed. */
  readonly renewal: readonly string[];
}

export type ReadSession = (headers: Headers, now: EpochMs) => Promise<Session | null>;

const FIND = `SELECT session.id, session.expires_at, session.user_id, user.email
  FROM session JOIN user ON user.id = session.user_id WHERE session.token = ?1`;

/** One query for a session in use; `null` without one, at once after it was ended anywhere. */
export async function createSessionReader(
  database: D1Database,
  secret: string,
  auth: Auth,
): Promise<ReadSession> {
  const readToken = await createTokenReader(secret);
  return async (headers, now) => {
    const token = await readToken(headers);
    if (token === null) return null;
    const row = await database
      .prepare(FIND)
      .bind(token)
      .first<{ id: string; expires_at: number; user_id: string; email: string }>();
    if (row === null || row.expires_at <= now) return null;
    const isDue = row.expires_at - now < (SESSION_LIFETIME_S - SESSION_RENEWAL_AFTER_S) * 1000;
    const renewal = isDue ? (await auth.renew(headers)).cookies : [];
    return { sessionId: row.id, accountId: row.user_id as AccountId, email: row.email, renewal };
  };
}
