import { err, ok } from '@undertone/base/result';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function deletionHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'requestDeletion' | 'cancelDeletion'> {
  const { audit, deletions, notices, organisations, roomOf, sessions } = dependencies;
  return {
    requestDeletion: async (call) => {
      const { session, now } = call;
      const { accountId, sessionId } = session;
      if (await organisations.isLastAdminOfOthers(accountId)) return err(failWith('last-admin'));
      const { deletesAt, isNew } = await deletions.request(accountId, now);
      const date = new Date(deletesAt).toISOString();
      await sessions.endOthers(accountId, sessionId);
      await roomOf(accountId).closeSessions({ kept: sessionId });
      if (isNew) {
        await notices.tell(accountId, 'deletion-scheduled', now, { date });
        await audit.record({ ...byCaller(call), action: 'account.deletion-requested', outcome: 'done' }, now);
      }
      return ok({ body: { deletesAt: date } });
    },

    cancelDeletion: async (call) => {
      const { session, now } = call;
      const { accountId } = session;
      if (await deletions.cancel(accountId)) {
        await notices.tell(accountId, 'deletion-cancelled', now);
        await audit.record({ ...byCaller(call), action: 'account.deletion-cancelled', outcome: 'done' }, now);
      }
      return ok({ body: null });
    },
  };
}
