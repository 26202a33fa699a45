import type { EpochMs } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { isStillGood } from '../account/access-token.ts';
import type { Program } from '../account/session-store.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function tokenHandlers({
  accessTokens,
  audit,
  roomOf,
  sessions,
  signingKeys,
}: Dependencies): Pick<Handlers, 'issueToken' | 'refreshToken' | 'tokenKeys'> {
  const replyOf = async (program: Program, now: EpochMs) => {
    const { token, expiresAt } = await accessTokens.issue(program, now);
    return {
      sessionId: program.sessionId,
      accessToken: token,
      accessTokenExpiresAt: new Date(expiresAt).toISOString(),
      refreshToken: program.refreshToken,
    };
  };

  return {
    issueToken: async (call) => {
      const { body, session, now } = call;
      const { accountId, sessionId } = session;
      const program = await sessions.letIn(accountId, sessionId, body, now);
      if (!program.ok) return err(failWith(program.error === 'ended' ? 'unauthenticated' : program.error));
      const subject = program.value.sessionId;
      await audit.record({ ...byCaller(call), action: 'token.issued', outcome: 'done', subject }, now);
      return ok({ body: await replyOf(program.value, now) });
    },

    refreshToken: async (call) => {
      const { body, country, requestId, now } = call;
      const program = await sessions.refresh(body.refreshToken, now);
      if (program.ok) {
        const { accountId, sessionId, isFirstOfDay } = program.value;
        // A row for each day that a program was at the account's data: one for each token would bury the others.
        if (isFirstOfDay) {
          const by = { ...byCaller(call, accountId), actor: accountId };
          await audit.record({ ...by, action: 'token.refreshed', outcome: 'done', subject: sessionId }, now);
        }
        return ok({ body: await replyOf(program.value, now) });
      }
      if (program.error.code === 'reused') {
        const { accountId, sessionId } = program.error;
        await roomOf(accountId).closeSessions({ ended: sessionId });
        await audit.record(
          {
            ...{ account: accountId, actor: null, action: 'token.reused', outcome: 'refused' },
            ...{ subject: sessionId, requestId, ...(country !== null && { country }) },
          },
          now,
        );
      }
      return err(failWith('wrong-credentials'));
    },

    tokenKeys: async ({ now }) => {
      const keys = (await signingKeys.publicKeys('token')).filter((key) => isStillGood(key, now));
      const fixed = { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' } as const;
      return ok({ body: { keys: keys.map(({ keyId, x }) => ({ ...fixed, kid: keyId, x })) } });
    },
  };
}
