import { err, ok } from '@undertone/base/result';
import type { SessionInfo } from '@undertone/contract/session';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function sessionsHandlers({
  audit,
  roomOf,
  sessions,
}: Dependencies): Pick<Handlers, 'sessions' | 'endSession' | 'endOtherSessions'> {
  return {
    sessions: async ({ session, now }) => {
      const stored = await sessions.list(session.accountId, now);
      const infos = stored.map(({ scopes, startedAt, lastSeenAt, ...rest }) => ({
        ...rest,
        scopes: scopes as SessionInfo['scopes'],
        startedAt: new Date(startedAt).toISOString(),
        lastSeenAt: new Date(lastSeenAt).toISOString(),
        isCurrent: rest.id === session.sessionId,
      }));
      return ok({ body: { sessions: infos } });
    },

    endSession: async ({ params, session, requestId, now }) => {
      const { accountId } = session;
      const ended = await sessions.end(accountId, params.session);
      if (!ended.ok) return err(failWith('not-found'));
      await roomOf(accountId).closeSessions({ ended: params.session });
      await audit.record(
        {
          ...{ account: accountId, actor: accountId, action: 'session.ended', outcome: 'done' },
          ...{ subject: params.session, requestId },
        },
        now,
      );
      return ok({ body: null });
    },

    endOtherSessions: async ({ session, requestId, now }) => {
      const { accountId, sessionId } = session;
      await sessions.endOthers(accountId, sessionId);
      await roomOf(accountId).closeSessions({ kept: sessionId });
      await audit.record(
        {
          ...{ account: accountId, actor: accountId, action: 'session.others-ended', outcome: 'done' },
          ...{ requestId },
        },
        now,
      );
      return ok({ body: null });
    },
  };
}
