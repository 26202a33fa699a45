import { signal, type ReadonlySignal } from '@preact/signals';
import type { CallApi } from '../app/call-api.ts';
import type { AccountState } from '../app/services.ts';
import type { TabSignal } from '../app/tab-signal.ts';
import type { AccountRecord, AccountRecords } from './account-record.ts';

/** Who is signed in on this device. Small and always loaded; what needs keys and words is in `account.ts`. */
export interface AccountSession {
  readonly state: ReadonlySignal<AccountState>;
  /** How often it turned to signed in. */
  signIns(): number;
  /**
   * Reads who is signed in, settles what a crash interrupted, and tells the server of an owed sign-out. Call again when
   * the app lock was opened: what was interrupted is settled only then.
   */
  load(): Promise<void>;
  /**
   * Any route answered that there is no session, or that it owes a second factor: everything stays, sync stops until
   * the next sign-in.
   */
  noteExpired(owed?: { readonly secondFactor: boolean }): Promise<void>;
  keep(record: AccountRecord): Promise<void>;
  setRehearsed(rehearsed: boolean): Promise<void>;
  /** This device no longer belongs to an account; that the server is to be told by {@link end} outlives a crash. */
  leave(): Promise<void>;
  /** Ends the session on the server; offline it is owed until the next start. */
  end(): Promise<void>;
}

export function createAccountSession(parts: {
  readonly callApi: CallApi;
  readonly records: AccountRecords;
  /** Of the journal that is open on this device; `null` while it is behind the app lock. */
  readonly vaultId: () => string | null;
  /** Other tabs look again at who is signed in. */
  readonly tabs: TabSignal;
}): AccountSession {
  const { callApi, records } = parts;
  const state = signal<AccountState>({ kind: 'local-only' });
  let signIns = 0;

  const show = (record: AccountRecord | null): void => {
    if (record === null || record.phase === 'joining') state.value = { kind: 'local-only' };
    else if (record.phase === 'session-expired') {
      const { email, owesSecondFactor } = record;
      state.value = { kind: 'session-expired', email, ...(owesSecondFactor && { owesSecondFactor }) };
    } else {
      if (state.value.kind !== 'signed-in') signIns++;
      state.value = { kind: 'signed-in', email: record.email, recoveryRehearsed: record.recoveryRehearsed };
    }
  };

  const keep = async (record: AccountRecord): Promise<void> => {
    await records.save(record);
    show(record);
    parts.tabs.tell();
  };

  parts.tabs.listen(() => void records.load().then(show));

  const end = async (): Promise<void> => {
    await records.oweSignOut(true);
    const ended = await callApi('signOut', {});
    if (ended.ok || ended.error.code === 'unauthenticated') await records.oweSignOut(false);
  };

  return {
    state,
    signIns: () => signIns,
    keep,
    end,

    async load() {
      const record = await records.load();
      if (record?.phase === 'joining') {
        const vaultId = parts.vaultId();
        if (vaultId === null) return show(null);
        const arrived = vaultId === record.vaultId;
        if (arrived) await keep({ ...record, phase: 'signed-in' });
        else {
          await records.forget();
          await end();
        }
        return;
      }
      show(record);
      if (record === null && (await records.isSignOutOwed())) await end();
    },

    async noteExpired({ secondFactor } = { secondFactor: false }) {
      if (state.value.kind !== 'signed-in') return;
      const why = secondFactor ? { owesSecondFactor: true as const } : {};
      state.value = { kind: 'session-expired', email: state.value.email, ...why };
      const record = await records.load();
      if (record !== null) await keep({ ...record, phase: 'session-expired', ...why });
    },

    async setRehearsed(recoveryRehearsed) {
      const record = await records.load();
      if (record !== null) await keep({ ...record, recoveryRehearsed });
    },

    async leave() {
      await records.oweSignOut(true);
      await records.forget();
      state.value = { kind: 'local-only' };
      parts.tabs.tell();
    },
  };
}
