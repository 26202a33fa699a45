import type { EpochMs } from '@undertone/base/clock';
import {
  GUARDED_ROLES,
  type Assurance,
  type OrganisationRole,
  type Role,
  type Scope,
} from '@undertone/contract/access';
import type { AccountId } from '../db/account-id.ts';
import type { AccessTokens } from './access-token.ts';
import type { Auth } from './auth.ts';
import { createTokenReader, SESSION_LIFETIME_S, SESSION_RENEWAL_AFTER_S } from './session-cookie.ts';

export interface Session {
  readonly sessionId: string;
  readonly accountId: AccountId;
  readonly email: string;
  readonly kind: 'web' | 'api';
  readonly scopes: 'all' | readonly Scope[];
  /** What is still owed before the session counts in full: a second factor to show, or one to set up first. */
  readonly due: 'show' | 'set-up' | null;
  readonly steppedUpAt: EpochMs | null;
  readonly hasSecondFactor: boolean;
  readonly isSuperAdmin: boolean;
  readonly memberships: readonly { readonly organisationId: string; readonly role: OrganisationRole }[];
  /** Cookies to set because the session was renewed. */
  readonly renewal: readonly string[];
}

export type ReadSession = (headers: Headers, now: EpochMs) => Promise<Session | null>;

const MINUTE_MS = 60_000;
/** Minutes without a request after which a session of a guarded role ends, whatever its owner prefers. */
export const GUARDED_IDLE_MINUTES = 15;
/** However much it is used, a session is begun anew once a year. */
export const MOST_SESSION_AGE_MS = 365 * 24 * 60 * MINUTE_MS;

const FIND = `SELECT session.id, session.created_at, session.expires_at, session.kind, session.scopes, session.assurance,
    session.stepped_up_at, session.last_seen_at, session.user_id, user.email, user.is_super_admin,
    user.has_second_factor, user.idle_minutes,
    (SELECT json_group_array(json_object('organisationId', organisation_id, 'role', role))
      FROM membership WHERE account_id = user.id) AS memberships
  FROM session JOIN user ON user.id = session.user_id AND user.locked_at IS NULL`;
const FIND_BROWSER = `${FIND} WHERE session.token = ?1 AND session.kind = 'web'`;
const FIND_PROGRAM = `${FIND} WHERE session.id = ?1 AND session.kind = 'api'`;

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

interface Row {
  readonly id: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly kind: Session['kind'];
  readonly scopes: string | null;
  readonly assurance: Exclude<Assurance, 'stepped-up'>;
  readonly stepped_up_at: number | null;
  readonly last_seen_at: number;
  readonly user_id: string;
  readonly email: string;
  readonly is_super_admin: number;
  readonly has_second_factor: number;
  readonly idle_minutes: number | null;
  readonly memberships: string;
}

/** What is due after the passphrase was right. */
export function dueOf(account: {
  readonly roles: readonly Role[];
  readonly hasSecondFactor: boolean;
}): Session['due'] {
  if (account.hasSecondFactor) return 'show';
  return isGuarded(account.roles) ? 'set-up' : null;
}

function isGuarded(roles: readonly Role[]): boolean {
  return roles.some((role) => (GUARDED_ROLES as readonly Role[]).includes(role));
}

/** One query for a session in use; `null` without one, at once after it was ended anywhere. */
export async function createSessionReader(
  database: D1Database,
  secret: string,
  auth: Auth,
  accessTokens: AccessTokens,
): Promise<ReadSession> {
  const readCookie = await createTokenReader(secret);

  const find = async (headers: Headers, now: EpochMs): Promise<Row | null> => {
    const authorization = headers.get('authorization');
    if (authorization === null) {
      const token = await readCookie(headers);
      return token === null ? null : database.prepare(FIND_BROWSER).bind(token).first<Row>();
    }
    // Whoever sends a token means the token: a cookie beside it counts for nothing.
    const token = BEARER.exec(authorization)?.[1];
    const sessionId = token === undefined ? null : await accessTokens.read(token, now);
    return sessionId === null ? null : database.prepare(FIND_PROGRAM).bind(sessionId).first<Row>();
  };

  return async (headers, now) => {
    const row = await find(headers, now);
    if (row === null || row.expires_at <= now) return null;
    if (now - row.created_at > MOST_SESSION_AGE_MS) return null;

    const memberships = JSON.parse(row.memberships) as Session['memberships'];
    const guarded = row.is_super_admin === 1 || isGuarded(memberships.map(({ role }) => role));
    // A program shows its refresh token again every few minutes; a person at a screen goes away.
    const idleMinutes =
      row.kind === 'api'
        ? null
        : guarded
          ? Math.min(GUARDED_IDLE_MINUTES, row.idle_minutes ?? Infinity)
          : row.idle_minutes;
    if (idleMinutes !== null && now - row.last_seen_at > idleMinutes * MINUTE_MS) return null;
    if (now - row.last_seen_at >= (idleMinutes === null ? 60 : 1) * MINUTE_MS) {
      await database.prepare('UPDATE session SET last_seen_at = ?2 WHERE id = ?1').bind(row.id, now).run();
    }

    const isDue =
      row.kind === 'web' &&
      row.assurance === 'full' &&
      row.expires_at - now < (SESSION_LIFETIME_S - SESSION_RENEWAL_AFTER_S) * 1000;
    const hasSecondFactor = row.has_second_factor === 1;
    const isPending = row.assurance === 'pending';
    return {
      sessionId: row.id,
      accountId: row.user_id as AccountId,
      email: row.email,
      kind: row.kind,
      scopes: row.scopes === null ? 'all' : (JSON.parse(row.scopes) as Scope[]),
      due: guarded && !hasSecondFactor ? 'set-up' : isPending ? 'show' : null,
      steppedUpAt: row.stepped_up_at as EpochMs | null,
      hasSecondFactor,
      isSuperAdmin: row.is_super_admin === 1,
      memberships,
      renewal: isDue ? (await auth.renew(headers)).cookies : [],
    };
  };
}
