import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Messages on their way to a person. What they say, and to whom, is sealed and goes as soon as they are delivered. */
export const notices = sqliteTable(
  'notice',
  {
    id: text('id').primaryKey(),
    /** `null` where it goes to an address without an account. */
    accountId: text('account_id'),
    kind: text('kind').notNull(),
    channel: text('channel').notNull(),
    /** queued, sending, sent, failed, expired; decoy: goes through everything but the sending. */
    state: text('state').notNull(),
    attempts: integer('attempts').notNull(),
    createdAt: integer('created_at').notNull(),
    /** When nobody wants it any more. */
    expiresAt: integer('expires_at').notNull(),
    /** While it is being sent: when another may try. */
    claimedUntil: integer('claimed_until'),
    settledAt: integer('settled_at'),
    /** JSON of address, language and values; `null` once settled. */
    sealed: text('sealed'),
  },
  (table) => [index('notice_by_age').on(table.createdAt), index('notice_of_account').on(table.accountId)],
);

/** The newest code of an address for a purpose, both within a keyed hash; the code itself as another. */
export const oneTimeCodes = sqliteTable('one_time_code', {
  key: text('key').primaryKey(),
  mac: text('mac').notNull(),
  expiresAt: integer('expires_at').notNull(),
  tries: integer('tries').notNull(),
});

/** Wrong guesses in a row at one secret, by a keyed hash of the address or the device that they came with. */
export const guesses = sqliteTable('guess', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  lastAt: integer('last_at').notNull(),
  /** When its owner was told of the lock. */
  toldAt: integer('told_at'),
});
