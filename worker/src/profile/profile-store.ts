import type { EpochMs } from '@undertone/base/clock';
import type { Locale, Preferences } from '@undertone/contract/profile';
import type { AccountId } from '../db/account-id.ts';

export interface StoredProfile {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly createdAt: EpochMs;
  readonly preferences: Preferences;
  readonly deletesAt: EpochMs | null;
}

export interface ProfileStore {
  find(account: AccountId): Promise<StoredProfile | null>;
  setPreferences(account: AccountId, preferences: Preferences, now: EpochMs): Promise<void>;
}

const FIND = `SELECT email, email_verified, created_at, locale, idle_minutes, delete_after FROM user WHERE id = ?1`;

const SET = 'UPDATE user SET locale = ?2, idle_minutes = ?3, updated_at = ?4 WHERE id = ?1';

interface Row {
  readonly email: string;
  readonly email_verified: number;
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
        createdAt: row.created_at as EpochMs,
        preferences: { locale: row.locale, idleMinutes: row.idle_minutes },
        deletesAt: row.delete_after as EpochMs | null,
      };
    },
    setPreferences: async (account, { locale, idleMinutes }, now) => {
      await database.prepare(SET).bind(account, locale, idleMinutes, now).run();
    },
  };
}
