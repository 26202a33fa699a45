import { err, ok, type Result } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import type { Guess } from '../account/attempts.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith, type Failure } from '../http/failure.ts';
import type { Call, Handlers } from '../http/mount-routes.ts';

type RecoveryHandlers = Pick<
  Handlers,
  'openRecovery' | 'resetByRecovery' | 'replaceRecovery' | 'markRecoveryRehearsed'
>;

export function recoveryHandlers(dependencies: Dependencies): RecoveryHandlers {
  const { accounts, attempts, audit, auth, notices, roomOf } = dependencies;

  const proveWords = async (
    { email, recoveryProof }: { readonly email: string; readonly recoveryProof: string },
    { client, now, defer }: Pick<Call, 'client' | 'now' | 'defer'>,
  ): Promise<Result<{ account: StoredAccount; guess: Guess }, Failure>> => {
    const guess = await attempts.takeGuess(email, client, now, 'recovery');
    if (!guess.ok) return guess;
    const account = await accounts.findByEmail(email);
    const isRight = await auth.verify(recoveryProof, account?.recoveryHash ?? null);
    if (account === null || !isRight) {
      defer(() => guess.value.wasWrong());
      return err(failWith('wrong-credentials'));
    }
    return ok({ account, guess: guess.value });
  };

  return {
    openRecovery: async (call) => {
      const proven = await proveWords(call.body, call);
      if (!proven.ok) return proven;
      const { vaultId, recoveryWrap } = proven.value.account;
      await proven.value.guess.wasRight();
      return ok({ body: { vaultId, recoveryWrap } });
    },

    resetByRecovery: async (call) => {
      const { body, now } = call;
      const proven = await proveWords(body, call);
      if (!proven.ok) return proven;
      const { accountId } = proven.value.account;
      const secretHash = await auth.hash(body.authSecret);
      await accounts.rewrap(accountId, { ...body, secretHash }, null, now);
      await roomOf(accountId).closeSessions({ kept: null });
      await proven.value.guess.wasRight();
      const used = { action: 'recovery.used', outcome: 'done', actor: accountId } as const;
      await audit.record({ ...byCaller(call, accountId), ...used }, now);
      await notices.tell(accountId, 'recovery-used', now);
      return ok({ body: null });
    },

    replaceRecovery: async (call) => {
      const { body, client, defer, session, now } = call;
      const { email, sessionId } = session;
      const guess = await attempts.takeGuess(email, client, now, 'passphrase', sessionId);
      if (!guess.ok) return guess;
      const account = await accounts.find(session.accountId);
      if (account === null || !(await auth.verify(body.currentAuthSecret, account.secretHash))) {
        defer(guess.value.wasWrong());
        return err(failWith('wrong-credentials'));
      }
      await accounts.replaceRecovery(
        session.accountId,
        body.recoveryWrap,
        await auth.hash(body.recoveryProof),
      );
      await guess.value.wasRight();
      await audit.record({ ...byCaller(call), action: 'recovery.replaced', outcome: 'done' }, now);
      return ok({ body: null });
    },

    markRecoveryRehearsed: async ({ session }) => {
      await accounts.markRecoveryRehearsed(session.accountId);
      return ok({ body: null });
    },
  };
}
