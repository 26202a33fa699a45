import { hashBackupCode } from '@undertone/worker/factors/backup-code';
import { wrapOf } from './account.ts';
import {
  ACCOUNTS,
  eachTurn,
  idOf,
  insertSessions,
  turnCookie,
  type Kind,
  type Stage,
  type Turn,
} from './kind.ts';
import { pendingCookie } from './stage.ts';

type AccountId = Parameters<typeof hashBackupCode>[0];

const ofAccount = ({ account }: Turn) => pendingCookie(account);
/** A passkey of the account. */
const own = ({ at }: Turn) => `/account/second-factors/passkeys/${idOf(at % ACCOUNTS)}`;

const backupCodeOf = ({ at }: Turn) => String(at).padStart(16, '0');

/** A backup code of its own for each turn: an account has ten. */
async function giveBackupCodes({ worker, accounts }: Stage, from: number, to: number): Promise<void> {
  const hashes = new Map<number, string>();
  for (let at = from; at < to; at++) {
    const account = accounts[at % ACCOUNTS]!;
    hashes.set(at, await hashBackupCode(account.id as AccountId, backupCodeOf({ at, account })));
  }
  const insert = 'INSERT INTO backup_code (account_id, hash) SELECT account, given FROM turn';
  await worker.run([
    { sql: 'DELETE FROM backup_code' },
    eachTurn(from, to, insert, (at) => hashes.get(at) ?? ''),
  ]);
}

const withoutFactor = async ({ worker }: Stage) =>
  worker.run([
    { sql: 'DELETE FROM attempt' },
    { sql: 'UPDATE user SET has_second_factor = 0 WHERE id IN (SELECT id FROM bench_account)' },
  ]);

/** Second factors, and showing again that it is you. */
export const FACTOR_KINDS: readonly Kind[] = [
  { request: 'second factors, read', route: 'secondFactors' },
  { request: 'authenticator, begun', route: 'beginTotp' },
  {
    request: 'authenticator, removed',
    route: 'removeTotp',
    rounds: {
      ...{ requests: 50, times: 5 },
      prepare: async ({ worker }) =>
        worker.run([{ sql: 'INSERT OR REPLACE INTO totp SELECT * FROM bench_totp' }]),
    },
  },
  { request: 'passkey, begun', route: 'beginPasskey' },
  { request: 'passkey, renamed', route: 'renamePasskey', path: own, body: () => ({ name: 'A phone' }) },
  {
    request: 'passkey, opens the journal',
    route: 'setPasskeyWrap',
    path: (turn) => `${own(turn)}/wrap`,
    body: () => ({ wrap: wrapOf('passkey') }),
  },
  {
    request: 'passkey, removed',
    route: 'removePasskey',
    path: ({ at }) => `/account/second-factors/passkeys/${idOf(at)}`,
    rounds: {
      ...{ requests: 500, times: 2 },
      prepare: async ({ worker }, from, to) =>
        worker.run([
          eachTurn(
            ...([from, to] as const),
            `INSERT INTO passkey (id, account_id, name, public_key, counter, is_synced, transports, added_at, handle)
              SELECT 'turn-' || at, account, 'A phone', 'none', 0, 0, '[]', 1, id FROM turn`,
          ),
        ]),
    },
  },
  { request: 'backup codes, replaced', route: 'replaceBackupCodes' },
  {
    request: 'removal of all factors, called off',
    route: 'cancelSecondFactorReset',
    rounds: {
      ...{ requests: 50, times: 5 },
      prepare: async ({ worker }) =>
        worker.run([
          {
            sql: `INSERT OR REPLACE INTO second_factor_reset (account_id, requested_at, due_at)
              SELECT id, ${Date.now()}, ${Date.now() + 72 * 3600 * 1000} FROM bench_account`,
          },
        ]),
    },
  },
  { request: 'factor that is due, read', route: 'secondFactorDue', cookie: ofAccount },
  { request: 'passkey asked for at sign-in', route: 'secondFactorPasskeyOptions', cookie: ofAccount },
  {
    request: 'backup code, shown at sign-in',
    ...{ route: 'showSecondFactor', cookie: turnCookie },
    body: (turn) => ({ method: 'backup-code', code: backupCodeOf(turn) }),
    rounds: {
      ...{ requests: 500, times: 1 },
      prepare: async (stage, from, to) => {
        await giveBackupCodes(stage, from, to);
        await stage.worker.run([insertSessions(from, to, { assurance: 'pending' })]);
      },
    },
  },
  { request: 'passkey asked for in place of a passphrase', route: 'passkeySignInOptions' },
  {
    request: 'code to remove all factors, sent',
    ...{ route: 'sendSecondFactorResetCode', cookie: ofAccount, mails: true },
    // Five from one network to one address.
    rounds: {
      ...{ requests: 5 * ACCOUNTS, times: 2 },
      prepare: async ({ worker }) => worker.run([{ sql: 'DELETE FROM attempt' }]),
    },
  },
  { request: 'ways to step up, read', route: 'stepUpMethods' },
  {
    request: 'code to step up, sent',
    ...{ route: 'sendStepUpCode', mails: true },
    body: () => ({ to: 'email' }),
    rounds: { requests: 5 * ACCOUNTS, times: 2, prepare: withoutFactor },
  },
  { request: 'passkey asked for to step up', route: 'stepUpPasskeyOptions' },
  {
    request: 'step-up by a backup code',
    route: 'stepUp',
    body: (turn) => ({ method: 'backup-code', code: backupCodeOf(turn) }),
    rounds: { requests: 500, times: 1, prepare: giveBackupCodes },
  },
  {
    request: 'step-up by the passphrase',
    route: 'stepUp',
    body: ({ account: { authSecret } }) => ({ method: 'passphrase', authSecret }),
    before: withoutFactor,
  },
];
