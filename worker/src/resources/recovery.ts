import { err, ok, type Result } from '@undertone/base/result';
import type { StoredAccount } from '../account/account-store.ts';
import type { Guess } from '../account/attempts.ts';
import { refuseOtherKdf } from '../account/prelogin-salt.ts';
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
    call: Pick<Call, 'client' | 'now' | 'defer' | 'session' | 'headers' | 'country' | 'requestId'>,
  ): Promise<Result<{ account: StoredAccount; guess: Guess }, Failure>> => {
    const { client, now, defer } = call;
    const guess = await attempts.takeGuess(email, client, now, 'recovery');
    if (!guess.ok) return guess;
    const account = await accounts.findByEmail(email);
    const isRight = await auth.verify(recoveryProof, account?.recoveryHash ?? null);
    if (account === null || !isRight) {
      defer(() => guess.value.wasWrong());
      if (account !== null) {
        const refused = { action: 'recovery.refused', outcome: 'refused' } as const;
        const event = { ...byCaller(call, account.accountId), ...refused };
        defer(() => audit.record(event, now));
      }
      return err(failWith('wrong-credentials'));
    }
    return ok({ account, guess: guess.value });
  };

  return {
    openRecovery: async (call) => {
      const proven = await proveWords(call.body, call);
      if (!proven.ok) return proven;
      const { accountId, vaultId, recoveryWrap } = proven.value.account;
      await proven.value.guess.wasRight();
      const opened = { action: 'recovery.opened', outcome: 'done', actor: accountId } as const;
      await audit.record({ ...byCaller(call, accountId), ...opened }, call.now);
      return ok({ body: { vaultId, recoveryWrap } });
    },

    resetByRecovery: async (call) => {
      const { body, now } = call;
      const proven = await proveWords(body, call);
      if (!proven.ok) return proven;
      const { accountId } = proven.value.account;
      const asSaid = refuseOtherKdf(body.kdf, proven.value.account.kdf);
      if (!asSaid.ok) return asSaid;
      const secretHash = await auth.hash(body.authSecret);
      const { recoveryHash } = proven.value.account;
      const changed = await accounts.rewrap(accountId, { recoveryHash }, { ...body, secretHash }, null, now);
      if (!changed.ok) return err(failWith('wrong-credentials'));
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
      const recoveryHash = await auth.hash(body.recoveryProof);
      const replaced = await accounts.replaceRecovery(
        account.accountId,
        account,
        body.recoveryWrap,
        recoveryHash,
      );
      if (!replaced.ok) return err(failWith('wrong-credentials'));
      await guess.value.wasRight();
      await audit.record({ ...byCaller(call), action: 'recovery.replaced', outcome: 'done' }, now);
      await notices.tell(session.accountId, 'recovery-replaced', now);
      return ok({ body: null });
    },

    markRecoveryRehearsed: async ({ session }) => {
      await accounts.markRecoveryRehearsed(session.accountId);
      return ok({ body: null });
    },
  };
}
