import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What a breach rule found. `null` as account: it concerns the deployment. */
export const securityEvents = sqliteTable(
  'security_event',
  {
    id: text('id').primaryKey(),
    rule: text('rule').notNull(),
    severity: text('severity').notNull(),
    accountId: text('account_id'),
    raisedAt: integer('raised_at').notNull(),
    /** How many acts the rule counted, and the countries between which it saw a leap, as JSON. */
    evidence: text('evidence').notNull(),
    response: text('response').notNull(),
    resolvedAt: integer('resolved_at'),
    resolution: text('resolution'),
  },
  (table) => [
    index('security_event_of_account').on(table.accountId, table.raisedAt),
    index('security_event_open')
      .on(table.raisedAt)
      .where(sql`resolved_at IS NULL`),
  ],
);

/** Addresses of the world that failed on several accounts within a day. Both columns are keyed hashes. */
export const networkSightings = sqliteTable(
  'network_sighting',
  {
    network: text('network').notNull(),
    subject: text('subject').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.subject] }),
    index('network_sighting_by_age').on(table.at),
  ],
);
