import { err, ok } from '@undertone/base/result';
import { DEFAULT_KDF, refuseOtherKdf } from '../account/prelogin-salt.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import type { Change } from '../notices/notices.ts';

const saying = (change: Change<'address-changed'>) => ({ change });

/** Changing where an account is written to: the new address by a code, the old one by a notice. */
export function addressHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'changeEmail' | 'changePhone' | 'removePhone'> {
  const { accounts, attempts, audit, auth, codes, knownDevices, notices, roomOf, saltOf } = dependencies;
  return {
    changeEmail: async (call) => {
      const { body, client, defer, session, now } = call;
      const { email, code, kdf, passphraseWrap } = body;
      const { accountId, sessionId } = session;
      const asSaid = refuseOtherKdf(kdf, { ...DEFAULT_KDF, salt: await saltOf(email) });
      if (!asSaid.ok) return asSaid;
      const guess = await attempts.takeGuess(session.email, client, now, 'passphrase', sessionId);
      if (!guess.ok) return guess;
      const account = await accounts.find(accountId);
      if (account === null || !(await auth.verify(body.currentAuthSecret, account.secretHash))) {
        defer(guess.value.wasWrong());
        return err(failWith('wrong-credentials'));
      }
      await guess.value.wasRight();
      const taken = await codes.take({ purpose: 'verify', to: { email }, asker: sessionId, code }, now);
      if (!taken.ok) return taken;
      const secretHash = await auth.hash(body.authSecret);
      const rewrap = { secretHash, kdf, passphraseWrap };
      const changed = await accounts.changeEmail(accountId, account, email, rewrap, sessionId, now);
      if (!changed.ok) {
        return err(failWith(changed.error === 'superseded' ? 'wrong-credentials' : changed.error));
      }
      await roomOf(accountId).closeSessions({ kept: sessionId });
      await audit.record({ ...byCaller(call), action: 'account.email-verified', outcome: 'done' }, now);
      const { locale } = account;
      await notices.send(
        {
          ...{ kind: 'address-changed', to: { email: session.email }, locale, account: accountId },
          values: saying('email-changed'),
        },
        now,
      );
      const remembered = await knownDevices.remember(email, secretHash, call.headers);
      return ok({ body: null, cookies: remembered === null ? [] : [remembered] });
    },

    changePhone: async (call) => {
      const { body, session, now } = call;
      const { phone } = body;
      const asker = session.sessionId;
      const taken = await codes.take({ purpose: 'verify', to: { phone }, asker, code: body.code }, now);
      if (!taken.ok) return taken;
      await accounts.setPhone(session.accountId, phone, now);
      await audit.record({ ...byCaller(call), action: 'account.phone-changed', outcome: 'done' }, now);
      await notices.tell(session.accountId, 'address-changed', now, saying('phone-changed'));
      return ok({ body: null });
    },

    removePhone: async (call) => {
      const { session, now } = call;
      await accounts.setPhone(session.accountId, null, now);
      await audit.record({ ...byCaller(call), action: 'account.phone-changed', outcome: 'done' }, now);
      await notices.tell(session.accountId, 'address-changed', now, saying('phone-removed'));
      return ok({ body: null });
    },
  };
}
