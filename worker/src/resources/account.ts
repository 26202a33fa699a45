import { err, ok } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import { byCaller } from '../audit/by-caller.ts';
import { DEFAULT_KDF, refuseOtherKdf } from '../account/prelogin-salt.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type AccountHandlers = Pick<Handlers, 'prelogin' | 'changePassphrase'>;

export function accountHandlers(dependencies: Dependencies): AccountHandlers {
  const { accounts, attempts, audit, auth, knownDevices, notices, roomOf, saltOf } = dependencies;
  return {
    prelogin: async ({ body }) => {
      // Both, always, and in this order: neither the answer nor its time says whether the address is known.
      const [account, salt] = await Promise.all([accounts.findByEmail(body.email), saltOf(body.email)]);
      return ok({ body: { kdf: account?.kdf ?? { ...DEFAULT_KDF, salt } } });
    },

    changePassphrase: async (call) => {
      const { body, client, defer, session, now } = call;
      const guess = await attempts.takeGuess(session.email, client, now, 'passphrase', session.sessionId);
      if (!guess.ok) return guess;
      const account = await accounts.find(session.accountId);
      if (account === null || !(await auth.verify(body.currentAuthSecret, account.secretHash))) {
        defer(guess.value.wasWrong());
        return err(failWith('wrong-credentials'));
      }
      const { kdf, passphraseWrap } = body;
      const asSaid = refuseOtherKdf(kdf, account.kdf);
      if (!asSaid.ok) return asSaid;
      const secretHash = await auth.hash(body.authSecret);
      const rewrap = { secretHash, kdf, passphraseWrap };
      const changed = await accounts.rewrap(session.accountId, account, rewrap, session.sessionId, now);
      if (!changed.ok) return err(failWith('wrong-credentials'));
      await roomOf(session.accountId).closeSessions({ kept: session.sessionId });
      await guess.value.wasRight();
      await audit.record({ ...byCaller(call), action: 'passphrase.changed', outcome: 'done' }, now);
      await notices.tell(session.accountId, 'passphrase-changed', now);
      // Every other device has to show the new passphrase before it is known again.
      const remembered = await knownDevices.remember(account.email, secretHash, call.headers);
      return ok({ body: null, cookies: remembered === null ? [] : [remembered] });
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
