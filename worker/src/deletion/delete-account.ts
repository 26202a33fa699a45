import { toBase64Url } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { getTableName } from 'drizzle-orm';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Audit } from '../audit/audit.ts';
import type { PseudonymOf } from '../audit/pseudonym.ts';
import type { AccountId } from '../db/account-id.ts';
import { HOLDINGS, type Holding } from '../db/holdings.ts';
import { users } from '../db/schema/accounts.ts';
import type { Room } from '../durable/room.ts';
import type { Notices } from '../notices/notices.ts';
import type { SigningKeys } from '../secrets/signing-keys.ts';
import { COOLING_OFF_MS } from './deletion-store.ts';
import { tombstoneMessage } from './tombstone.ts';

/** Rows of one table that go in one statement. */
const ROWS_AT_ONCE = 2000;

export interface DeletionParts {
  readonly databaseOf: (account: AccountId, place: Holding['place']) => D1Database;
  readonly attachments: Pick<AttachmentStore, 'deleteAll'>;
  readonly roomOf: (account: AccountId) => Pick<Room, 'closeSessions'>;
  readonly notices: Pick<Notices, 'send'>;
  readonly audit: Audit;
  readonly signingKeys: Pick<SigningKeys, 'sign'>;
  readonly pseudonymOf: PseudonymOf;
}

const DELETED = HOLDINGS.filter(({ atDeletion, table }) => atDeletion === 'deleted' && table !== users);
const ACCOUNT_TABLES = DELETED.filter(({ place }) => place === 'accounts');
const JOURNAL_TABLES = DELETED.filter(({ place }) => place === 'journal');

/**
 * Carries out a deletion that is due. Interrupted anywhere, it is run again and goes on: what is gone stays gone, and
 * the tombstone keeps the counts from when it began. 'deleted': to be run once more after a while, for what a request
 * that was under way may have written since; then it answers 'done'.
 */
export async function deleteAccount(
  parts: DeletionParts,
  account: AccountId,
  now: EpochMs,
): Promise<'not-due' | 'deleted' | 'done'> {
  const accounts = parts.databaseOf(account, 'accounts');
  const prepare = (sql: string, ...values: unknown[]) => accounts.prepare(sql).bind(...values);
  const accountHash = await parts.pseudonymOf(account);

  const user = await prepare(
    // From here on nobody signs in or takes it back.
    `UPDATE user SET locked_at = COALESCE(locked_at, ?2) WHERE id = ?1 AND delete_after <= ?2
      RETURNING email, locale, delete_after`,
    ...[account, now],
  ).first<{ email: string; locale: string; delete_after: number }>();
  if (user === null) {
    const isBuried = await prepare(
      'SELECT 1 FROM tombstone WHERE account_hash = ?1 AND deleted_at IS NOT NULL',
      accountHash,
    ).first();
    if (isBuried === null) return 'not-due';
    await deleteJournal(parts, account);
    return 'done';
  }

  const requestedAt = (user.delete_after - COOLING_OFF_MS) as EpochMs;
  await prepare(
    `INSERT INTO tombstone (account_hash, requested_at, begun_at, counts) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (account_hash) DO NOTHING`,
    ...[accountHash, requestedAt, now, JSON.stringify(await countRows(parts, account))],
  ).run();

  await accounts.batch([
    ...ACCOUNT_TABLES.map(({ table, rows }) =>
      prepare(`DELETE FROM "${getTableName(table)}" WHERE ${rows}`, account),
    ),
    prepare(`DELETE FROM organisation
      WHERE NOT EXISTS (SELECT 1 FROM membership WHERE membership.organisation_id = organisation.id)`),
  ]);
  await parts.roomOf(account).closeSessions({ kept: null });
  await deleteJournal(parts, account);

  await parts.notices.send({ kind: 'deletion-done', to: { email: user.email }, locale: user.locale }, now);
  await parts.audit.record({ account, actor: 'system', action: 'account.deleted', outcome: 'done' }, now);

  const { counts } = (await prepare(
    'SELECT counts FROM tombstone WHERE account_hash = ?1',
    accountHash,
  ).first<{ counts: string }>())!;
  const message = tombstoneMessage({ account: accountHash, requestedAt, deletedAt: now, counts });
  const { keyId, signature } = await parts.signingKeys.sign('tombstone', message);
  await accounts.batch([
    prepare('DELETE FROM user WHERE id = ?1', account),
    prepare(
      'UPDATE tombstone SET deleted_at = ?2, key_id = ?3, signature = ?4 WHERE account_hash = ?1',
      ...[accountHash, now, keyId, toBase64Url(signature)],
    ),
  ]);
  return 'deleted';
}

async function deleteJournal(parts: DeletionParts, account: AccountId): Promise<void> {
  const database = parts.databaseOf(account, 'journal');
  for (const { table, rows } of JOURNAL_TABLES) {
    const name = getTableName(table);
    const some = `DELETE FROM "${name}"
      WHERE rowid IN (SELECT rowid FROM "${name}" WHERE ${rows} LIMIT ${ROWS_AT_ONCE})`;
    for (;;) {
      const { meta } = await database.prepare(some).bind(account).run();
      if (meta.changes < ROWS_AT_ONCE) break;
    }
  }
  await parts.attachments.deleteAll(account);
}

/** By table, in the order of their names; without those that hold nothing. */
async function countRows(
  parts: DeletionParts,
  account: AccountId,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { table, rows, place } of DELETED) {
    const name = getTableName(table);
    const counted = await parts
      .databaseOf(account, place)
      .prepare(`SELECT count(*) AS count FROM "${name}" WHERE ${rows}`)
      .bind(account)
      .first<{ count: number }>();
    if (counted !== null && counted.count > 0) counts[name] = counted.count;
  }
  const sorted = Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted);
}
