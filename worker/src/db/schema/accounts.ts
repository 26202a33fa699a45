import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/*
 * What the server stores, one file for each subject; docs/data-map.md says who can read which column. Times are
 * milliseconds since the epoch.
 */

/**
 * An account, in better-auth's shape and with columns of ours after `updatedAt`. `name` stays empty here: what people
 * want to be called is sealed, or in a membership.
 */
export const users = sqliteTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
  image: text('image'),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  isSuperAdmin: integer('is_super_admin', { mode: 'boolean' }).notNull().default(false),
  /** Whether any second factor is set up. */
  hasSecondFactor: integer('has_second_factor', { mode: 'boolean' }).notNull().default(false),
  /** Language of the messages that the server sends. */
  locale: text('locale').notNull().default('en'),
  /** Minutes without a request after which a session ends; `null`: only when it expires. */
  idleMinutes: integer('idle_minutes'),
  /** Nobody can sign in until it is unlocked. */
  lockedAt: integer('locked_at'),
  /** When the deletion that was asked for is carried out. */
  deleteAfter: integer('delete_after'),
  /** E.164, shown to be the person's by a code; `null` where none was given. */
  phone: text('phone'),
});

/** better-auth's shape and columns of ours; its two columns on the client's address and browser stay empty. */
export const sessions = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
    /** A person at a screen (`web`), or a program that a person let in (`api`). */
    kind: text('kind').notNull().default('web'),
    /** `pending` until everything that the account asks at sign-in was shown: what is forgotten fails closed. */
    assurance: text('assurance').notNull().default('pending'),
    steppedUpAt: integer('stepped_up_at'),
    /** To the minute where an idle session ends, else to the hour. */
    lastSeenAt: integer('last_seen_at').notNull().default(0),
    /** Kind of browser and system, from two short lists; or the name that a person gave a program. */
    label: text('label').notNull().default(''),
    /** JSON list of scopes; `null`: all. */
    scopes: text('scopes'),
  },
  (table) => [index('session_of_user').on(table.userId)],
);

/** One of a program's refresh tokens, by its SHA-256. Those of an ended session go with it. */
export const refreshTokens = sqliteTable(
  'refresh_token',
  {
    hash: text('hash').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [index('refresh_token_of_session').on(table.sessionId)],
);

/**
 * better-auth's "account": how a user signs in. `password` is a hash of the secret derived on the device. The columns
 * of other providers' tokens stay empty; better-auth refuses to start without them.
 */
export const credentials = sqliteTable(
  'credential',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at', { mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer('refresh_token_expires_at', { mode: 'timestamp_ms' }),
    scope: text('scope'),
    password: text('password'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('credential_of_user').on(table.userId)],
);

/** better-auth's shape, and empty: codes by mail are ours and lie in `one_time_code`. */
export const verifications = sqliteTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer('updated_at', { mode: 'timestamp_ms' }).notNull(),
});

/** Failed and costly attempts in a window; the key is a keyed hash, so no address is readable here. */
export const attempts = sqliteTable('attempt', {
  key: text('key').primaryKey(),
  windowStart: integer('window_start').notNull(),
  count: integer('count').notNull(),
});

/** The account key, wrapped by what only the person has, and the parameters to derive the unwrapping key. */
export const accountKeys = sqliteTable('account_key', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  vaultId: text('vault_id').notNull(),
  kdf: text('kdf').notNull(),
  passphraseWrap: text('passphrase_wrap').notNull(),
  recoveryWrap: text('recovery_wrap').notNull(),
  recoveryHash: text('recovery_hash').notNull(),
  recoveryRehearsed: integer('recovery_rehearsed', { mode: 'boolean' }).notNull(),
});
