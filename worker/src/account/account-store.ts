import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { Role } from '@undertone/contract/access';
import type { KdfSchema, KeyWrapSchema } from '@undertone/contract/account';
import type { VaultId } from '@undertone/contract/primitives';
import type * as v from 'valibot';
import type { AccountId } from '../db/account-id.ts';

export type Kdf = v.InferOutput<typeof KdfSchema>;
export type KeyWrap = v.InferOutput<typeof KeyWrapSchema>;

export interface NewAccount {
  readonly accountId: AccountId;
  readonly credentialId: string;
  readonly email: string;
  readonly secretHash: string;
  readonly kdf: Kdf;
  readonly vaultId: VaultId;
  readonly passphraseWrap: KeyWrap;
  readonly recoveryWrap: KeyWrap;
  readonly recoveryHash: string;
  /** Whether a code that was sent there has come back. */
  readonly emailVerified: boolean;
  readonly locale: string;
}

export interface StoredAccount {
  readonly accountId: AccountId;
  readonly email: string;
  readonly secretHash: string;
  readonly kdf: Kdf;
  readonly vaultId: VaultId;
  readonly passphraseWrap: KeyWrap;
  readonly recoveryWrap: KeyWrap;
  readonly recoveryHash: string;
  readonly recoveryRehearsed: boolean;
  readonly hasSecondFactor: boolean;
  readonly isLocked: boolean;
  /** Its deletion was asked for. */
  readonly isLeaving: boolean;
  readonly createdAt: EpochMs;
  /** Of the messages that it gets. */
  readonly locale: string;
  /** Every role held anywhere. */
  readonly roles: readonly Role[];
}

/**
 * The stored hash that a secret was checked against. Nothing changes where it is no longer stored: of two who show the
 * same secret at once, one of them perhaps a thief, the later finds it changed.
 */
export type Shown = { readonly secretHash: string } | { readonly recoveryHash: string };

export interface Rewrap {
  readonly secretHash: string;
  readonly kdf: Kdf;
  readonly passphraseWrap: KeyWrap;
}

/** Accounts and their wrapped keys. Every change is one transaction. */
export interface AccountStore {
  findByEmail(email: string): Promise<StoredAccount | null>;
  find(accountId: AccountId): Promise<StoredAccount | null>;
  create(account: NewAccount, now: EpochMs): Promise<Result<void, 'email-unavailable'>>;
  /** Ends every session but `keptSessionId`, which must not have ended meanwhile; `null` ends all. */
  rewrap(
    accountId: AccountId,
    shown: Shown,
    rewrap: Rewrap,
    keptSessionId: string | null,
    now: EpochMs,
  ): Promise<Result<void, 'superseded'>>;
  /** The same with another address. */
  changeEmail(
    accountId: AccountId,
    shown: Shown,
    email: string,
    rewrap: Rewrap,
    keptSessionId: string,
    now: EpochMs,
  ): Promise<Result<void, 'email-unavailable' | 'superseded'>>;
  setPhone(accountId: AccountId, phone: string | null, now: EpochMs): Promise<void>;
  /** Not while the account is being deleted. */
  unlock(accountId: AccountId, now: EpochMs): Promise<void>;
  replaceRecovery(
    accountId: AccountId,
    shown: Shown,
    recoveryWrap: KeyWrap,
    recoveryHash: string,
  ): Promise<Result<void, 'superseded'>>;
  markRecoveryRehearsed(accountId: AccountId): Promise<void>;
}

const FIND = `SELECT user.id, user.email, user.has_second_factor, user.locked_at, user.delete_after, user.created_at, user.is_super_admin, user.locale,
    credential.password, account_key.*,
    (SELECT json_group_array(DISTINCT role) FROM membership WHERE account_id = user.id) AS roles
  FROM user
  JOIN credential ON credential.user_id = user.id AND credential.provider_id = 'credential'
  JOIN account_key ON account_key.account_id = user.id`;

/** Whether the stored secret of account ?1 is still ?2. */
const HOLDS = {
  secret: `EXISTS (SELECT 1 FROM credential WHERE user_id = ?1 AND provider_id = 'credential' AND password = ?2)`,
  recovery: `EXISTS (SELECT 1 FROM account_key WHERE account_id = ?1 AND recovery_hash = ?2)`,
};

const isStillShown = (shown: Shown) =>
  'secretHash' in shown
    ? ([HOLDS.secret, shown.secretHash] as const)
    : ([HOLDS.recovery, shown.recoveryHash] as const);

interface Row {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly vault_id: string;
  readonly kdf: string;
  readonly passphrase_wrap: string;
  readonly recovery_wrap: string;
  readonly recovery_hash: string;
  readonly recovery_rehearsed: number;
  readonly has_second_factor: number;
  readonly locked_at: number | null;
  readonly delete_after: number | null;
  readonly created_at: number;
  readonly is_super_admin: number;
  readonly locale: string;
  readonly roles: string;
}

export function createAccountStore(database: D1Database): AccountStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  /** A new hash has a salt of its own: where it stands, the first of these took place. */
  const rewrapping = (
    accountId: AccountId,
    shown: Shown,
    { secretHash, kdf, passphraseWrap }: Rewrap,
    keptSessionId: string | null,
    now: EpochMs,
  ) => {
    const [holds, hash] = isStillShown(shown);
    return [
      prepare(
        `UPDATE credential SET password = ?3, updated_at = ?4
          WHERE user_id = ?1 AND provider_id = 'credential' AND ${holds}
            AND (?5 IS NULL OR EXISTS (SELECT 1 FROM session WHERE id = ?5 AND user_id = ?1))
          RETURNING id`,
        ...[accountId, hash, secretHash, now, keptSessionId],
      ),
      prepare(
        `UPDATE account_key SET kdf = ?3, passphrase_wrap = ?4 WHERE account_id = ?1 AND ${HOLDS.secret}`,
        ...[accountId, secretHash, JSON.stringify(kdf), JSON.stringify(passphraseWrap)],
      ),
      prepare(
        `DELETE FROM session WHERE user_id = ?1 AND id IS NOT ?3 AND ${HOLDS.secret}`,
        ...[accountId, secretHash, keptSessionId],
      ),
    ];
  };
  return {
    findByEmail: async (email) =>
      toAccount(await prepare(`${FIND} WHERE user.email = ?1`, email).first<Row>()),
    find: async (accountId) => toAccount(await prepare(`${FIND} WHERE user.id = ?1`, accountId).first<Row>()),

    create: async (account, now) => {
      const { accountId, email, secretHash, vaultId, recoveryHash } = account;
      const json = [account.kdf, account.passphraseWrap, account.recoveryWrap].map((part) =>
        JSON.stringify(part),
      );
      try {
        await database.batch([
          prepare(
            `INSERT INTO user (id, name, email, email_verified, locale, created_at, updated_at)
              VALUES (?1, '', ?2, ?3, ?4, ?5, ?5)`,
            ...[accountId, email, account.emailVerified ? 1 : 0, account.locale, now],
          ),
          prepare(
            `INSERT INTO credential (id, account_id, provider_id, user_id, password, created_at, updated_at)
              VALUES (?1, ?2, 'credential', ?2, ?3, ?4, ?4)`,
            ...[account.credentialId, accountId, secretHash, now],
          ),
          prepare(
            `INSERT INTO account_key (account_id, vault_id, kdf, passphrase_wrap, recovery_wrap, recovery_hash,
              recovery_rehearsed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)`,
            ...[accountId, vaultId, ...json, recoveryHash],
          ),
        ]);
        return ok();
      } catch (error) {
        if (isTaken(error)) return err('email-unavailable');
        throw error;
      }
    },

    rewrap: async (accountId, shown, rewrap, keptSessionId, now) => {
      const [changed] = await database.batch(rewrapping(accountId, shown, rewrap, keptSessionId, now));
      return changed?.results.length === 1 ? ok() : err('superseded');
    },

    changeEmail: async (accountId, shown, email, rewrap, keptSessionId, now) => {
      try {
        const [changed] = await database.batch([
          ...rewrapping(accountId, shown, rewrap, keptSessionId, now),
          prepare(
            `UPDATE user SET email = ?3, email_verified = 1, updated_at = ?4 WHERE id = ?1 AND ${HOLDS.secret}`,
            ...[accountId, rewrap.secretHash, email, now],
          ),
        ]);
        return changed?.results.length === 1 ? ok() : err('superseded');
      } catch (error) {
        if (isTaken(error)) return err('email-unavailable');
        throw error;
      }
    },

    setPhone: async (accountId, phone, now) => {
      await prepare(`UPDATE user SET phone = ?2, updated_at = ?3 WHERE id = ?1`, accountId, phone, now).run();
    },

    unlock: async (accountId, now) => {
      await prepare(
        `UPDATE user SET locked_at = NULL, updated_at = ?2
          WHERE id = ?1 AND (delete_after IS NULL OR delete_after > ?2)`,
        ...[accountId, now],
      ).run();
    },

    replaceRecovery: async (accountId, shown, recoveryWrap, recoveryHash) => {
      const [holds, hash] = isStillShown(shown);
      const { meta } = await prepare(
        `UPDATE account_key SET recovery_wrap = ?3, recovery_hash = ?4, recovery_rehearsed = 0
          WHERE account_id = ?1 AND ${holds}`,
        ...[accountId, hash, JSON.stringify(recoveryWrap), recoveryHash],
      ).run();
      return meta.changes > 0 ? ok() : err('superseded');
    },

    markRecoveryRehearsed: async (accountId) => {
      await prepare(`UPDATE account_key SET recovery_rehearsed = 1 WHERE account_id = ?1`, accountId).run();
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed: user.email');
}

function toAccount(row: Row | null): StoredAccount | null {
  if (row === null) return null;
  return {
    accountId: row.id as AccountId,
    email: row.email,
    secretHash: row.password,
    kdf: JSON.parse(row.kdf) as Kdf,
    vaultId: row.vault_id as VaultId,
    passphraseWrap: JSON.parse(row.passphrase_wrap) as KeyWrap,
    recoveryWrap: JSON.parse(row.recovery_wrap) as KeyWrap,
    recoveryHash: row.recovery_hash,
    recoveryRehearsed: row.recovery_rehearsed === 1,
    hasSecondFactor: row.has_second_factor === 1,
    isLocked: row.locked_at !== null,
    isLeaving: row.delete_after !== null,
    createdAt: row.created_at as EpochMs,
    locale: row.locale,
    roles: [
      ...new Set<Role>([
        'member',
        ...(JSON.parse(row.roles) as Role[]),
        ...(row.is_super_admin === 1 ? (['super-admin'] as const) : []),
      ]),
    ],
  };
}
