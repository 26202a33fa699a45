import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import { GUARDED_ROLES } from '@undertone/contract/access';
import { SPONSOR_KINDS } from '@undertone/contract/organisation';
import type { EventResponse, Severity, WatchedEvent } from '@undertone/contract/security-event';
import type { AccountId } from '../db/account-id.ts';
import { RULES, type Rule } from './rules.ts';

export interface NewSecurityEvent {
  readonly rule: string;
  readonly severity: Severity;
  readonly response: EventResponse;
  /** `null`: it concerns the deployment. */
  readonly account: AccountId | null;
  readonly count: number;
  readonly countries: readonly string[];
}

export type EventState = 'open' | 'all';

export interface SecurityEventStore {
  /** `false` when the same rule was raised for the same account since. */
  raise(event: NewSecurityEvent, quietSince: EpochMs, now: EpochMs): Promise<boolean>;
  listOf(account: AccountId, state: EventState): Promise<readonly WatchedEvent[]>;
  /**
   * Those of an organisation's members who hold what others depend on, with their addresses and without places: a
   * member's own journal is no business of theirs, and of an employer's or a school's nobody's.
   */
  listWithin(organisation: string, state: EventState): Promise<readonly WatchedEvent[]>;
  listAll(state: EventState): Promise<readonly WatchedEvent[]>;
  /** `account`: whose event it must be; `null` answers any. An answer is given once. */
  resolve(
    id: string,
    account: AccountId | null,
    resolution: NonNullable<WatchedEvent['resolution']>,
    now: EpochMs,
  ): Promise<Result<{ readonly account: AccountId | null; readonly rule: string }, 'not-found'>>;
}

const MOST_LISTED = 200;

const GUARDED = JSON.stringify(GUARDED_ROLES);
const SPONSORS = JSON.stringify(SPONSOR_KINDS);
const PRIVATE = JSON.stringify(RULES.filter((rule: Rule) => rule.isPrivate === true).map(({ id }) => id));

const RAISE = `INSERT INTO security_event (id, rule, severity, account_id, raised_at, evidence, response)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
  WHERE NOT EXISTS (SELECT 1 FROM security_event WHERE account_id IS ?4 AND rule = ?2 AND raised_at > ?8)`;

const COLUMNS = `security_event.id, rule, severity, security_event.account_id AS account, raised_at, evidence, response,
  resolved_at, resolution`;

interface Row {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly account: string | null;
  readonly raised_at: number;
  readonly evidence: string;
  readonly response: EventResponse;
  readonly resolved_at: number | null;
  readonly resolution: WatchedEvent['resolution'];
  readonly email?: string;
}

export function createSecurityEventStore(database: D1Database, random: RandomBytes): SecurityEventStore {
  const list = async (from: string, where: string, state: EventState, ...values: readonly string[]) => {
    const open = state === 'open' ? ' AND resolved_at IS NULL' : '';
    const { results } = await database
      .prepare(`SELECT ${from} WHERE ${where}${open} ORDER BY raised_at DESC LIMIT ${MOST_LISTED}`)
      .bind(...values)
      .all<Row>();
    return results.map(toEvent);
  };
  return {
    raise: async ({ rule, severity, response, account, count, countries }, quietSince, now) => {
      const evidence = JSON.stringify({ count, countries });
      const { meta } = await database
        .prepare(RAISE)
        .bind(createUuid(random), rule, severity, account, now, evidence, response, quietSince)
        .run();
      return meta.changes > 0;
    },
    listOf: (account, state) => list(`${COLUMNS} FROM security_event`, 'account_id = ?1', state, account),
    listWithin: (organisation, state) =>
      list(
        `${COLUMNS}, user.email FROM membership
          JOIN security_event ON security_event.account_id = membership.account_id
          JOIN user ON user.id = membership.account_id
          JOIN organisation ON organisation.id = membership.organisation_id`,
        `membership.organisation_id = ?1 AND raised_at >= membership.joined_at
          AND membership.role IN (SELECT value FROM json_each(?2))
          AND organisation.kind NOT IN (SELECT value FROM json_each(?3))
          AND rule NOT IN (SELECT value FROM json_each(?4))`,
        state,
        ...[organisation, GUARDED, SPONSORS, PRIVATE],
      ).then((events) => events.map((event) => ({ ...event, countries: [] }))),
    listAll: (state) => list(`${COLUMNS} FROM security_event`, 'true', state),
    resolve: async (id, account, resolution, now) => {
      const row = await database
        .prepare(
          `UPDATE security_event SET resolved_at = ?3, resolution = ?4
            WHERE id = ?1 AND (?2 IS NULL OR account_id = ?2) AND resolved_at IS NULL
            RETURNING account_id AS account, rule`,
        )
        .bind(id, account, now, resolution)
        .first<{ account: AccountId | null; rule: string }>();
      return row === null ? err('not-found') : ok(row);
    },
  };
}

function toEvent(row: Row): WatchedEvent {
  const { count, countries } = JSON.parse(row.evidence) as { count: number; countries: string[] };
  const { id, rule, severity, account, response, resolution } = row;
  return {
    ...{ id, rule, severity, account, response, resolution, count, countries },
    email: row.email ?? null,
    raisedAt: new Date(row.raised_at).toISOString(),
    resolvedAt: row.resolved_at === null ? null : new Date(row.resolved_at).toISOString(),
  };
}
