import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { Scope } from '@undertone/contract/access';
import type { AccountId } from '../db/account-id.ts';
import { SESSION_LIFETIME_S } from './session-cookie.ts';

const MOST_PROGRAMS = 50;
const TOKEN_BYTES = 32;
const DAY_MS = 24 * 3600 * 1000;

export interface StoredSession {
  readonly id: string;
  readonly kind: 'web' | 'api';
  readonly label: string;
  readonly scopes: readonly Scope[] | null;
  readonly startedAt: EpochMs;
  readonly lastSeenAt: EpochMs;
}

/** A program's session with the refresh token that was just made for it. */
export interface Program {
  readonly sessionId: string;
  readonly accountId: AccountId;
  readonly scopes: readonly Scope[];
  readonly refreshToken: string;
}

export interface RefreshedProgram extends Program {
  /** It was not seen before on this day (UTC). */
  readonly isFirstOfDay: boolean;
}

export type RefreshFailure =
  | { readonly code: 'unknown' }
  /** Used before: its session has been ended. */
  | { readonly code: 'reused'; readonly accountId: AccountId; readonly sessionId: string };

/** Sessions beside the one that asks, and those of programs. */
export interface SessionStore {
  list(accountId: AccountId, now: EpochMs): Promise<readonly StoredSession[]>;
  end(accountId: AccountId, sessionId: string): Promise<Result<StoredSession['kind'], 'not-found'>>;
  endOthers(accountId: AccountId, keptSessionId: string): Promise<void>;
  /** @param by the session that asks: once it has ended, nobody is let in by it. */
  letIn(
    accountId: AccountId,
    by: string,
    program: { readonly label: string; readonly scopes: readonly Scope[] },
    now: EpochMs,
  ): Promise<Result<Program, 'too-many' | 'ended'>>;
  /** Exchanges a refresh token for the next one, once. */
  refresh(refreshToken: string, now: EpochMs): Promise<Result<RefreshedProgram, RefreshFailure>>;
}

const LIST = `SELECT id, kind, label, scopes, created_at, last_seen_at FROM session
  WHERE user_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC, id`;

const LET_IN = `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, kind, assurance,
    last_seen_at, label, scopes)
  SELECT ?1, ?2, ?3, ?4, ?5, ?5, 'api', 'full', ?5, ?6, ?7
  WHERE (SELECT count(*) FROM session WHERE user_id = ?3 AND kind = 'api' AND expires_at > ?5) < ${MOST_PROGRAMS}
    AND EXISTS (SELECT 1 FROM session WHERE id = ?8 AND user_id = ?3)`;

const ADD_REFRESH = `INSERT INTO refresh_token (hash, session_id, expires_at)
  SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM session WHERE id = ?2)`;

/** Of two requests with one token only one finds it unused. */
const USE = `UPDATE refresh_token SET used_at = ?2 WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2
  RETURNING session_id`;

const OWNER = `SELECT session.id, session.user_id, session.scopes, session.last_seen_at FROM refresh_token
  JOIN session ON session.id = refresh_token.session_id
  JOIN user ON user.id = session.user_id AND user.locked_at IS NULL
  WHERE refresh_token.hash = ?1`;

export function createSessionStore(database: D1Database, random: RandomBytes): SessionStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const newToken = () => toBase64Url(random(TOKEN_BYTES));
  const lifetimeMs = SESSION_LIFETIME_S * 1000;

  return {
    list: async (accountId, now) => {
      const { results } = await prepare(LIST, accountId, now).all<SessionRow>();
      return results.map((row) => ({
        ...{ id: row.id, kind: row.kind, label: row.label },
        scopes: row.scopes === null ? null : (JSON.parse(row.scopes) as Scope[]),
        startedAt: row.created_at as EpochMs,
        lastSeenAt: row.last_seen_at as EpochMs,
      }));
    },

    end: async (accountId, sessionId) => {
      const ended = await prepare(
        'DELETE FROM session WHERE id = ?1 AND user_id = ?2 RETURNING kind',
        ...[sessionId, accountId],
      ).first<Pick<SessionRow, 'kind'>>();
      return ended === null ? err('not-found') : ok(ended.kind);
    },

    endOthers: async (accountId, keptSessionId) => {
      await prepare('DELETE FROM session WHERE user_id = ?1 AND id <> ?2', accountId, keptSessionId).run();
    },

    letIn: async (accountId, by, { label, scopes }, now) => {
      const [sessionId, refreshToken] = [createUuid(random), newToken()];
      const expiresAt = now + lifetimeMs;
      const [begun, , asking] = await database.batch([
        prepare(
          LET_IN,
          ...[sessionId, newToken(), accountId, expiresAt, now, label, JSON.stringify(scopes), by],
        ),
        prepare(ADD_REFRESH, await hashOf(refreshToken), sessionId, expiresAt),
        prepare('SELECT 1 FROM session WHERE id = ?1', by),
      ]);
      if (begun?.meta.changes === 0) return err(asking?.results.length === 0 ? 'ended' : 'too-many');
      return ok({ sessionId, accountId, scopes, refreshToken });
    },

    refresh: async (presented, now) => {
      const hash = await hashOf(presented);
      const used = await prepare(USE, hash, now).first<{ session_id: string }>();
      const owner = await prepare(OWNER, hash).first<{
        id: string;
        user_id: AccountId;
        scopes: string;
        last_seen_at: number;
      }>();
      if (owner === null) return err({ code: 'unknown' });
      const { id: sessionId, user_id: accountId } = owner;
      if (used === null) {
        const reused = await prepare(
          `DELETE FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE hash = ?1 AND used_at IS NOT NULL)`,
          hash,
        ).run();
        return reused.meta.changes === 0
          ? err({ code: 'unknown' })
          : err({ code: 'reused', accountId, sessionId });
      }
      const refreshToken = newToken();
      const expiresAt = now + lifetimeMs;
      await database.batch([
        prepare(ADD_REFRESH, await hashOf(refreshToken), sessionId, expiresAt),
        prepare(
          'UPDATE session SET expires_at = ?2, last_seen_at = ?3, updated_at = ?3 WHERE id = ?1',
          ...[sessionId, expiresAt, now],
        ),
      ]);
      const scopes = JSON.parse(owner.scopes) as Scope[];
      const isFirstOfDay = dayOf(owner.last_seen_at) !== dayOf(now);
      return ok({ sessionId, accountId, scopes, refreshToken, isFirstOfDay });
    },
  };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

interface SessionRow {
  readonly id: string;
  readonly kind: StoredSession['kind'];
  readonly label: string;
  readonly scopes: string | null;
  readonly created_at: number;
  readonly last_seen_at: number;
}

/** 256 random bits need no salt and no rounds. */
async function hashOf(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(token))));
}
