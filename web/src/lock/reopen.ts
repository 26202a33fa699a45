import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { unlockKeyring, type Keyring } from '@undertone/crypto/keyring';
import type { AccountRecords } from '../account/account-record.ts';
import type { AccountSession } from '../account/account-session.ts';
import { openWithWords } from '../account/account.ts';
import { toAccountFailure } from '../account/account-failure.ts';
import { deriveCredentials, spellSecret, type Stretch } from '../account/credentials.ts';
import { fromWirePassphraseWrap } from '../account/wire-wrap.ts';
import type { Reopening, ReopenFailure } from '../app/app-lock-port.ts';
import type { CallApi } from '../app/call-api.ts';
import type { AccountProgress } from '../app/services.ts';

export interface ReopenParts {
  readonly callApi: CallApi;
  readonly records: AccountRecords;
  readonly session: Pick<AccountSession, 'keep'>;
  readonly random: RandomBytes;
  readonly stretch: Stretch;
}

/**
 * The account's journal by the recovery words or by the account's passphrase. Both wrap the same key as the lock, and
 * both are harder to guess than what was forgotten: this way in is no weaker than signing in on a new device.
 */
export async function reopenByAccount(
  parts: ReopenParts,
  by: Reopening,
  onProgress?: (step: AccountProgress) => void,
): Promise<Result<Keyring, ReopenFailure>> {
  const record = await parts.records.load();
  if (record === null) return err('wrong-credentials');
  onProgress?.('contacting');
  if (by.kind === 'words') {
    const opened = await openWithWords(parts.callApi, record.email, by.words, parts.random);
    return opened.ok ? ok(opened.value.keyring) : opened;
  }
  onProgress?.('deriving-keys');
  const credentials = await deriveCredentials(parts, record.email, by.passphrase);
  if (!credentials.ok) return credentials;
  onProgress?.('contacting');
  // A session that holds has the wrap already; the passphrase is then not even shown to the server.
  let reply = await parts.callApi('session', {});
  if (!reply.ok && reply.error.code === 'unauthenticated') {
    const { authSecret } = credentials.value;
    reply = await parts.callApi('signIn', {
      body: { email: record.email, authSecret: spellSecret(authSecret) },
    });
    if (reply.ok && reply.value.state === 'signed-in')
      await parts.session.keep({ ...record, phase: 'signed-in' });
  }
  if (!reply.ok) return err(toAccountFailure(reply.error));
  if (reply.value.state !== 'signed-in') return err('second-factor-needed');
  const { vaultId, passphraseWrap } = reply.value;
  const wrap = fromWirePassphraseWrap(passphraseWrap, vaultId, credentials.value.kdf);
  if (!wrap.ok) return err('server-refused');
  const keyring = await unlockKeyring(wrap.value, credentials.value.lock, parts.random);
  return keyring.ok ? keyring : err('wrong-credentials');
}
