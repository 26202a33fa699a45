import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { APIError, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { drizzle } from 'drizzle-orm/d1';
import { credentials, sessions, users, verifications } from '../db/schema/accounts.ts';
import { hashSecret, verifySecret } from './secret-hash.ts';
import { SESSION_COOKIE, SESSION_LIFETIME_S, SESSION_RENEWAL_AFTER_S } from './session-cookie.ts';

/** Signs in and out. Cookies are `set-cookie` values. */
export interface Auth {
  /**
   * The session counts in full only when nothing else is due.
   * @param as `secretHash`: what the secret was checked against. A session of a passphrase that is changed while it
   *   begins would outlive those that the change ends.
   */
  signIn(
    credentials: { readonly email: string; readonly authSecret: string },
    as: {
      readonly assurance: 'pending' | 'full';
      readonly label: string;
      readonly secretHash: string;
      readonly now: EpochMs;
    },
  ): Promise<
    Result<{ sessionId: string; assurance: 'pending' | 'full'; cookies: string[] }, 'wrong-credentials'>
  >;
  signOut(headers: Headers): Promise<{ cookies: string[] }>;
  /** Moves the expiry of a session on. */
  renew(headers: Headers): Promise<{ cookies: string[] }>;
  hash(secret: string): Promise<string>;
  /** `null` stands for an account that is not there: the answer is no, after the same work. */
  verify(secret: string, hash: string | null): Promise<boolean>;
}

export const MOST_BROWSERS = 50;

/** Time to find the phone with the authenticator, and no more: until then the session opens nothing. */
const PENDING_LIFETIME_MS = 3600_000;

/** What was due was asked before the session began: a second factor that was added since is due all the same. */
const ASSURANCE = `iif((SELECT has_second_factor FROM user WHERE user.id = session.user_id) = 1, 'pending', ?2)`;
const BEGIN = `UPDATE session SET label = ?3, last_seen_at = ?4, assurance = ${ASSURANCE},
    expires_at = iif(${ASSURANCE} = 'pending', ?4 + ${PENDING_LIFETIME_MS}, expires_at)
  WHERE token = ?1 AND EXISTS (
    SELECT 1 FROM credential JOIN user ON user.id = credential.user_id AND user.locked_at IS NULL
    WHERE user.id = session.user_id AND credential.provider_id = 'credential' AND credential.password = ?5)
  RETURNING id, assurance`;

/** Whoever signs in once more than anyone has devices ends the oldest. */
const CAP = `DELETE FROM session WHERE id IN (
  SELECT id FROM session WHERE kind = 'web' AND user_id = (SELECT user_id FROM session WHERE token = ?1)
  ORDER BY created_at DESC, id LIMIT -1 OFFSET ${MOST_BROWSERS})`;

/**
 * better-auth on our tables, called as a library: its own HTTP handler is not mounted, so no address of it exists
 * that the contract does not list. It neither logs nor reports anything.
 */
export function createAuth(database: D1Database, secret: string, random: RandomBytes): Auth {
  const hash = (plain: string) => hashSecret(plain, random);
  const auth = betterAuth({
    baseURL: 'https://undertone.invalid',
    secret,
    database: drizzleAdapter(drizzle(database), {
      provider: 'sqlite',
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      password: { hash, verify: ({ hash: stored, password }) => verifySecret(password, stored) },
    },
    session: { expiresIn: SESSION_LIFETIME_S, updateAge: SESSION_RENEWAL_AFTER_S },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: SESSION_COOKIE,
          attributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });

  return {
    hash,
    verify: async (plain, stored) => {
      if (stored !== null) return verifySecret(plain, stored);
      await hash(plain);
      return false;
    },
    signIn: async ({ email, authSecret }, { assurance, label, secretHash, now }) => {
      try {
        // No headers of the request go in: the session row is to know neither address nor browser.
        const { headers, response } = await auth.api.signInEmail({
          body: { email, password: authSecret },
          headers: new Headers(),
          returnHeaders: true,
        });
        const begun = await database
          .prepare(BEGIN)
          .bind(response.token, assurance, label, now, secretHash)
          .first<{ id: string; assurance: 'pending' | 'full' }>();
        if (begun === null) {
          await database.prepare('DELETE FROM session WHERE token = ?1').bind(response.token).run();
          return err('wrong-credentials');
        }
        await database.prepare(CAP).bind(response.token).run();
        const { id: sessionId, assurance: stored } = begun;
        return ok({ sessionId, assurance: stored, cookies: headers.getSetCookie() });
      } catch (error) {
        if (error instanceof APIError && error.status === 'UNAUTHORIZED') return err('wrong-credentials');
        throw error;
      }
    },
    signOut: async (headers) => {
      const result = await auth.api.signOut({ headers: onlyCookie(headers), returnHeaders: true });
      return { cookies: onlySession(result.headers) };
    },
    renew: async (headers) => {
      const result = await auth.api.getSession({ headers: onlyCookie(headers), returnHeaders: true });
      return { cookies: onlySession(result.headers) };
    },
  };
}

function onlyCookie(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' });
}

/** better-auth also clears cookies that we never set. */
function onlySession(headers: Headers): string[] {
  return headers.getSetCookie().filter((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));
}
