import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from './accounts.ts';

const ofAccount = () =>
  text('account_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** Secrets of an authenticator app, sealed under the deployment's own. */
export const totps = sqliteTable('totp', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** The one that counts; `null` until the first was confirmed. */
  sealed: text('sealed'),
  addedAt: integer('added_at'),
  /** Steps of 30 s since the epoch: no code of this one or an earlier one is taken again. */
  lastStep: integer('last_step').notNull().default(0),
  /** Shown to the person, and waiting for its first code. */
  pendingSealed: text('pending_sealed'),
  pendingSince: integer('pending_since'),
});

export const passkeys = sqliteTable(
  'passkey',
  {
    /** The credential's id, base64url. */
    id: text('id').primaryKey(),
    accountId: ofAccount(),
    name: text('name').notNull(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    isSynced: integer('is_synced', { mode: 'boolean' }).notNull(),
    /** JSON list. */
    transports: text('transports').notNull(),
    addedAt: integer('added_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    /** JSON: the account key under this passkey's own output; `null` where it was given none. */
    wrap: text('wrap'),
    /** What its owner's requests name it by: a credential's id stays out of addresses and logs. */
    handle: text('handle').notNull().default(''),
  },
  (table) => [index('passkey_of_account').on(table.accountId)],
);

/** Keyed hashes of the codes that are left; a used one is gone. */
export const backupCodes = sqliteTable(
  'backup_code',
  {
    accountId: ofAccount(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.hash] })],
);

/** What an authenticator was asked to sign, once and for minutes. */
export const passkeyChallenges = sqliteTable(
  'passkey_challenge',
  {
    challenge: text('challenge').primaryKey(),
    /** What it was asked for; nothing else may use the answer. */
    purpose: text('purpose').notNull(),
    /** The session that asked; `null` before there is one. */
    sessionId: text('session_id'),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('passkey_challenge_by_expiry').on(table.expiresAt)],
);

/** Somebody with passphrase, recovery words and mailbox asked to have lost second factors removed. */
export const secondFactorResets = sqliteTable('second_factor_reset', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  requestedAt: integer('requested_at').notNull(),
  /** From then on it may be finished. */
  dueAt: integer('due_at').notNull(),
});
