import { err, ok } from '@undertone/base/result';
import { rolesOf } from '../account/refusal.ts';
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

    setPreferences: async ({ body, session: { accountId }, requestId, now }) => {
      if (!(await profiles.setPreferences(accountId, body, now))) return ok({ body: null });
      await audit.record(
        {
          ...{ account: accountId, actor: accountId, requestId },
          ...{ action: 'account.preferences-changed', outcome: 'done' },
        },
        now,
      );
      return ok({ body: null });
    },
  };
}
