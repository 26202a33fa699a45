import { err, ok } from '@undertone/base/result';
import type { SessionInfo } from '@undertone/contract/session';
import { byCaller } from '../audit/by-caller.ts';
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

    endSession: async (call) => {
      const { params, session, now } = call;
      const { accountId } = session;
      const ended = await sessions.end(accountId, params.session);
      if (!ended.ok) return err(failWith('not-found'));
      await roomOf(accountId).closeSessions({ ended: params.session });
      const action = ended.value === 'api' ? 'token.revoked' : 'session.ended';
      await audit.record({ ...byCaller(call), action, outcome: 'done', subject: params.session }, now);
      return ok({ body: null });
    },

    endOtherSessions: async (call) => {
      const { accountId, sessionId } = call.session;
      await sessions.endOthers(accountId, sessionId);
      await roomOf(accountId).closeSessions({ kept: sessionId });
      await audit.record({ ...byCaller(call), action: 'session.others-ended', outcome: 'done' }, call.now);
      return ok({ body: null });
    },
  };
}
