import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { SESSION_COOKIE, SESSION_LIFETIME_S } from '../account/session-cookie.ts';
import type { AccountId } from '../db/account-id.ts';

const TOKEN_BYTES = 32;

interface Begun {
  readonly sessionId: string;
  readonly cookies: readonly string[];
}

/** Sessions that begin, or count in full, by something else than a passphrase. */
export interface RaisedSessions {
  /**
   * By a passkey alone, which is a second factor shown. `null` when it was removed, or the account locked, meanwhile.
   */
  begin(
    passkey: { readonly id: string; readonly accountId: AccountId },
    label: string,
    now: EpochMs,
  ): Promise<Begun | null>;
  /**
   * The session counts in full, under a new token: one that was planted or seen before is worth nothing afterwards.
   * `null` when it has ended meanwhile.
   */
  raise(
    accountId: AccountId,
    sessionId: string,
    as: { readonly steppedUp: boolean },
    now: EpochMs,
  ): Promise<Begun | null>;
  /** Marks that it was shown again, for this session only. */
  stepUp(accountId: AccountId, sessionId: string, now: EpochMs): Promise<void>;
}

const BEGIN = `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, kind, assurance,
    stepped_up_at, last_seen_at, label)
  SELECT ?1, ?2, user.id, ?4, ?5, ?5, 'web', 'full', ?5, ?5, ?6
  FROM passkey JOIN user ON user.id = passkey.account_id AND user.locked_at IS NULL
  WHERE passkey.id = ?7 AND passkey.account_id = ?3
  RETURNING id`;

const RAISE = `UPDATE session SET token = ?3, expires_at = ?4, updated_at = ?5, last_seen_at = ?5, assurance = 'full',
    stepped_up_at = coalesce(?6, stepped_up_at)
  WHERE id = ?2 AND user_id = ?1 AND kind = 'web' RETURNING id`;

/** Rows and cookies are those of better-auth, which renews and ends them as its own. */
export async function createRaisedSessions(
  database: D1Database,
  secret: string,
  random: RandomBytes,
): Promise<RaisedSessions> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  const cookieOf = async (token: string): Promise<string> => {
    const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(token)));
    const signed = encodeURIComponent(`${token}.${btoa(String.fromCharCode(...signature))}`);
    return `${SESSION_COOKIE}=${signed}; Max-Age=${SESSION_LIFETIME_S}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  };
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const expiryAt = (now: EpochMs) => now + SESSION_LIFETIME_S * 1000;

  return {
    begin: async ({ id, accountId }, label, now) => {
      const [sessionId, token] = [createUuid(random), toBase64Url(random(TOKEN_BYTES))];
      const begun = await prepare(
        BEGIN,
        ...[sessionId, token, accountId, expiryAt(now), now, label, id],
      ).first();
      return begun === null ? null : { sessionId, cookies: [await cookieOf(token)] };
    },
    raise: async (accountId, sessionId, { steppedUp }, now) => {
      const token = toBase64Url(random(TOKEN_BYTES));
      const raised = await prepare(
        RAISE,
        ...[accountId, sessionId, token, expiryAt(now), now, steppedUp ? now : null],
      ).first();
      return raised === null ? null : { sessionId, cookies: [await cookieOf(token)] };
    },
    stepUp: async (accountId, sessionId, now) => {
      await prepare(
        'UPDATE session SET stepped_up_at = ?3 WHERE id = ?2 AND user_id = ?1',
        ...[accountId, sessionId, now],
      ).run();
    },
  };
}
