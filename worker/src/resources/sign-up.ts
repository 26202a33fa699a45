import type { EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import { askerOf } from '../account/asker.ts';
import type { StoredAccount } from '../account/account-store.ts';
import { deviceLabel } from '../account/device-label.ts';
import { DEFAULT_KDF, refuseOtherKdf } from '../account/prelogin-salt.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith, type Failure } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSignedIn } from './account.ts';

const SENT_AGAIN_WITHIN_MS = 10 * 60_000;

const MISSING_CODE: Failure = { code: 'invalid-request', issues: [{ path: 'emailCode', rule: 'required' }] };

/** Making an account. */
export function signUpHandlers(dependencies: Dependencies): Pick<Handlers, 'signUp'> {
  const { accounts, attempts, audit, auth, codes, knownDevices, notices, random, saltOf } = dependencies;

  /**
   * The same sign-up again, because its answer was lost on the way, is no failure, for a few minutes. Later, or once
   * words were typed back from paper, the answer has arrived: then whoever knows the secret alone is not to replace
   * the words.
   */
  const isSentAgain = async (
    existing: StoredAccount | null,
    { vaultId, authSecret }: { readonly vaultId: string; readonly authSecret: string },
    now: EpochMs,
  ) =>
    existing !== null &&
    existing.vaultId === vaultId &&
    !existing.recoveryRehearsed &&
    !existing.hasSecondFactor &&
    !existing.isLocked &&
    !existing.isLeaving &&
    now - existing.createdAt < SENT_AGAIN_WITHIN_MS &&
    (await auth.verify(authSecret, existing.secretHash));

  return {
    signUp: async (call) => {
      const { body, client, defer, headers, now } = call;
      const { email, authSecret, kdf, vaultId, passphraseWrap, recoveryWrap, emailCode, locale } = body;
      const asSaid = refuseOtherKdf(kdf, { ...DEFAULT_KDF, salt: await saltOf(email) });
      if (!asSaid.ok) return asSaid;
      const asksCode = notices.channels.email;
      if (asksCode && emailCode === undefined) return err(MISSING_CODE);
      const existing = await accounts.findByEmail(email);
      // A code has its own few tries. Only who knows the vault can guess at a passphrase here, and others, who may
      // want to sign up, are not to be locked out by who does not.
      const guesses = !asksCode || existing?.vaultId === vaultId;
      const guess = guesses ? await attempts.takeGuess(email, client, now, 'passphrase') : ok(null);
      if (!guess.ok) return guess;
      const isAgain = await isSentAgain(existing, body, now);
      if (!isAgain && asksCode) {
        const asker = askerOf(headers);
        const taken = await codes.take(
          { purpose: 'sign-up', to: { email }, asker, code: emailCode ?? '' },
          now,
        );
        if (!taken.ok) {
          if (guess.value !== null) defer(guess.value.wasWrong());
          return taken;
        }
      }
      // Only who reads the mails of the address comes here where codes are sent; elsewhere it has to be told.
      if (existing !== null && !isAgain) {
        if (guess.value !== null) defer(guess.value.wasWrong());
        return err(failWith('email-unavailable'));
      }
      const [recoveryHash, secretHash] = [
        await auth.hash(body.recoveryProof),
        existing?.secretHash ?? (await auth.hash(authSecret)),
      ];
      if (existing === null) {
        const accountId = createUuid(random) as unknown as AccountId;
        const created = await accounts.create(
          {
            ...{ accountId, credentialId: createUuid(random), secretHash },
            ...{ email, kdf, vaultId, passphraseWrap, recoveryWrap, recoveryHash },
            ...{ emailVerified: notices.channels.email, locale: locale ?? 'en' },
          },
          now,
        );
        if (!created.ok) return err(failWith('email-unavailable'));
        const made = { action: 'account.created', outcome: 'done', actor: accountId } as const;
        await audit.record({ ...byCaller(call, accountId), ...made }, now);
      } else {
        // A device makes new words for every try and shows those of the answered one: only they may count.
        const { accountId } = existing;
        const kept = await accounts.replaceRecovery(accountId, existing, recoveryWrap, recoveryHash);
        if (!kept.ok) return err(failWith('email-unavailable'));
        const replaced = { action: 'recovery.replaced', outcome: 'done', actor: accountId } as const;
        await audit.record({ ...byCaller(call, accountId), ...replaced }, now);
      }
      const signedIn = await auth.signIn(
        { email, authSecret },
        { assurance: 'full', label: deviceLabel(headers), secretHash, now },
      );
      const account = await accounts.findByEmail(email);
      if (!signedIn.ok || account === null) throw new Error('an account vanished right after sign-up');
      await guess.value?.wasRight();
      const cookies = [
        ...signedIn.value.cookies,
        await knownDevices.remember(email, account.secretHash, headers),
      ];
      return ok({ body: toSignedIn(account), cookies: cookies.filter((cookie) => cookie !== null) });
    },
  };
}
