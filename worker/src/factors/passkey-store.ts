import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import { createBackupCodes, hashBackupCode } from './backup-code.ts';
import { ADD_FIRST_CODES, ASK_ALL_FOR_FIRST, IS_GUARDED, SETTLE } from './factor-sql.ts';
import type { PasskeyKey } from './passkey-checks.ts';
import type { FactorAdder } from './totp-store.ts';

export const MOST_PASSKEYS = 20;

export interface PasskeyWrap {
  readonly version: number;
  readonly kind: 'passkey';
  readonly wrapped: string;
}

export interface StoredPasskey extends PasskeyKey {
  /** What its owner's requests name it by. */
  readonly handle: string;
  readonly accountId: AccountId;
  readonly name: string;
  readonly isSynced: boolean;
  readonly transports: readonly string[];
  readonly addedAt: EpochMs;
  readonly lastUsedAt: EpochMs | null;
  readonly wrap: PasskeyWrap | null;
}

export interface PasskeyStore {
  list(accountId: AccountId): Promise<readonly StoredPasskey[]>;
  find(id: string): Promise<StoredPasskey | null>;
  /**
   * With the account's first factor come its backup codes. Whoever was signed out meanwhile adds nothing: a passkey
   * signs in. `taken`: that credential is stored already.
   */
  add(
    by: FactorAdder,
    passkey: Pick<StoredPasskey, 'id' | 'publicKey' | 'counter' | 'name' | 'isSynced' | 'transports'>,
    now: EpochMs,
  ): Promise<
    Result<{ readonly handle: string; readonly backupCodes: readonly string[] | null }, 'taken' | 'too-many'>
  >;
  /** Moves the counter on from where it was read: of two answers with one counter only one counts. */
  noteUse(key: PasskeyKey, counter: number, now: EpochMs): Promise<boolean>;
  rename(accountId: AccountId, handle: string, name: string): Promise<Result<void, 'not-found'>>;
  setWrap(accountId: AccountId, handle: string, wrap: PasskeyWrap | null): Promise<Result<void, 'not-found'>>;
  remove(accountId: AccountId, handle: string): Promise<Result<void, 'not-found' | 'last-second-factor'>>;
}

const ADD = `INSERT INTO passkey (id, account_id, name, public_key, counter, is_synced, transports, added_at,
    handle)
  SELECT ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9
  WHERE (SELECT count(*) FROM passkey WHERE account_id = ?1) < ${MOST_PASSKEYS}
    AND EXISTS (SELECT 1 FROM session WHERE id = ?10 AND user_id = ?1)
  RETURNING id`;

const REMOVE = `DELETE FROM passkey WHERE account_id = ?1 AND handle = ?2
  AND (NOT ${IS_GUARDED}
    OR EXISTS (SELECT 1 FROM totp WHERE account_id = ?1 AND sealed IS NOT NULL)
    OR EXISTS (SELECT 1 FROM passkey AS other WHERE other.account_id = ?1 AND other.handle <> ?2))
  RETURNING id`;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly public_key: string;
  readonly counter: number;
  readonly is_synced: number;
  readonly transports: string;
  readonly added_at: number;
  readonly last_used_at: number | null;
  readonly wrap: string | null;
  readonly handle: string;
}

export function createPasskeyStore(database: D1Database, random: RandomBytes): PasskeyStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const owns = async (accountId: AccountId, handle: string) =>
    (await prepare(
      'SELECT 1 FROM passkey WHERE account_id = ?1 AND handle = ?2',
      accountId,
      handle,
    ).first()) !== null;

  return {
    list: async (accountId) => {
      const { results } = await prepare(
        'SELECT * FROM passkey WHERE account_id = ?1 ORDER BY added_at, id',
        accountId,
      ).all<Row>();
      return results.map(toPasskey);
    },
    find: async (id) => {
      const row = await prepare('SELECT * FROM passkey WHERE id = ?1', id).first<Row>();
      return row === null ? null : toPasskey(row);
    },

    add: async ({ accountId, sessionId }, { id, name, publicKey, counter, isSynced, transports }, now) => {
      const handle = createUuid(random);
      const codes = createBackupCodes(random);
      const hashes = await Promise.all(codes.map((one) => hashBackupCode(accountId, one)));
      try {
        const [added, backup] = await database.batch([
          prepare(
            ADD,
            ...[
              accountId,
              id,
              name,
              publicKey,
              counter,
              isSynced ? 1 : 0,
              JSON.stringify(transports),
              now,
              handle,
              sessionId,
            ],
          ),
          prepare(ADD_FIRST_CODES, accountId, JSON.stringify(hashes)),
          ...ASK_ALL_FOR_FIRST.map((sql) => prepare(sql, accountId, sessionId)),
          ...SETTLE.map((sql) => prepare(sql, accountId)),
        ]);
        if (added?.results.length !== 1) return err('too-many');
        return ok({ handle, backupCodes: backup?.results.length === 0 ? null : codes });
      } catch (error) {
        const isTaken =
          error instanceof Error && error.message.includes('UNIQUE constraint failed: passkey.id');
        if (isTaken) return err('taken');
        throw error;
      }
    },

    noteUse: async ({ id, counter: before }, counter, now) => {
      const moved = await prepare(
        'UPDATE passkey SET counter = ?3, last_used_at = ?4 WHERE id = ?1 AND counter = ?2 RETURNING id',
        ...[id, before, counter, now],
      ).first();
      return moved !== null;
    },

    rename: async (accountId, handle, name) => {
      const { meta } = await prepare(
        'UPDATE passkey SET name = ?3 WHERE account_id = ?1 AND handle = ?2',
        ...[accountId, handle, name],
      ).run();
      return meta.changes === 0 ? err('not-found') : ok();
    },

    setWrap: async (accountId, handle, wrap) => {
      const { meta } = await prepare(
        'UPDATE passkey SET wrap = ?3 WHERE account_id = ?1 AND handle = ?2',
        ...[accountId, handle, wrap === null ? null : JSON.stringify(wrap)],
      ).run();
      return meta.changes === 0 ? err('not-found') : ok();
    },

    remove: async (accountId, handle) => {
      const [removed] = await database.batch([
        prepare(REMOVE, accountId, handle),
        ...SETTLE.map((sql) => prepare(sql, accountId)),
      ]);
      if (removed?.results.length === 1) return ok();
      return err((await owns(accountId, handle)) ? 'last-second-factor' : 'not-found');
    },
  };
}

function toPasskey(row: Row): StoredPasskey {
  return {
    id: row.id,
    handle: row.handle,
    accountId: row.account_id as AccountId,
    name: row.name,
    publicKey: row.public_key,
    counter: row.counter,
    isSynced: row.is_synced === 1,
    transports: JSON.parse(row.transports) as string[],
    addedAt: row.added_at as EpochMs,
    lastUsedAt: row.last_used_at as EpochMs | null,
    wrap: row.wrap === null ? null : (JSON.parse(row.wrap) as PasskeyWrap),
  };
}
