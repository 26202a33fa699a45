import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import type { SecondFactor } from '@undertone/contract/account';
import type { AccountId } from '../db/account-id.ts';
import { createBackupCodeStore, type BackupCodeStore } from '../factors/backup-code-store.ts';
import { IS_GUARDED } from '../factors/factor-sql.ts';
import { createPasskeyChallenges, type PasskeyChallenges } from '../factors/passkey-challenges.ts';
import { createPasskeyStore, type PasskeyStore } from '../factors/passkey-store.ts';
import { createRaisedSessions, type RaisedSessions } from '../factors/raised-sessions.ts';
import { createResetStore, type ResetStore } from '../factors/reset-store.ts';
import { createTotpStore, type TotpStore } from '../factors/totp-store.ts';
import type { Sealer } from '../secrets/sealer.ts';

/** What an account can show beside its passphrase. */
export interface SecondFactors {
  methodsOf(accountId: AccountId): Promise<readonly SecondFactor[]>;
  /** What there is beside the passkeys. */
  overviewOf(accountId: AccountId): Promise<{
    readonly totpAddedAt: EpochMs | null;
    readonly backupCodesLeft: number;
    readonly isRequired: boolean;
  }>;
  /** Where codes can be sent. */
  addressesOf(
    accountId: AccountId,
  ): Promise<{ readonly email: string; readonly phone: string | null; readonly locale: string }>;
  readonly totp: TotpStore;
  readonly passkeys: PasskeyStore;
  readonly backupCodes: BackupCodeStore;
  readonly challenges: PasskeyChallenges;
  readonly resets: ResetStore;
  readonly sessions: RaisedSessions;
}

const OVERVIEW = `SELECT ${IS_GUARDED} AS is_required,
  (SELECT added_at FROM totp WHERE account_id = ?1 AND sealed IS NOT NULL) AS totp_added_at,
  (SELECT count(*) FROM passkey WHERE account_id = ?1) AS passkeys,
  (SELECT count(*) FROM backup_code WHERE account_id = ?1) AS backup_codes`;

interface OverviewRow {
  readonly is_required: number;
  readonly totp_added_at: number | null;
  readonly passkeys: number;
  readonly backup_codes: number;
}

export async function createSecondFactors(
  database: D1Database,
  parts: { readonly sealer: Sealer; readonly sessionSecret: string; readonly random: RandomBytes },
): Promise<SecondFactors> {
  const { sealer, sessionSecret, random } = parts;
  const overviewOf = async (accountId: AccountId): Promise<OverviewRow> =>
    (await database.prepare(OVERVIEW).bind(accountId).first<OverviewRow>())!;
  return {
    methodsOf: async (accountId) => {
      const row = await overviewOf(accountId);
      return [
        ...(row.totp_added_at === null ? [] : (['totp'] as const)),
        ...(row.passkeys === 0 ? [] : (['passkey'] as const)),
        ...(row.backup_codes === 0 ? [] : (['backup-code'] as const)),
      ];
    },
    overviewOf: async (accountId) => {
      const row = await overviewOf(accountId);
      return {
        totpAddedAt: row.totp_added_at as EpochMs | null,
        backupCodesLeft: row.backup_codes,
        isRequired: row.is_required === 1,
      };
    },
    addressesOf: async (accountId) => {
      const row = await database
        .prepare('SELECT email, phone, locale FROM user WHERE id = ?1')
        .bind(accountId)
        .first<{ email: string; phone: string | null; locale: string }>();
      if (row === null) throw new Error('an account vanished while it was signed in');
      return row;
    },
    totp: createTotpStore(database, sealer, random),
    passkeys: createPasskeyStore(database, random),
    backupCodes: createBackupCodeStore(database, random),
    challenges: createPasskeyChallenges(database, random),
    resets: createResetStore(database),
    sessions: await createRaisedSessions(database, sessionSecret, random),
  };
}
