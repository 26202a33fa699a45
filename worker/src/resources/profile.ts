import { err, ok } from '@undertone/base/result';
import { rolesOf } from '../account/refusal.ts';
import { byCaller } from '../audit/by-caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

export function profileHandlers({
  audit,
  organisations,
  profiles,
}: Dependencies): Pick<Handlers, 'profile' | 'setPreferences'> {
  return {
    profile: async ({ session }) => {
      const found = await profiles.find(session.accountId);
      if (found === null) return err(failWith('unauthenticated'));
      const isSponsored = await organisations.isSponsored(session.accountId);
      const { createdAt, deletesAt, ...rest } = found;
      return ok({
        body: {
          ...rest,
          isSponsored,
          roles: [...rolesOf(session)],
          createdAt: new Date(createdAt).toISOString(),
          deletesAt: deletesAt === null ? null : new Date(deletesAt).toISOString(),
        },
      });
    },

    setPreferences: async (call) => {
      const { body, session, now } = call;
      if (!(await profiles.setPreferences(session.accountId, body, now))) return ok({ body: null });
      await audit.record({ ...byCaller(call), action: 'account.preferences-changed', outcome: 'done' }, now);
      return ok({ body: null });
    },
  };
}
