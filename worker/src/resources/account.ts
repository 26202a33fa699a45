import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import { deviceLabel } from '../account/device-label.ts';
import { DEFAULT_KDF } from '../account/prelogin-salt.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type AccountHandlers = Pick<Handlers, 'prelogin' | 'signUp' | 'changePassphrase'>;

export function accountHandlers(dependencies: Dependencies): AccountHandlers {
  const { accounts, attempts, auth, random, roomOf, saltOf } = dependencies;
  return {
    prelogin: async ({ body }) => {
      // Both, always, and in this order: neither the answer nor its time says whether the address is known.
      const [account, salt] = await Promise.all([accounts.findByEmail(body.email), saltOf(body.email)]);
      return ok({ body: { kdf: account?.kdf ?? { ...DEFAULT_KDF, salt } } });
    },

    signUp: async ({ body, client, headers, now }) => {
      const { email, authSecret, kdf, vaultId, passphraseWrap, recoveryWrap } = body;
      // Another salt would change what prelogin answers, and so tell when the address signed up.
      if (kdf.salt !== (await saltOf(email))) {
        return err({ code: 'invalid-request', issues: [{ path: 'kdf.salt', rule: 'as-prelogin-said' }] });
      }
      const guess = await attempts.takeGuess(email, client, now, 'passphrase');
      if (!guess.ok) return guess;
      const [secretHash, recoveryHash] = [await auth.hash(authSecret), await auth.hash(body.recoveryProof)];
      const created = await accounts.create(
        {
          accountId: createUuid(random) as unknown as AccountId,
          credentialId: createUuid(random),
          ...{ email, secretHash, kdf, vaultId, passphraseWrap, recoveryWrap, recoveryHash },
        },
        now,
      );
      const existing = created.ok ? null : await accounts.findByEmail(email);
      // The same sign-up again, because its answer was lost on the way, is no failure; but words that were typed
      // back from paper show that the answer had arrived.
      if (
        existing !== null &&
        (existing.vaultId !== vaultId || existing.recoveryRehearsed || existing.hasSecondFactor)
      ) {
        return err(failWith('email-unavailable'));
      }
      const signedIn = await auth.signIn(
        { email, authSecret },
        { assurance: 'full', label: deviceLabel(headers), now },
      );
      if (!signedIn.ok) return err(failWith('email-unavailable'));
      // A device makes new words for every try and shows those of the answered one: only they may count.
      if (existing !== null) await accounts.replaceRecovery(existing.accountId, recoveryWrap, recoveryHash);
      const account = await accounts.findByEmail(email);
      if (account === null) throw new Error('an account vanished right after sign-up');
      await guess.value.wasRight();
      return ok({ body: toSignedIn(account), cookies: signedIn.value.cookies });
    },

    changePassphrase: async ({ body, client, session, now }) => {
      const guess = await attempts.takeGuess(session.email, client, now, 'passphrase');
      if (!guess.ok) return guess;
      const account = await accounts.find(session.accountId);
      if (account === null || !(await auth.verify(body.currentAuthSecret, account.secretHash))) {
        return err(failWith('wrong-credentials'));
      }
      const { kdf, passphraseWrap } = body;
      const secretHash = await auth.hash(body.authSecret);
      await accounts.rewrap(session.accountId, { secretHash, kdf, passphraseWrap }, session.sessionId, now);
      await roomOf(session.accountId).closeSessions({ kept: session.sessionId });
      await guess.value.wasRight();
      return ok({ body: null });
    },
  };
}

export function toSignedIn(account: StoredAccount) {
  const { accountId, email, vaultId, passphraseWrap, recoveryRehearsed, roles } = account;
  return {
    ...{ state: 'signed-in' as const, accountId, email, vaultId, passphraseWrap, recoveryRehearsed },
    roles: [...roles],
  };
}
