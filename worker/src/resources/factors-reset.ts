import { err, ok, type Result } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ProvingCall } from '../factors/show-factor.ts';
import { failWith, type Failure } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { toSignedIn } from './account.ts';

type ResetHandlers = Pick<
  Handlers,
  'sendSecondFactorResetCode' | 'requestSecondFactorReset' | 'finishSecondFactorReset'
>;

/**
 * The way out for those who lost every second factor: passphrase (the session), recovery words and mailbox together,
 * then three days in which the owner can say no, then the words once more.
 */
export function factorResetHandlers(dependencies: Dependencies): ResetHandlers {
  const { accounts, attempts, audit, auth, codes, notices, roomOf, secondFactors } = dependencies;
  const { resets, sessions } = secondFactors;

  /** Without mail nobody would be warned, so there is no way out either. */
  const isOpenTo = ({ session }: ProvingCall): boolean => session.due === 'show' && notices.channels.email;

  const proveWords = async (
    { session, client, now, defer }: ProvingCall,
    recoveryProof: string,
  ): Promise<Result<StoredAccount, Failure>> => {
    const guess = await attempts.takeGuess(session.email, client, now, 'recovery', session.sessionId);
    if (!guess.ok) return guess;
    const account = await accounts.find(session.accountId);
    if (account === null || !(await auth.verify(recoveryProof, account.recoveryHash))) {
      defer(() => guess.value.wasWrong());
      return err(failWith('wrong-credentials'));
    }
    await guess.value.wasRight();
    return ok(account);
  };

  return {
    sendSecondFactorResetCode: async (call) => {
      if (!isOpenTo(call)) return err(failWith('forbidden'));
      const { accountId: account } = call.session;
      const { email, locale } = await secondFactors.addressesOf(account);
      const sent = await codes.send(
        {
          ...{ purpose: 'second-factor-reset', to: { email }, locale, client: call.client, account },
          asker: call.session.sessionId,
        },
        call.now,
      );
      return sent.ok ? ok({ body: null }) : sent;
    },

    requestSecondFactorReset: async (call) => {
      if (!isOpenTo(call)) return err(failWith('forbidden'));
      const { body, now } = call;
      const account = await proveWords(call, body.recoveryProof);
      if (!account.ok) return account;
      const { accountId, email } = account.value;
      const asker = call.session.sessionId;
      const taken = await codes.take(
        { purpose: 'second-factor-reset', to: { email }, asker, code: body.code },
        now,
      );
      if (!taken.ok) return taken;
      const { dueAt, isNew } = await resets.request(accountId, now);
      const resetAt = new Date(dueAt).toISOString();
      if (isNew) {
        await audit.record(
          { ...byCaller(call), action: 'second-factor.reset-requested', outcome: 'done' },
          now,
        );
        await notices.tell(accountId, 'second-factor-reset-waiting', now, { until: resetAt });
      }
      return ok({ body: { resetAt } });
    },

    finishSecondFactorReset: async (call) => {
      if (!isOpenTo(call)) return err(failWith('forbidden'));
      const { body, session, now } = call;
      const proven = await proveWords(call, body.recoveryProof);
      if (!proven.ok) return proven;
      const { accountId } = session;
      const finished = await resets.finish(accountId, session.sessionId, now);
      if (!finished.ok) return err(failWith(finished.error));
      await roomOf(accountId).closeSessions({ kept: session.sessionId });
      await audit.record({ ...byCaller(call), action: 'second-factor.reset', outcome: 'done' }, now);
      await notices.tell(accountId, 'second-factor-reset-done', now);
      const raised = await sessions.raise(accountId, session.sessionId, { steppedUp: false }, now);
      if (raised === null) return err(failWith('unauthenticated'));
      const { isRequired } = await secondFactors.overviewOf(accountId);
      const reply = isRequired ? { state: 'set-up-second-factor' as const } : toSignedIn(proven.value);
      return ok({ body: reply, cookies: raised.cookies });
    },
  };
}
