import type { EpochMs } from '@undertone/base/clock';
import type { Locale, Preferences } from '@undertone/contract/profile';
import type { AccountId } from '../db/account-id.ts';

export interface StoredProfile {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly hasPhone: boolean;
  readonly createdAt: EpochMs;
  readonly preferences: Preferences;
  readonly deletesAt: EpochMs | null;
}

export interface ProfileStore {
  find(account: AccountId): Promise<StoredProfile | null>;
  /** Whether anything was changed. */
  setPreferences(account: AccountId, preferences: Preferences, now: EpochMs): Promise<boolean>;
}

const FIND = `SELECT email, email_verified, phone, created_at, locale, idle_minutes, delete_after FROM user WHERE id = ?1`;

const SET = `UPDATE user SET locale = ?2, idle_minutes = ?3, updated_at = ?4
  WHERE id = ?1 AND (locale <> ?2 OR idle_minutes IS NOT ?3)`;

interface Row {
  readonly email: string;
  readonly email_verified: number;
  readonly phone: string | null;
  readonly created_at: number;
  readonly locale: Locale;
  readonly idle_minutes: number | null;
  readonly delete_after: number | null;
}

export function createProfileStore(database: D1Database): ProfileStore {
  return {
    find: async (account) => {
      const row = await database.prepare(FIND).bind(account).first<Row>();
      if (row === null) return null;
      return {
        email: row.email,
        emailVerified: row.email_verified === 1,
        hasPhone: row.phone !== null,
        createdAt: row.created_at as EpochMs,
        preferences: { locale: row.locale, idleMinutes: row.idle_minutes },
        deletesAt: row.delete_after as EpochMs | null,
      };
    },
    setPreferences: async (account, { locale, idleMinutes }, now) => {
      const { meta } = await database.prepare(SET).bind(account, locale, idleMinutes, now).run();
      return meta.changes > 0;
    },
  };
}
