import type { Clock } from '@undertone/base/clock';

const COUNTED = {
  accounts: { help: 'Accounts.', sql: 'SELECT count(*) FROM user' },
  accounts_locked: {
    help: 'Accounts that are locked.',
    sql: 'SELECT count(*) FROM user WHERE locked_at IS NOT NULL',
  },
  accounts_leaving: {
    help: 'Accounts whose deletion was asked for.',
    sql: 'SELECT count(*) FROM user WHERE delete_after IS NOT NULL',
  },
  sessions: { help: 'Sessions in force.', sql: 'SELECT count(*) FROM session WHERE expires_at > ?1' },
  notices_waiting: {
    help: 'Messages to people that are not out yet.',
    sql: `SELECT count(*) FROM notice WHERE state IN ('queued', 'sending') AND expires_at > ?1`,
  },
  notices_failed: {
    help: 'Messages to people that were given up within the last day.',
    sql: `SELECT count(*) FROM notice WHERE state = 'failed' AND created_at > ?1 - 86400000`,
  },
  security_events_open: {
    help: 'Security events that nobody has resolved.',
    sql: 'SELECT count(*) FROM security_event WHERE resolved_at IS NULL',
  },
} as const satisfies Record<string, { readonly help: string; readonly sql: string }>;

export type GaugeName = keyof typeof COUNTED;

/** How the deployment is, in numbers: sums over everybody, nothing about anybody. */
export interface Gauges {
  readonly databaseMs: number;
  readonly counts: Readonly<Record<GaugeName, { readonly help: string; readonly value: number }>>;
}

export type ReadGauges = () => Promise<Gauges>;

const NAMES = Object.keys(COUNTED) as readonly GaugeName[];
const READ = `SELECT ${NAMES.map((name) => `(${COUNTED[name].sql}) AS ${name}`).join(', ')}`;

/** One statement, since an operator's tool asks every few seconds. */
export function createReadGauges(database: D1Database, clock: Clock): ReadGauges {
  return async () => {
    const startedAt = clock.now();
    const row = await database.prepare(READ).bind(startedAt).first<Record<GaugeName, number>>();
    if (row === null) throw new Error('a statement of counts answered nothing');
    const counts = Object.fromEntries(
      NAMES.map((name) => [name, { help: COUNTED[name].help, value: row[name] }]),
    ) as Gauges['counts'];
    return { databaseMs: clock.now() - startedAt, counts };
  };
}
