import { toBase64Url } from '@undertone/base/bytes';
import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import { GUARDED_ROLES, type Role } from '@undertone/contract/access';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';
import type { StoredInvitation } from '../organisations/invitation-store.ts';
import { isSponsor, withdrawEmotionConsents } from '../organisations/withdraw-emotion-consents.ts';
import { toBody } from './organisations.ts';

type InvitationHandlers = Pick<
  Handlers,
  'invitations' | 'invite' | 'revokeInvitation' | 'openInvitation' | 'acceptInvitation'
>;

const TOKEN_BYTES = 32;
const RETRY_WHEN_BUSY_MS = 1000;

export function invitationHandlers(dependencies: Dependencies): InvitationHandlers {
  const { attempts, audit, invitations, notices, organisations, random, storeOf } = dependencies;
  return {
    invitations: async ({ params, now }) => {
      const open = await invitations.list(params.organisation, now);
      return ok({ body: { invitations: open.map(toInvitation) } });
    },

    invite: async ({ params: { organisation }, body, headers, session, requestId, now }) => {
      const { accountId } = session;
      const found = await organisations.find(organisation, accountId);
      if (found === null) return err(failWith('not-found'));
      const [id, token] = [createUuid(random), toBase64Url(random(TOKEN_BYTES))];
      const { email, role, locale } = body;
      const mail = await attempts.takeInvitation(accountId, email, now);
      if (!mail.ok) return mail;
      const added = await invitations.add(
        organisation,
        { id, email, role, token, invitedBy: accountId },
        now,
      );
      if (!added.ok) return err(failWith('too-many'));
      const { expiresAt } = added.value;
      await notices.send(
        {
          kind: 'invitation',
          to: { email },
          locale,
          values: {
            organisation: found.name,
            inviter: session.email,
            link: linkOf(headers, token),
            until: new Date(expiresAt).toISOString(),
          },
          expiresAt,
        },
        now,
      );
      await audit.record(
        {
          ...{ account: accountId, organisation, actor: accountId, subject: id, requestId },
          ...{ action: 'invitation.sent', outcome: 'done' },
        },
        now,
      );
      // Where mail is sent, only the mailbox holds the token: having it shows that the address is one's own.
      const handedOver = notices.channels.email ? null : token;
      return ok({ body: { invitation: toInvitation(added.value), token: handedOver } });
    },

    revokeInvitation: async ({ params: { organisation, invitation }, session, requestId, now }) => {
      const { accountId } = session;
      const revoked = await invitations.revoke(organisation, invitation, now);
      if (!revoked.ok) return err(failWith('not-found'));
      await audit.record(
        {
          ...{ account: accountId, organisation, actor: accountId, subject: invitation, requestId },
          ...{ action: 'invitation.revoked', outcome: 'done' },
        },
        now,
      );
      return ok({ body: null });
    },

    openInvitation: async ({ body, session, now }) => {
      const offer = await invitations.find(body.token, session.email, now);
      if (offer === null) return err(failWith('not-found'));
      const { name, kind, role, expiresAt } = offer;
      return ok({
        body: { organisation: { name, kind }, role, expiresAt: new Date(expiresAt).toISOString() },
      });
    },

    acceptInvitation: async ({ body, session, requestId, now }) => {
      const { accountId, email } = session;
      const offer = await invitations.find(body.token, email, now);
      if (offer === null) return err(failWith('not-found'));
      if ((GUARDED_ROLES as readonly Role[]).includes(offer.role) && !session.hasSecondFactor) {
        return err(failWith('second-factor-missing'));
      }
      // Before, so that a failure changes nothing; and after, for a consent that was given in between.
      const withdraw = async () =>
        !isSponsor(offer.kind) || withdrawEmotionConsents(storeOf(accountId), accountId, now);
      if (!(await withdraw())) return err({ code: 'unavailable', retryAfterMs: RETRY_WHEN_BUSY_MS });
      const accepted = await invitations.accept(body.token, { accountId, email }, now);
      if (!accepted.ok) return err(failWith('not-found'));
      const { organisationId } = accepted.value;
      await audit.record(
        {
          ...{ account: accountId, organisation: organisationId, actor: accountId, requestId },
          ...{ action: 'invitation.accepted', outcome: 'done', subject: organisationId },
        },
        now,
      );
      if (!(await withdraw())) throw new Error('consents stayed busy right after a membership was made');
      const joined = await organisations.find(organisationId, accountId);
      return joined === null ? err(failWith('not-found')) : ok({ body: toBody(joined) });
    },
  };
}

function toInvitation({ createdAt, expiresAt, ...invitation }: StoredInvitation) {
  return {
    ...invitation,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** The token stands behind the `#`: it reaches no server with the address, and no log. */
function linkOf(headers: Headers, token: string): string {
  // A browser's origin was checked to be our own before this ran; other programs name none.
  const origin = headers.get('origin') ?? `https://${headers.get('host') ?? ''}`;
  return `${origin}/organisations/invitation#${token}`;
}
