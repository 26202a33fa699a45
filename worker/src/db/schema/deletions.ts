import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** That an account was deleted, when, and how much went with it: see worker/src/deletion/tombstone.ts. */
export const tombstones = sqliteTable('tombstone', {
  /** Keyed hash of the account's id: it names nobody to who has only the database. */
  accountHash: text('account_hash').primaryKey(),
  requestedAt: integer('requested_at').notNull(),
  begunAt: integer('begun_at').notNull(),
  /** How many rows and objects there were when it began, as JSON by table. */
  counts: text('counts').notNull(),
  /** `null` while the deletion is being carried out. */
  deletedAt: integer('deleted_at'),
  keyId: text('key_id'),
  signature: text('signature'),
});
