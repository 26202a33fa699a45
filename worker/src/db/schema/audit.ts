import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/*
 * What was done, kept for years: persons stand here under keyed pseudonyms only, so nothing is rewritten when an
 * account is deleted. The newest row of each chain is also remembered outside of this database.
 */

export const auditEntries = sqliteTable(
  'audit_entry',
  {
    chain: text('chain').notNull(),
    seq: integer('seq').notNull(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    outcome: text('outcome').notNull(),
    person: text('person'),
    organisation: text('organisation'),
    subject: text('subject'),
    country: text('country'),
    device: text('device'),
    requestId: text('request_id'),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
    keyId: text('key_id').notNull(),
    signature: text('signature').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chain, table.seq] }),
    index('audit_entry_by_age').on(table.at, table.chain),
    index('audit_entry_by_action').on(table.chain, table.action, table.at),
  ],
);

/** The signed word that everything of a chain up to `seq` was removed because its time was over. */
export const auditCheckpoints = sqliteTable('audit_checkpoint', {
  chain: text('chain').primaryKey(),
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
  at: integer('at').notNull(),
  keyId: text('key_id').notNull(),
  signature: text('signature').notNull(),
});
