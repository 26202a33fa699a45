import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { createBackupCodes, hashBackupCode } from './backup-code.ts';
import { ADD_FIRST_CODES, ASK_ALL_FOR_FIRST, IS_GUARDED, SETTLE } from './factor-sql.ts';
import { createTotpSecret, stepOfCode } from './totp.ts';

/** A secret that nobody confirmed is forgotten by then. */
const PENDING_MS = 30 * 60_000;

/** Whose factor it is to be, and the session that adds it. */
export interface FactorAdder {
  readonly accountId: AccountId;
  readonly sessionId: string;
}

/** The authenticator app of an account. */
export interface TotpStore {
  /** A new secret (base32); the older one counts until this is confirmed. */
  begin(accountId: AccountId, now: EpochMs): Promise<string>;
  /** With the account's first factor come its backup codes. */
  confirm(
    by: FactorAdder,
    code: string,
    now: EpochMs,
  ): Promise<Result<{ readonly backupCodes: readonly string[] | null }, 'wrong-code'>>;
  /** Uses the code up: neither it nor an earlier one is taken again. */
  show(accountId: AccountId, code: string, now: EpochMs): Promise<Result<void, 'wrong-code'>>;
  remove(accountId: AccountId): Promise<Result<void, 'not-found' | 'last-second-factor'>>;
}

const BEGIN = `INSERT INTO totp (account_id, pending_sealed, pending_since) VALUES (?1, ?2, ?3)
  ON CONFLICT (account_id) DO UPDATE SET pending_sealed = ?2, pending_since = ?3`;

const CONFIRM = `UPDATE totp SET sealed = pending_sealed, added_at = ?4, last_step = ?3, pending_sealed = NULL,
    pending_since = NULL
  WHERE account_id = ?1 AND pending_sealed = ?2 AND EXISTS (SELECT 1 FROM session WHERE id = ?5 AND user_id = ?1)
  RETURNING account_id`;

/** Of two requests with one code, only one moves the step on. */
const USE_STEP = `UPDATE totp SET last_step = ?3 WHERE account_id = ?1 AND sealed = ?2 AND last_step < ?3
  RETURNING account_id`;

const REMOVE = `DELETE FROM totp WHERE account_id = ?1 AND sealed IS NOT NULL
  AND (NOT ${IS_GUARDED} OR EXISTS (SELECT 1 FROM passkey WHERE account_id = ?1)) RETURNING account_id`;

interface Row {
  readonly sealed: string | null;
  readonly last_step: number;
  readonly pending_sealed: string | null;
  readonly pending_since: number | null;
}

export function createTotpStore(database: D1Database, sealer: Sealer, random: RandomBytes): TotpStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const find = (accountId: AccountId) =>
    prepare('SELECT * FROM totp WHERE account_id = ?1', accountId).first<Row>();

  const stepOf = async (accountId: AccountId, sealed: string, code: string, now: EpochMs) => {
    const secret = await sealer.open(sealed, placeOf(accountId));
    // A secret that does not open is the operator's trouble, never a way in.
    return secret.ok ? stepOfCode(secret.value, code, now) : null;
  };

  return {
    begin: async (accountId, now) => {
      const secret = createTotpSecret(random);
      await prepare(BEGIN, accountId, await sealer.seal(secret, placeOf(accountId)), now).run();
      return secret;
    },

    confirm: async ({ accountId, sessionId }, code, now) => {
      const row = await find(accountId);
      const pending = row?.pending_sealed ?? null;
      if (pending === null || now - (row?.pending_since ?? 0) > PENDING_MS) return err('wrong-code');
      const step = await stepOf(accountId, pending, code, now);
      if (step === null) return err('wrong-code');
      const codes = createBackupCodes(random);
      const hashes = await Promise.all(codes.map((one) => hashBackupCode(accountId, one)));
      const [confirmed, added] = await database.batch([
        prepare(CONFIRM, accountId, pending, step, now, sessionId),
        prepare(ADD_FIRST_CODES, accountId, JSON.stringify(hashes)),
        ...ASK_ALL_FOR_FIRST.map((sql) => prepare(sql, accountId, sessionId)),
        ...SETTLE.map((sql) => prepare(sql, accountId)),
      ]);
      if (confirmed?.results.length !== 1) return err('wrong-code');
      return ok({ backupCodes: added?.results.length === 0 ? null : codes });
    },

    show: async (accountId, code, now) => {
      const row = await find(accountId);
      const sealed = row?.sealed ?? null;
      const step = sealed === null ? null : await stepOf(accountId, sealed, code, now);
      if (step === null) return err('wrong-code');
      const used = await prepare(USE_STEP, accountId, sealed, step).first();
      return used === null ? err('wrong-code') : ok();
    },

    remove: async (accountId) => {
      const [removed] = await database.batch([
        prepare(REMOVE, accountId),
        ...SETTLE.map((sql) => prepare(sql, accountId)),
      ]);
      if (removed?.results.length === 1) return ok();
      return err((await find(accountId))?.sealed == null ? 'not-found' : 'last-second-factor');
    },
  };
}

function placeOf(accountId: AccountId): string {
  return `totp ${accountId}`;
}
