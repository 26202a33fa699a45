import type { RandomBytes } from '@undertone/base/clock';
import type { Redacted } from '@undertone/base/redacted';
import { err, ok, unwrap, type Result } from '@undertone/base/result';
import { unlockKeyring, type Keyring } from '@undertone/crypto/keyring';
import { derivePasskeyLock } from '@undertone/crypto/passkey-lock';
import {
  createRecoveryKey,
  deriveRecoveryKeys,
  parseRecoveryWords,
  spellRecoveryKey,
} from '@undertone/crypto/recovery';
import type { CallApi } from '../app/call-api.ts';
import type { StepUpPort } from '../app/step-up-port.ts';
import type { AccountFailure, AccountPort } from '../app/services.ts';
import { toAccountFailure } from './account-failure.ts';
import type { AccountRecords } from './account-record.ts';
import type { AccountSession } from './account-session.ts';
import { deriveCredentials, deriveWith, spellSecret, isRefusal, type Stretch } from './credentials.ts';
import { createEntering } from './entering.ts';
import { parseEmail } from './parse-email.ts';
import { isStrongEnough } from './passphrase-policy.ts';
import type { VaultAccess } from './vault-access.ts';
import { fromWireRecoveryWrap, toWireKdf, toWirePasskeyWrap, toWireWrap } from './wire-wrap.ts';

export type AccountActions = Omit<AccountPort, 'state'>;

export interface AccountParts {
  readonly callApi: CallApi;
  readonly stepUp: Pick<StepUpPort, 'withStepUp'>;
  readonly records: AccountRecords;
  readonly session: AccountSession;
  readonly vault: VaultAccess;
  readonly random: RandomBytes;
  readonly stretch: Stretch;
  /** Removes databases, keys and caches of this origin, and starts the page anew. */
  readonly eraseDevice: () => Promise<void>;
}

/**
 * The account is a set of wraps around a journal that exists without it: signing up encrypts nothing anew, and
 * signing out leaves the journal readable under the device's own lock. No address and no secret is ever logged.
 */
export function createAccountActions(parts: AccountParts): AccountActions {
  const { callApi, records, session, vault, random, stretch } = parts;
  const { withStepUp } = parts.stepUp;

  const signedInEmail = (): string | null =>
    session.state.value.kind === 'local-only' ? null : session.state.value.email;

  /**
   * The address, if the journal open here is the account's: a wrap of any other key in its place would lock every
   * other device out.
   */
  const emailOfThisJournal = async (): Promise<string | null> => {
    const record = signedInEmail() === null ? null : await records.load();
    return record?.vaultId === vault.keyring().vaultId ? record.email : null;
  };

  const makeRecovery = async (keyring: Keyring) => {
    const recoveryKey = createRecoveryKey(random);
    const keys = await deriveRecoveryKeys(recoveryKey);
    return {
      words: spellRecoveryKey(recoveryKey),
      recoveryWrap: toWireWrap(unwrap(await keyring.wrap(keys.lock))),
      recoveryProof: spellSecret(keys.authSecret),
    };
  };

  /** The session cookie of an attempt that was refused here must not outlive it. */
  const abandonSession = async (failure: AccountFailure): Promise<Result<never, AccountFailure>> => {
    await session.end();
    return err(failure);
  };

  const entering = createEntering(parts);

  return {
    ...entering,

    async signUp(typedEmail, passphrase, onProgress, mail = {}) {
      const email = parseEmail(typedEmail);
      if (!email.ok) return email;
      if (!isStrongEnough(passphrase)) return err('passphrase-too-weak');
      onProgress?.('deriving-keys');
      const credentials = await deriveCredentials(parts, email.value, passphrase);
      if (!credentials.ok) return credentials;
      const keyring = vault.keyring();
      const recovery = await makeRecovery(keyring);
      onProgress?.('contacting');
      const reply = await callApi('signUp', {
        body: {
          email: email.value,
          authSecret: spellSecret(credentials.value.authSecret),
          kdf: toWireKdf(credentials.value.kdf),
          vaultId: keyring.vaultId,
          passphraseWrap: toWireWrap(unwrap(await keyring.wrap(credentials.value.lock))),
          recoveryWrap: recovery.recoveryWrap,
          recoveryProof: recovery.recoveryProof,
          ...mail,
        },
      });
      if (!reply.ok) return err(toAccountFailure(reply.error));
      if (reply.value.vaultId !== keyring.vaultId) return abandonSession('server-refused');
      await records.oweSignOut(false);
      await session.keep({
        email: email.value,
        vaultId: keyring.vaultId,
        recoveryRehearsed: false,
        phase: 'signed-in',
      });
      return ok({ recoveryWords: recovery.words });
    },

    async signOut({ eraseDevice }) {
      await session.leave();
      // Offline this is owed, not refused: a person who leaves a device must always be able to.
      await session.end();
      if (eraseDevice) await parts.eraseDevice();
      return ok();
    },

    async changePassphrase(current, next, onProgress) {
      const email = await emailOfThisJournal();
      if (email === null) return err('session-expired');
      if (!isStrongEnough(next)) return err('passphrase-too-weak');
      onProgress?.('deriving-keys');
      const old = await deriveCredentials(parts, email, current);
      if (!old.ok) return old;
      // Under the parameters that the address always had: others would tell everybody that an account stands behind it.
      const fresh = await deriveWith(stretch, next, old.value.kdf);
      onProgress?.('contacting');
      const currentAuthSecret = spellSecret(old.value.authSecret);
      const body = {
        currentAuthSecret,
        authSecret: spellSecret(fresh.authSecret),
        kdf: toWireKdf(fresh.kdf),
        passphraseWrap: toWireWrap(unwrap(await vault.keyring().wrap(fresh.lock))),
      };
      const known = { authSecret: currentAuthSecret };
      const changed = await withStepUp(() => callApi('changePassphrase', { body }), known);
      return changed.ok ? ok() : err(toAccountFailure(changed.error));
    },

    async changeEmail(typedEmail, code, passphrase, onProgress) {
      const next = parseEmail(typedEmail);
      if (!next.ok) return next;
      const record = await records.load();
      const email = await emailOfThisJournal();
      if (record === null || email === null) return err('session-expired');
      onProgress?.('deriving-keys');
      const old = await deriveCredentials(parts, email, passphrase);
      if (!old.ok) return old;
      // The salt follows the address, so the same passphrase makes other keys.
      const fresh = await deriveCredentials(parts, next.value, passphrase);
      if (!fresh.ok) return fresh;
      onProgress?.('contacting');
      const currentAuthSecret = spellSecret(old.value.authSecret);
      const body = {
        ...{ email: next.value, code, currentAuthSecret },
        authSecret: spellSecret(fresh.value.authSecret),
        kdf: toWireKdf(fresh.value.kdf),
        passphraseWrap: toWireWrap(unwrap(await vault.keyring().wrap(fresh.value.lock))),
      };
      const known = { authSecret: currentAuthSecret };
      const changed = await withStepUp(() => callApi('changeEmail', { body }), known);
      if (!changed.ok) return err(toAccountFailure(changed.error));
      await session.keep({ ...record, email: next.value });
      return ok();
    },

    async recover(typedEmail, words, nextPassphrase, onProgress) {
      const email = parseEmail(typedEmail);
      if (!email.ok) return email;
      if (!isStrongEnough(nextPassphrase)) return err('passphrase-too-weak');
      const opened = await openWithWords(callApi, email.value, words, random);
      if (!opened.ok) return opened;
      const { keyring, recoveryProof } = opened.value;
      onProgress?.('deriving-keys');
      const derived = await deriveCredentials(parts, email.value, nextPassphrase);
      if (!derived.ok) {
        keyring.dispose();
        return derived;
      }
      const fresh = derived.value;
      const passphraseWrap = toWireWrap(unwrap(await keyring.wrap(fresh.lock)));
      keyring.dispose();
      onProgress?.('contacting');
      const reset = await callApi('resetByRecovery', {
        body: {
          email: email.value,
          recoveryProof,
          authSecret: spellSecret(fresh.authSecret),
          kdf: toWireKdf(fresh.kdf),
          passphraseWrap,
        },
      });
      if (!reset.ok) return err(toAccountFailure(reset.error));
      return entering.enter(email.value, fresh, onProgress === undefined ? {} : { onProgress });
    },

    async rehearseRecovery(words) {
      const email = signedInEmail();
      if (email === null) return err('session-expired');
      const opened = await openWithWords(callApi, email, words, random);
      if (!opened.ok) return opened;
      const right = opened.value.keyring.vaultId === vault.keyring().vaultId;
      opened.value.keyring.dispose();
      if (!right) return err('wrong-recovery-words');
      const marked = await callApi('markRecoveryRehearsed', {});
      if (!marked.ok) return err(toAccountFailure(marked.error));
      await session.setRehearsed(true);
      return ok();
    },

    async deriveAuthSecret(passphrase) {
      const email = entering.pendingEmail() ?? signedInEmail();
      if (email === null) return err('session-expired');
      const credentials = await deriveCredentials(parts, email, passphrase);
      return credentials.ok ? ok(spellSecret(credentials.value.authSecret)) : credentials;
    },

    async wrapForPasskey(prf) {
      if ((await emailOfThisJournal()) === null) return err('session-expired');
      const lock = await derivePasskeyLock(prf);
      return ok(toWirePasskeyWrap(unwrap(await vault.keyring().wrap(lock))));
    },

    async newRecoveryWords(passphrase) {
      const email = await emailOfThisJournal();
      if (email === null) return err('session-expired');
      const credentials = await deriveCredentials(parts, email, passphrase);
      if (!credentials.ok) return credentials;
      const { words, recoveryWrap, recoveryProof } = await makeRecovery(vault.keyring());
      const currentAuthSecret = spellSecret(credentials.value.authSecret);
      const body = { currentAuthSecret, recoveryWrap, recoveryProof };
      const replaced = await withStepUp(() => callApi('replaceRecovery', { body }), {
        authSecret: currentAuthSecret,
      });
      // Without an answer the server may have taken words that nobody was shown: those on paper must be tried again.
      if (replaced.ok || !isRefusal(replaced.error)) await session.setRehearsed(false);
      return replaced.ok ? ok({ recoveryWords: words }) : err(toAccountFailure(replaced.error));
    },
  };
}

/** Opens the account's journal with its recovery words; changes nothing, here or on the server. */
export async function openWithWords(
  callApi: CallApi,
  email: string,
  words: Redacted<string>,
  random: RandomBytes,
): Promise<Result<{ keyring: Keyring; recoveryProof: string }, AccountFailure>> {
  const recoveryKey = parseRecoveryWords(words);
  if (!recoveryKey.ok) return err('wrong-recovery-words');
  const keys = await deriveRecoveryKeys(recoveryKey.value);
  const recoveryProof = spellSecret(keys.authSecret);
  const reply = await callApi('openRecovery', { body: { email, recoveryProof } });
  if (!reply.ok) {
    return err(
      reply.error.code === 'wrong-credentials' ? 'wrong-recovery-words' : toAccountFailure(reply.error),
    );
  }
  const wrap = fromWireRecoveryWrap(reply.value.recoveryWrap, reply.value.vaultId);
  const keyring = wrap.ok ? await unlockKeyring(wrap.value, keys.lock, random) : wrap;
  return keyring.ok ? ok({ keyring: keyring.value, recoveryProof }) : err('server-refused');
}
