import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import type { AccountId } from '../db/account-id.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import type { StoredOrganisation } from '../organisations/organisation-store.ts';
import { isSponsor, withdrawEmotionConsents } from '../organisations/withdraw-emotion-consents.ts';

type OrganisationHandlers = Pick<
  Handlers,
  | 'organisations'
  | 'createOrganisation'
  | 'organisation'
  | 'renameOrganisation'
  | 'deleteOrganisation'
  | 'members'
  | 'changeRole'
  | 'removeMember'
  | 'leaveOrganisation'
>;

const MEMBERS_PER_PAGE = 100;
const RETRY_WHEN_BUSY_MS = 1000;

export function organisationHandlers(dependencies: Dependencies): OrganisationHandlers {
  const { audit, organisations, random, storeOf } = dependencies;
  return {
    organisations: async ({ session }) => {
      const own = await organisations.listOf(session.accountId);
      return ok({ body: { organisations: own.map(toBody) } });
    },

    createOrganisation: async ({ body, session, requestId, now }) => {
      const { accountId } = session;
      // Its maker is an admin from then on: whoever cannot be one is told before, not locked out after.
      if (!session.hasSecondFactor) return err(failWith('second-factor-missing'));
      // Before, so that a failure changes nothing; and after, for a consent that was given in between.
      const withdraw = async () =>
        !isSponsor(body.kind) || withdrawEmotionConsents(storeOf(accountId), accountId, now);
      if (!(await withdraw())) return err({ code: 'unavailable', retryAfterMs: RETRY_WHEN_BUSY_MS });
      const id = createUuid(random);
      const created = await organisations.create({ id, ...body }, accountId, now);
      if (!created.ok) return err(failWith('too-many'));
      if (!(await withdraw())) throw new Error('consents stayed busy right after a membership was made');
      await audit.record(
        {
          ...{ account: accountId, organisation: id, actor: accountId, subject: id, requestId },
          ...{ action: 'organisation.created', outcome: 'done' },
        },
        now,
      );
      return ok({ body: toBody({ ...body, id, role: 'org-admin', createdAt: now }) });
    },

    organisation: async ({ params, session }) => {
      const found = await organisations.find(params.organisation, session.accountId);
      return found === null ? err(failWith('not-found')) : ok({ body: toBody(found) });
    },

    renameOrganisation: async ({ params: { organisation }, body, session, requestId, now }) => {
      await organisations.rename(organisation, body.name);
      await audit.record(
        {
          ...{ account: session.accountId, organisation, actor: session.accountId, requestId },
          ...{ action: 'organisation.renamed', outcome: 'done', subject: organisation },
        },
        now,
      );
      return ok({ body: null });
    },

    deleteOrganisation: async ({ params: { organisation }, session, requestId, now }) => {
      await organisations.delete(organisation);
      await audit.record(
        {
          ...{ account: session.accountId, organisation, actor: session.accountId, requestId },
          ...{ action: 'organisation.deleted', outcome: 'done', subject: organisation },
        },
        now,
      );
      return ok({ body: null });
    },

    members: async ({ params, query }) => {
      const page = await organisations.members(params.organisation, query.after ?? '', MEMBERS_PER_PAGE + 1);
      return ok({
        body: {
          members: page.slice(0, MEMBERS_PER_PAGE).map(({ joinedAt, ...member }) => ({
            ...member,
            joinedAt: new Date(joinedAt).toISOString(),
          })),
          more: page.length > MEMBERS_PER_PAGE,
        },
      });
    },

    changeRole: async ({ params: { organisation, member }, body, session, requestId, now }) => {
      const account = member as AccountId;
      const changed = await organisations.changeRole(organisation, account, body.role);
      if (!changed.ok) return err(failWith(changed.error));
      if (changed.value.was !== body.role) {
        await audit.record(
          {
            ...{ account, organisation, actor: session.accountId, requestId },
            ...{ action: 'membership.changed', outcome: 'done' },
          },
          now,
        );
      }
      return ok({ body: null });
    },

    removeMember: async ({ params: { organisation, member }, session, requestId, now }) => {
      const account = member as AccountId;
      const ended = await organisations.end(organisation, account);
      if (!ended.ok) return err(failWith(ended.error));
      await audit.record(
        {
          ...{ account, organisation, actor: session.accountId, requestId },
          ...{ action: 'membership.ended', outcome: 'done' },
        },
        now,
      );
      return ok({ body: null });
    },

    leaveOrganisation: async ({ params: { organisation }, session, requestId, now }) => {
      const account = session.accountId;
      const ended = await organisations.end(organisation, account);
      if (!ended.ok) return err(failWith(ended.error));
      await audit.record(
        {
          ...{ account, organisation, actor: account, requestId },
          ...{ action: 'membership.ended', outcome: 'done' },
        },
        now,
      );
      return ok({ body: null });
    },
  };
}

export function toBody({ createdAt, ...organisation }: StoredOrganisation) {
  return { ...organisation, createdAt: new Date(createdAt).toISOString() };
}
