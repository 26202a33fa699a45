import { redact, revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { RandomBytes } from '@undertone/base/clock';
import { unlockKeyring, type Keyring } from '@undertone/crypto/keyring';
import type { LockOf } from '@undertone/crypto/lock';
import { derivePasskeyLock } from '@undertone/crypto/passkey-lock';
import type { ApiReply, CallApi } from '../app/call-api.ts';
import type { PasskeyWrap, SignInOptions, SignInPort, SignInStep } from '../app/second-factor-port.ts';
import type { AccountFailure } from '../app/services.ts';
import { toAccountFailure } from './account-failure.ts';
import type { AccountRecords } from './account-record.ts';
import type { AccountSession } from './account-session.ts';
import { deriveCredentials, spellSecret, type Credentials, type Stretch } from './credentials.ts';
import { parseEmail } from './parse-email.ts';
import type { VaultAccess } from './vault-access.ts';
import { fromWirePasskeyWrap, fromWirePassphraseWrap } from './wire-wrap.ts';

type Entered = Result<SignInStep, AccountFailure>;
type SignedIn = ApiReply<'signUp'>;

/** What this sign-in has in hand to open the journal with. */
type Key =
  | { readonly kind: 'passphrase'; readonly credentials: Credentials }
  | { readonly kind: 'passkey'; readonly lock: LockOf<'passkey'>; readonly wrap: PasskeyWrap }
  | { readonly kind: 'none' };

export interface EnteringParts {
  readonly callApi: CallApi;
  readonly records: AccountRecords;
  readonly session: AccountSession;
  readonly vault: VaultAccess;
  readonly random: RandomBytes;
  readonly stretch: Stretch;
}

export interface Entering extends SignInPort {
  /** Whose sign-in is under way. */
  pendingEmail(): string | null;
  /** With the passphrase's keys in hand. */
  enter(email: string, credentials: Credentials, options: SignInOptions): Promise<Entered>;
}

/** From keys to a session, the account's journal, and this device's own moved into it if it must be. */
export function createEntering(parts: EnteringParts): Entering {
  const { callApi, records, session, vault, random } = parts;
  let pending: Key | null = null;
  let pendingEmail: string | null = null;

  /** The session of an attempt that was refused here must not outlive it. */
  const abandon = async (failure: AccountFailure): Promise<Result<never, AccountFailure>> => {
    pending = null;
    await session.end();
    return err(failure);
  };

  const keyringOf = async (key: Key, reply: SignedIn): Promise<Keyring | 'missing' | 'wrong'> => {
    if (key.kind === 'none') return 'missing';
    const wrap =
      key.kind === 'passphrase'
        ? fromWirePassphraseWrap(reply.passphraseWrap, reply.vaultId, key.credentials.kdf)
        : fromWirePasskeyWrap(key.wrap, reply.vaultId);
    const lock = key.kind === 'passphrase' ? key.credentials.lock : key.lock;
    const opened = wrap.ok ? await unlockKeyring(wrap.value, lock, random) : wrap;
    return opened.ok ? opened.value : 'wrong';
  };

  /** The session counts in full: the journal is opened, and taken over if it is another than the device's. */
  const open = async (key: Key, reply: SignedIn, options: SignInOptions): Promise<Entered> => {
    const { email, vaultId, recoveryRehearsed } = reply;
    const isHere = vaultId === vault.keyring().vaultId;
    const target = await keyringOf(key, reply);
    // The secret was right, so a wrap that it does not open was not made by this person.
    if (target === 'wrong') return abandon('server-refused');
    if (target === 'missing' && !isHere) return ok({ kind: 'passphrase-needed', email });
    const record = { email, vaultId, recoveryRehearsed };
    if (target === 'missing' || isHere) {
      if (target !== 'missing') target.dispose();
    } else {
      if (options.mergeLocal !== true && (await vault.holdsEntries())) {
        target.dispose();
        return err('other-journal-present');
      }
      // From here on it is done or fails by itself: the screen that began it goes while the journal is swapped.
      pending = null;
      options.onProgress?.('restoring');
      await records.save({ ...record, phase: 'joining' });
      const moved = await vault.moveInto(target);
      if (!moved.ok) {
        await records.forget();
        return abandon('storage-full');
      }
    }
    pending = null;
    await records.oweSignOut(false);
    await session.keep({ ...record, phase: 'signed-in' });
    return ok({ kind: 'signed-in' });
  };

  const goOn = (reply: ApiReply<'session'>, options: SignInOptions): Promise<Entered> | Entered => {
    if (pending === null) return err('session-expired');
    if (reply.state === 'signed-in') return open(pending, reply, options);
    return ok(
      reply.state === 'second-factor'
        ? { kind: 'second-factor', methods: reply.methods }
        : { kind: 'set-up-second-factor' },
    );
  };

  /** Until the last step is done the session is owed back: a page that is closed in between must not leave it. */
  const begin = async (email: string, key: Key): Promise<void> => {
    [pending, pendingEmail] = [key, email];
    await records.oweSignOut(true);
  };

  const enter: Entering['enter'] = async (email, credentials, options) => {
    options.onProgress?.('contacting');
    const reply = await callApi('signIn', {
      body: { email, authSecret: spellSecret(credentials.authSecret) },
    });
    if (!reply.ok) return err(toAccountFailure(reply.error));
    await begin(email, { kind: 'passphrase', credentials });
    return goOn(reply.value, options);
  };

  return {
    enter,
    pendingEmail: () => (pending === null ? null : pendingEmail),

    async signIn(typedEmail, passphrase, options = {}) {
      const email = parseEmail(typedEmail);
      if (!email.ok) return email;
      options.onProgress?.('deriving-keys');
      const credentials = await deriveCredentials(parts, email.value, passphrase);
      return credentials.ok ? enter(email.value, credentials.value, options) : credentials;
    },

    async signInByPasskey({ assertion, prf }, options = {}) {
      options.onProgress?.('contacting');
      const reply = await callApi('signInByPasskey', { body: { assertion } });
      if (!reply.ok) {
        const failure = toAccountFailure(reply.error);
        return err(failure === 'wrong-credentials' ? 'unknown-passkey' : failure);
      }
      const { passkeyWrap, ...signedIn } = reply.value;
      await begin(
        signedIn.email,
        passkeyWrap === null || prf === null
          ? { kind: 'none' }
          : {
              kind: 'passkey',
              // A copy: deriving zeroes what it is given.
              lock: await derivePasskeyLock(redact(new Uint8Array(revealSecret(prf)))),
              wrap: passkeyWrap,
            },
      );
      return goOn(signedIn, options);
    },

    async resumeSignIn({ passphrase, ...options } = {}) {
      if (pending === null) return err('session-expired');
      options.onProgress?.('contacting');
      const reply = await callApi('session', {});
      if (!reply.ok) return err(toAccountFailure(reply.error));
      if (passphrase !== undefined && reply.value.state === 'signed-in') {
        options.onProgress?.('deriving-keys');
        const credentials = await deriveCredentials(parts, reply.value.email, passphrase);
        if (!credentials.ok) return credentials;
        const key = { kind: 'passphrase', credentials: credentials.value } as const;
        const keyring = await keyringOf(key, reply.value);
        // Typed wrong, which the server was not asked about.
        if (keyring === 'wrong' || keyring === 'missing') return err('wrong-credentials');
        keyring.dispose();
        pending = key;
      }
      return goOn(reply.value, options);
    },

    async abandonSignIn() {
      if (pending !== null) await abandon('session-expired');
    },
  };
}
