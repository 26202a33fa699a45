import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/* Everything here belongs to one account and lives in that account's shard. */

/** The head of one account's log. `version` changes with every write: see [Note: One writer at a time]. */
export const logs = sqliteTable('log', {
  accountId: text('account_id').primaryKey(),
  version: integer('version').notNull(),
  lastSeq: integer('last_seq').notNull(),
  usedChars: integer('used_chars').notNull(),
  /** `null`: the default quota. */
  quotaChars: integer('quota_chars'),
});

/** `sealed` stands last, so that reading the columns before it never touches its overflow pages. */
export const ops = sqliteTable(
  'op',
  {
    accountId: text('account_id').notNull(),
    opId: text('op_id').notNull(),
    seq: integer('seq').notNull(),
    recordId: text('record_id').notNull(),
    collection: text('collection').notNull(),
    schema: integer('schema').notNull(),
    deleted: integer('deleted').notNull(),
    supersedes: text('supersedes').notNull(),
    digest: text('digest').notNull(),
    acceptedAt: integer('accepted_at').notNull(),
    supersededAt: integer('superseded_at'),
    sealedChars: integer('sealed_chars').notNull(),
    /** `null` once superseded and past its grace. */
    sealed: text('sealed'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.opId] }),
    uniqueIndex('op_live')
      .on(table.accountId, table.seq)
      .where(sql`superseded_at IS NULL`),
    index('op_to_free')
      .on(table.supersededAt, table.accountId)
      .where(sql`superseded_at IS NOT NULL AND sealed IS NOT NULL`),
  ],
);

/** Ops named as superseded before they arrived themselves. */
export const awaitedSupersessions = sqliteTable(
  'awaited_supersession',
  {
    accountId: text('account_id').notNull(),
    opId: text('op_id').notNull(),
    recordId: text('record_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.opId, table.recordId] })],
);

/** The open lane of a record's newest live op that has one, and the reading fused from it. */
export const readings = sqliteTable(
  'reading',
  {
    accountId: text('account_id').notNull(),
    recordId: text('record_id').notNull(),
    opId: text('op_id').notNull(),
    seq: integer('seq').notNull(),
    localDay: integer('local_day').notNull(),
    localHour: integer('local_hour').notNull(),
    correction: text('correction'),
    fusionVersion: integer('fusion_version').notNull(),
    scores: text('scores').notNull(),
    reliability: text('reliability').notNull(),
    reading: text('reading').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.recordId] }),
    index('reading_changed').on(table.accountId, table.seq),
    index('reading_by_time').on(table.accountId, table.localDay, table.localHour),
    index('reading_corrected')
      .on(table.accountId, table.localDay, table.localHour)
      .where(sql`correction IS NOT NULL`),
    index('reading_by_fusion').on(table.fusionVersion, table.accountId),
  ],
);

/**
 * Which parts of sealed attachments lie in R2. An account has a few a day, so its sum is counted when it is asked for
 * and can never be wrong.
 */
export const attachmentParts = sqliteTable(
  'attachment_part',
  {
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    part: integer('part').notNull(),
    bytes: integer('bytes').notNull(),
    /** `null` while the object is being written. */
    storedAt: integer('stored_at'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.name, table.part] })],
);

/** The newest decision per modality. No row: never given. */
export const consents = sqliteTable(
  'consent',
  {
    accountId: text('account_id').notNull(),
    modality: text('modality').notNull(),
    granted: integer('granted').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.modality] })],
);
