import type { DeviceDatabase } from '../storage/device-database.ts';

/** Who this device is signed in as. No secret is in here: the session is a cookie that scripts cannot read. */
export interface AccountRecord {
  readonly email: string;
  readonly vaultId: string;
  readonly recoveryRehearsed: boolean;
  /**
   * `joining`: the journal of the account is being taken over. If the app dies here, the vault decides at the
   * next start whether it got that far.
   */
  readonly phase: 'joining' | 'signed-in' | 'session-expired';
  /** Why the session counts as expired. */
  readonly owesSecondFactor?: true;
}

export interface AccountRecords {
  load(): Promise<AccountRecord | null>;
  save(record: AccountRecord): Promise<void>;
  forget(): Promise<void>;
  /** A sign-out that the server has not heard of yet. */
  isSignOutOwed(): Promise<boolean>;
  oweSignOut(owed: boolean): Promise<void>;
}

const ACCOUNT = 'account';
const SIGN_OUT_OWED = 'sign-out-owed';

export function createAccountRecords(database: DeviceDatabase | null): AccountRecords {
  // Without IndexedDB there is no journal either; the account then lasts as long as the tab.
  const memory = new Map<string, unknown>();
  const get = async (key: string) => (database === null ? memory.get(key) : await database.get('state', key));
  const put = async (key: string, value: unknown) => {
    if (database === null) memory.set(key, value);
    else await database.put('state', key, value);
  };
  return {
    load: async () => parseAccountRecord(await get(ACCOUNT)),
    save: (record) => put(ACCOUNT, record),
    forget: () => put(ACCOUNT, null),
    isSignOutOwed: async () => (await get(SIGN_OUT_OWED)) === true,
    oweSignOut: (owed) => put(SIGN_OUT_OWED, owed),
  };
}

function parseAccountRecord(row: unknown): AccountRecord | null {
  if (typeof row !== 'object' || row === null) return null;
  const { email, vaultId, phase, recoveryRehearsed, owesSecondFactor } = row as Partial<AccountRecord>;
  if (typeof email !== 'string' || typeof vaultId !== 'string') return null;
  if (phase !== 'joining' && phase !== 'signed-in' && phase !== 'session-expired') return null;
  return {
    ...{ email, vaultId, phase, recoveryRehearsed: recoveryRehearsed === true },
    ...(owesSecondFactor === true && { owesSecondFactor }),
  };
}
