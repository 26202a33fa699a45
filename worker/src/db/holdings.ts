import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { accountKeys, credentials, refreshTokens, sessions, users } from './schema/accounts.ts';
import { securityEvents } from './schema/breach.ts';
import { backupCodes, passkeys, secondFactorResets, totps } from './schema/factors.ts';
import { attachmentParts, awaitedSupersessions, consents, logs, ops, readings } from './schema/journal.ts';
import { notices } from './schema/notices.ts';
import { invitations, memberships, organisations } from './schema/organisations.ts';

/** What one table holds of an account, and what becomes of it. */
export interface Holding {
  readonly table: SQLiteTable;
  /** SQL that is true of the account's rows; `?1` is its id. */
  readonly rows: string;
  /** In the database of the accounts, or in the account's shard. */
  readonly place: 'accounts' | 'journal';
  readonly atDeletion: 'deleted' | 'stays';
  /** Columns that an export holds. */
  readonly exported: readonly string[];
  /** Those it does not: what would let its finder in, what repeats the account's id, what is never filled. */
  readonly withheld: readonly string[];
  /** Of a table with large rows: the column that says how large each is, in characters. */
  readonly sizedBy?: string;
}

const ofAccount = 'account_id = ?1';
const ofUser = 'user_id = ?1';

/**
 * Every table with rows that belong to an account, in the order in which they are exported and deleted. A test fails
 * on a table or a column that is neither here nor in {@link HELD_BY_NOBODY}: a new one cannot be forgotten.
 */
export const HOLDINGS: readonly Holding[] = [
  {
    table: refreshTokens,
    rows: `session_id IN (SELECT id FROM session WHERE ${ofUser})`,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['session_id', 'expires_at', 'used_at'],
    withheld: ['hash'],
  },
  {
    table: sessions,
    rows: ofUser,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: [
      ...['id', 'expires_at', 'created_at', 'updated_at', 'kind', 'assurance', 'stepped_up_at'],
      ...['last_seen_at', 'label', 'scopes'],
    ],
    withheld: ['token', 'user_id', 'ip_address', 'user_agent'],
  },
  {
    table: credentials,
    rows: ofUser,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['provider_id', 'created_at', 'updated_at'],
    withheld: [
      ...['id', 'account_id', 'user_id', 'password', 'access_token', 'refresh_token', 'id_token', 'scope'],
      ...['access_token_expires_at', 'refresh_token_expires_at'],
    ],
  },
  {
    table: totps,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['added_at'],
    withheld: ['account_id', 'sealed', 'last_step', 'pending_sealed', 'pending_since'],
  },
  {
    table: passkeys,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: [
      ...['id', 'name', 'public_key', 'counter', 'is_synced', 'transports', 'added_at', 'last_used_at'],
      ...['wrap', 'handle'],
    ],
    withheld: ['account_id'],
  },
  {
    table: backupCodes,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: [],
    withheld: ['account_id', 'hash'],
  },
  {
    table: secondFactorResets,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['requested_at', 'due_at'],
    withheld: ['account_id'],
  },
  {
    table: accountKeys,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    // With the passphrase or the words, these open the sealed rows below: docs/format.md.
    exported: ['vault_id', 'kdf', 'passphrase_wrap', 'recovery_wrap', 'recovery_rehearsed'],
    withheld: ['account_id', 'recovery_hash'],
  },
  {
    table: organisations,
    rows: `id IN (SELECT organisation_id FROM membership WHERE ${ofAccount})`,
    ...{ place: 'accounts', atDeletion: 'stays' },
    exported: ['id', 'name', 'created_at', 'kind'],
    withheld: [],
  },
  {
    table: memberships,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['organisation_id', 'role', 'joined_at'],
    withheld: ['account_id'],
  },
  {
    table: invitations,
    rows: 'email = (SELECT email FROM user WHERE id = ?1)',
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['organisation_id', 'email', 'role', 'created_at', 'expires_at'],
    withheld: ['id', 'token_hash', 'invited_by'],
  },
  {
    table: securityEvents,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['id', 'rule', 'severity', 'raised_at', 'evidence', 'response', 'resolved_at', 'resolution'],
    withheld: ['account_id'],
  },
  {
    table: notices,
    rows: ofAccount,
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: ['kind', 'channel', 'state', 'attempts', 'created_at', 'expires_at', 'settled_at'],
    withheld: ['id', 'account_id', 'claimed_until', 'sealed'],
  },
  {
    table: consents,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: ['modality', 'granted', 'changed_at'],
    withheld: ['account_id'],
  },
  {
    table: logs,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: ['version', 'last_seq', 'used_chars', 'quota_chars'],
    withheld: ['account_id'],
  },
  {
    table: readings,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: [
      ...['record_id', 'op_id', 'seq', 'local_day', 'local_hour', 'correction', 'fusion_version', 'scores'],
      ...['reliability', 'reading'],
    ],
    withheld: ['account_id'],
  },
  {
    table: attachmentParts,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: ['name', 'part', 'bytes', 'stored_at'],
    withheld: ['account_id'],
  },
  {
    table: awaitedSupersessions,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: ['op_id', 'record_id'],
    withheld: ['account_id'],
  },
  {
    table: ops,
    rows: ofAccount,
    ...{ place: 'journal', atDeletion: 'deleted' },
    exported: [
      ...['op_id', 'seq', 'record_id', 'collection', 'schema', 'deleted', 'supersedes', 'digest'],
      ...['accepted_at', 'superseded_at', 'sealed_chars', 'sealed'],
    ],
    withheld: ['account_id'],
    sizedBy: 'sealed_chars',
  },
  {
    // Last, so that a deletion that was interrupted still finds whose it is.
    table: users,
    rows: 'id = ?1',
    ...{ place: 'accounts', atDeletion: 'deleted' },
    exported: [
      ...['id', 'email', 'email_verified', 'created_at', 'updated_at', 'is_super_admin'],
      ...['has_second_factor', 'locale', 'idle_minutes', 'locked_at', 'delete_after', 'phone'],
    ],
    withheld: ['name', 'image'],
  },
];

/** Tables in which nothing names an account, and why. */
export const HELD_BY_NOBODY: Readonly<Record<string, string>> = {
  verification: 'the auth library wants the table, and it stays empty',
  attempt: 'keyed hashes that count for a day',
  guess: 'keyed hashes that count for a while',
  one_time_code: 'keyed hashes that are good for minutes',
  passkey_challenge: 'random values that are good for minutes',
  network_sighting: 'keyed hashes that count for a day',
  signing_key: 'the deployment’s own',
  audit_entry: 'keyed pseudonyms, kept for the years that the law asks; a route of its own exports them',
  audit_checkpoint: 'about the chains of those',
  directory_entry: 'public listings of care',
  directory_version: 'about those',
  directory_source: 'about those',
  directory_tile: 'about those',
  directory_import: 'what an admin did to those; by whom as a pseudonym, as in the audit',
  directory_import_part: 'about those',
  directory_import_mark: 'ids of public listings',
  directory_import_error: 'about those',
  directory_report: 'counts of what strangers said of a listing',
  directory_postcode: 'public places',
  tombstone: 'what is left of a deleted account: a keyed hash, times and counts',
};
