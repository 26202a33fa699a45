import { createHash, createHmac } from 'node:crypto';
import type { RouteId } from '@undertone/contract/routes';
import type { HttpAccount } from '../account-over-http.ts';
import { SECRET, type RawWorkerd } from '../raw-workerd.ts';

/** The n-th request of the run, and whose it is. */
export interface Turn {
  readonly at: number;
  readonly account: HttpAccount;
}

/** What is there before a kind of request is measured. */
export interface Stage {
  readonly worker: RawWorkerd;
  readonly accounts: readonly HttpAccount[];
}

/** A kind of request: what the table calls it, which route it asks, and with what. */
export interface Kind {
  readonly request: string;
  readonly route: RouteId;
  /** In place of the route's own path. */
  readonly path?: string | ((turn: Turn) => string);
  /** Sent as JSON; bytes as they are. */
  readonly body?: (turn: Turn) => unknown;
  /** Another session than the account's own. */
  readonly cookie?: (turn: Turn) => string;
  /** An expected answer that is no success. */
  readonly refusedWith?: number;
  /** Asks the Worker that is set up to send mail. */
  readonly mails?: true;
  /** Of a request that takes long, so that some end within them. */
  readonly seconds?: number;
  /** Once, before anything of the kind is asked. */
  readonly before?: (stage: Stage) => Promise<void>;
  /**
   * Of a request that uses something up, or may be made so often only: rounds of so many requests, and before each
   * what turns `from` to `to` (exclusive) need.
   */
  readonly rounds?: {
    readonly requests: number;
    readonly times: number;
    readonly prepare: (stage: Stage, from: number, to: number) => Promise<void>;
  };
}

export const ACCOUNTS = 50;

/** A UUIDv4 for a number below 2^32. */
export function idOf(at: number): string {
  return `${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

/** 32 octets in base64url for a turn: a refresh token, an invitation's token, an attachment's name. */
export function tokenOf(at: number): string {
  return Buffer.from(at.toString(16).padStart(64, '0'), 'hex').toString('base64url');
}

/** As the Worker keeps such a token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The cookie of a session whose token is known, as better-auth signs it. */
export function cookieOf(token: string): string {
  const signature = createHmac('sha256', SECRET).update(token).digest('base64');
  return `__Host-undertone-session=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** The session of turn `at` that {@link insertSessions} makes. */
export function turnCookie({ at }: Turn): string {
  return cookieOf(`turn-${at}`);
}

/**
 * One row for each turn: `at`, its `id` ({@link idOf}), the `account` whose turn it is with its `email` and the
 * `organisation` of which it is the only admin, and `given`, what `give` makes of the number.
 */
export function eachTurn(
  from: number,
  to: number,
  statement: string,
  give: (at: number) => string = String,
): { readonly sql: string } {
  const given = JSON.stringify(Array.from({ length: to - from }, (_, index) => give(from + index)));
  return {
    sql: `WITH turn AS (SELECT ${from} + key AS at, value AS given, account.id AS account, account.email,
        account.organisation, printf('%08x-0000-4000-8000-000000000000', ${from} + key) AS id
      FROM json_each('${given}') JOIN bench_account AS account ON account.who = (${from} + key) % ${ACCOUNTS})
      ${statement}`,
  };
}

/** A session of its own for each turn, beside the account's. */
export function insertSessions(
  from: number,
  to: number,
  {
    kind = 'web',
    assurance = 'full',
  }: { readonly kind?: 'web' | 'api'; readonly assurance?: 'full' | 'pending' },
) {
  const now = Date.now();
  return eachTurn(
    from,
    to,
    `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, kind, assurance, last_seen_at,
        scopes)
      SELECT id, 'turn-' || at, account, ${now + LIFETIME_MS}, ${now}, ${now}, '${kind}', '${assurance}',
        ${now + LAST_SEEN_AHEAD_MS}, ${kind === 'api' ? `'["readings"]'` : 'NULL'} FROM turn`,
  );
}

/** As long as a session lasts, so that none is renewed meanwhile. */
export const LIFETIME_MS = 60 * 24 * 3600 * 1000;
/** Seen a little in the future, so that no request has to write that it was. */
export const LAST_SEEN_AHEAD_MS = 60_000;
