import { createHmac } from 'node:crypto';
import { toBase64Url } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { systemRandom } from '@undertone/base/clock';
import { SECRET } from '../raw-workerd.ts';
import {
  ACCOUNTS,
  eachTurn,
  hashOf,
  idOf,
  insertSessions,
  LIFETIME_MS,
  tokenOf,
  turnCookie,
  type Kind,
  type Stage,
} from './kind.ts';

export const wrapOf = (kind: 'passphrase' | 'recovery' | 'passkey') => ({
  ...{ version: 1, kind },
  wrapped: toBase64Url(systemRandom(80)),
});

/** Of two changes of one account that meet, the second is refused: its passphrase is another by then. */
const ONCE_EACH = { requests: ACCOUNTS, times: 12, prepare: async () => {} };

const strangerOf = (at: number) => `bench-turn-${at}@example.org`;

/** What prelogin says of an address that nobody has taken. */
const kdfOf = (email: string) => ({
  ...{ algorithm: 'argon2id', memoryKib: 65_536, iterations: 3, parallelism: 1 },
  salt: createHmac('sha256', SECRET).update(`salt:${email}`).digest().subarray(0, 16).toString('base64url'),
});

const withSessions =
  (kind: 'web' | 'api') =>
  async ({ worker }: Stage, from: number, to: number) =>
    worker.run([insertSessions(from, to, { kind })]);

/** Accounts, sessions and programs, from signing up to the request for deletion. */
export const ACCOUNT_KINDS: readonly Kind[] = [
  { request: 'prelogin', route: 'prelogin', body: ({ account: { email } }) => ({ email }) },
  {
    request: 'sign-up',
    route: 'signUp',
    seconds: 6,
    body: ({ at }) => ({
      ...{ email: strangerOf(at), authSecret: tokenOf(at), kdf: kdfOf(strangerOf(at)) },
      ...{ vaultId: createUuid(systemRandom), recoveryProof: tokenOf(at) },
      ...{ passphraseWrap: wrapOf('passphrase'), recoveryWrap: wrapOf('recovery') },
    }),
  },
  {
    request: 'sign-in',
    route: 'signIn',
    seconds: 6,
    body: ({ account: { email, authSecret } }) => ({ email, authSecret }),
  },
  {
    request: 'session check alone: refused right after it',
    ...{ route: 'readings', path: '/readings?limit=0', refusedWith: 400 },
  },
  { request: 'session, read', route: 'session' },
  {
    request: 'sign-out',
    route: 'signOut',
    cookie: turnCookie,
    rounds: { requests: 500, times: 2, prepare: withSessions('web') },
  },
  { request: 'sessions, read', route: 'sessions' },
  {
    request: 'session, ended',
    route: 'endSession',
    path: ({ at }) => `/sessions/${idOf(at)}`,
    rounds: { requests: 500, times: 2, prepare: withSessions('api') },
  },
  {
    request: 'other sessions, ended',
    route: 'endOtherSessions',
    rounds: {
      ...{ requests: 50, times: 5 },
      prepare: async (stage, from, to) => {
        await withSessions('web')(stage, from, to);
      },
    },
  },
  {
    request: 'program, let in',
    route: 'issueToken',
    body: () => ({ label: 'A program', scopes: ['readings'] }),
    rounds: {
      ...{ requests: 1000, times: 1 },
      prepare: async ({ worker }) => worker.run([{ sql: `DELETE FROM session WHERE kind = 'api'` }]),
    },
  },
  {
    request: 'program, next token',
    route: 'refreshToken',
    body: ({ at }) => ({ refreshToken: tokenOf(at) }),
    rounds: {
      ...{ requests: 1000, times: 1 },
      prepare: async ({ worker }, from, to) => {
        const expiresAt = Date.now() + LIFETIME_MS;
        const insert = `INSERT INTO refresh_token (hash, session_id, expires_at) SELECT given, id, ${expiresAt} FROM turn`;
        await worker.run([
          { sql: `DELETE FROM session WHERE kind = 'api'` },
          insertSessions(from, to, { kind: 'api' }),
          eachTurn(from, to, insert, (at) => hashOf(tokenOf(at))),
        ]);
      },
    },
  },
  { request: 'keys of tokens, read', route: 'tokenKeys' },
  {
    request: 'passphrase, changed',
    route: 'changePassphrase',
    rounds: ONCE_EACH,
    body: ({ account: { authSecret, kdf } }) => ({
      ...{ currentAuthSecret: authSecret, authSecret, kdf, passphraseWrap: wrapOf('passphrase') },
    }),
  },
  {
    request: 'recovery words, shown',
    route: 'openRecovery',
    body: ({ account: { email, recoveryProof } }) => ({ email, recoveryProof }),
  },
  {
    request: 'passphrase, reset by recovery words',
    route: 'resetByRecovery',
    rounds: ONCE_EACH,
    body: ({ account: { email, recoveryProof, authSecret, kdf } }) => ({
      ...{ email, recoveryProof, authSecret, kdf, passphraseWrap: wrapOf('passphrase') },
    }),
  },
  {
    request: 'recovery words, replaced',
    route: 'replaceRecovery',
    rounds: ONCE_EACH,
    body: ({ account: { authSecret, recoveryProof } }) => ({
      ...{ currentAuthSecret: authSecret, recoveryProof, recoveryWrap: wrapOf('recovery') },
    }),
  },
  { request: 'recovery words, typed back', route: 'markRecoveryRehearsed' },
  { request: 'what codes are sent by', route: 'accountOptions' },
  {
    request: 'code to sign up, sent',
    ...{ route: 'sendSignUpCode', mails: true },
    body: ({ at }) => ({ email: strangerOf(at), locale: 'en' }),
  },
  {
    request: 'code to unlock, sent',
    ...{ route: 'sendUnlockCode', mails: true },
    body: ({ at }) => ({ email: strangerOf(at), locale: 'en' }),
  },
  {
    request: 'code to a new address, sent',
    ...{ route: 'sendAddressCode', mails: true },
    body: ({ at }) => ({ email: strangerOf(at) }),
    rounds: {
      ...{ requests: 500, times: 1 },
      prepare: async ({ worker }) => worker.run([{ sql: 'DELETE FROM attempt' }]),
    },
  },
  { request: 'phone, removed', route: 'removePhone' },
  { request: 'profile, read', route: 'profile' },
  {
    request: 'preferences, write',
    route: 'setPreferences',
    // Never what they were: what changes nothing is not written.
    body: ({ at }) => ({ locale: 'en', idleMinutes: 60 + (at % 1000) }),
  },
  { request: 'export, a page', route: 'exportAccount', seconds: 6 },
  {
    request: 'deletion, asked for',
    route: 'requestDeletion',
    rounds: {
      ...{ requests: 50, times: 5 },
      prepare: async ({ worker }) => worker.run([{ sql: 'UPDATE user SET delete_after = NULL' }]),
    },
  },
  {
    request: 'deletion, taken back',
    route: 'cancelDeletion',
    rounds: {
      ...{ requests: 50, times: 5 },
      prepare: async ({ worker }) =>
        worker.run([
          {
            sql: `UPDATE user SET delete_after = ${Date.now() + LIFETIME_MS} WHERE id IN (SELECT id FROM bench_account)`,
          },
        ]),
    },
  },
];
