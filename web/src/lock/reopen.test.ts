import { utf8, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { err, ok, unwrap } from '@undertone/base/result';
import { createVault } from '@undertone/crypto/account-key';
import { createKdfParams, type KdfParams } from '@undertone/crypto/kdf-params';
import { createKeyring } from '@undertone/crypto/keyring';
import { derivePassphraseKeys } from '@undertone/crypto/passphrase';
import { createRecoveryKey, deriveRecoveryKeys, spellRecoveryKey } from '@undertone/crypto/recovery';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createAccountRecords, type AccountRecord } from '../account/account-record.ts';
import { spellSecret } from '../account/credentials.ts';
import { toWireKdf, toWireWrap, type WireWrap } from '../account/wire-wrap.ts';
import type { CallApi } from '../app/call-api.ts';
import { reopenByAccount } from './reopen.ts';

const EMAIL = 'ana@example.org';
const PASSPHRASE = redact('a quiet morning in May');
const journal = createVault(systemRandom);
const kdf = createKdfParams(systemRandom);
const recoveryKey = createRecoveryKey(systemRandom);
const WORDS = redact(revealSecret(spellRecoveryKey(recoveryKey)).join(' '));

const stretch = async (passphrase: string, params: KdfParams): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-512', utf8(`${params.salt}${passphrase}`)));

let passphraseWrap: WireWrap;
let recoveryWrap: WireWrap;
let authSecret: string;
let recoveryProof: string;
let asked: string[];
/** `null`: the server knows no session of this device. */
let session: 'signed-in' | 'second-factor' | null;

beforeAll(async () => {
  const keyring = createKeyring(journal.vaultId, journal.accountKey, systemRandom);
  const keys = await derivePassphraseKeys(PASSPHRASE, kdf, stretch);
  const recovery = await deriveRecoveryKeys(recoveryKey);
  passphraseWrap = toWireWrap(unwrap(await keyring.wrap(keys.lock)));
  recoveryWrap = toWireWrap(unwrap(await keyring.wrap(recovery.lock)));
  authSecret = spellSecret(keys.authSecret);
  recoveryProof = spellSecret(recovery.authSecret);
});

beforeEach(() => {
  asked = [];
  session = 'signed-in';
});

const callApi = (async (id: string, { body }: { body?: Record<string, unknown> }) => {
  asked.push(id);
  const signedIn = { state: session, vaultId: journal.vaultId, passphraseWrap };
  switch (id) {
    case 'prelogin':
      return ok({ kdf: toWireKdf(kdf) });
    case 'session':
      return session === null ? err({ code: 'unauthenticated' }) : ok(signedIn);
    case 'signIn':
      return body?.['authSecret'] === authSecret
        ? ok({ ...signedIn, state: 'signed-in' })
        : err({ code: 'wrong-credentials' });
    case 'openRecovery':
      return body?.['recoveryProof'] === recoveryProof
        ? ok({ vaultId: journal.vaultId, recoveryWrap })
        : err({ code: 'wrong-credentials' });
    default:
      return err({ code: 'offline' });
  }
}) as unknown as CallApi;

async function reopen(by: Parameters<typeof reopenByAccount>[1]) {
  const records = createAccountRecords(null);
  const record: AccountRecord = {
    email: EMAIL,
    vaultId: journal.vaultId,
    recoveryRehearsed: true,
    phase: 'signed-in',
  };
  await records.save(record);
  const kept: AccountRecord[] = [];
  const keep = async (next: AccountRecord) => void kept.push(next);
  const parts = { callApi, records, session: { keep }, random: systemRandom, stretch };
  return { result: await reopenByAccount(parts, by), kept };
}

it('gives the journal’s own key for the recovery words, without a session', async () => {
  session = null;
  const { result } = await reopen({ kind: 'words', words: WORDS });
  expect(revealSecret(unwrap(result).accountKey)).toEqual(revealSecret(journal.accountKey));
  expect(asked).toEqual(['openRecovery']);
});

it('gives it for the account’s passphrase, which the server is not shown while a session holds', async () => {
  const { result, kept } = await reopen({ kind: 'account', passphrase: PASSPHRASE });
  expect(unwrap(result).vaultId).toBe(journal.vaultId);
  expect(asked).toEqual(['prelogin', 'session']);
  expect(kept).toEqual([]);
});

it('signs in again where the session has ended', async () => {
  session = null;
  const { result, kept } = await reopen({ kind: 'account', passphrase: PASSPHRASE });
  expect(result.ok).toBe(true);
  expect(kept).toMatchObject([{ phase: 'signed-in' }]);
});

it('refuses another passphrase and other words', async () => {
  const other = await reopen({ kind: 'account', passphrase: redact('rain over the harbour') });
  expect(other.result).toEqual({ ok: false, error: 'wrong-credentials' });
  const words = redact(revealSecret(spellRecoveryKey(createRecoveryKey(systemRandom))).join(' '));
  expect((await reopen({ kind: 'words', words })).result).toEqual({
    ok: false,
    error: 'wrong-recovery-words',
  });
});

it('is no way around a second factor', async () => {
  session = 'second-factor';
  const { result } = await reopen({ kind: 'account', passphrase: PASSPHRASE });
  expect(result).toEqual({ ok: false, error: 'second-factor-needed' });
});
