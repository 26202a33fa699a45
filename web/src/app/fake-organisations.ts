import { err, ok } from '@undertone/base/result';
import type { Uuid } from '@undertone/base/id';
import type { Invitation, InvitationOffer, Member, Organisation } from '@undertone/contract/organisation';
import type { Profile } from '@undertone/contract/profile';
import type { FakeApi } from './fake-services.ts';

export const FAKE_ORGANISATION = '11111111-2222-4333-8444-555566667777' as Uuid;

const DAY_MS = 86_400_000;

export interface FakeOrganisationsOptions {
  readonly now: number;
  readonly organisations?: readonly Organisation[];
  readonly members?: readonly Member[];
  readonly offer?: InvitationOffer;
  readonly profile?: Partial<Profile>;
  readonly sendsMail?: boolean;
}

export function fakeMembers(now: number): readonly Member[] {
  const joinedAt = new Date(now - 40 * DAY_MS).toISOString();
  return [
    { id: 'ana', email: 'ana@example.org', role: 'org-admin', joinedAt, hasSecondFactor: true },
    { id: 'ben', email: 'ben.okafor@example.org', role: 'clinician', joinedAt, hasSecondFactor: false },
    { id: 'cleo', email: 'cleo@example.org', role: 'member', joinedAt, hasSecondFactor: false },
  ];
}

export function fakeOrganisation(now: number, rest: Partial<Organisation> = {}): Organisation {
  const createdAt = new Date(now - 40 * DAY_MS).toISOString();
  return {
    ...{ id: FAKE_ORGANISATION, name: 'Practice at the park', kind: 'practice', role: 'org-admin' },
    createdAt,
    ...rest,
  };
}

/** A server that keeps what is changed, and says no where the real one would. */
export function createFakeOrganisations(options: FakeOrganisationsOptions): FakeApi {
  let organisations = [...(options.organisations ?? [])];
  let members = [...(options.members ?? [])];
  let invitations: Invitation[] = [];
  let deletesAt: string | null = options.profile?.deletesAt ?? null;
  let preferences = options.profile?.preferences ?? { locale: 'en' as const, idleMinutes: null };
  const isLastAdmin = (id: string) =>
    members.length > 1 &&
    members.filter(({ role }) => role === 'org-admin').every((admin) => admin.id === id);
  const instant = (afterDays: number) => new Date(options.now + afterDays * DAY_MS).toISOString();

  return {
    profile: () =>
      ok({
        ...{ email: 'ana@example.org', emailVerified: true, createdAt: instant(-40), roles: ['member'] },
        ...{ isSponsored: false, hasPhone: false },
        ...options.profile,
        preferences,
        deletesAt,
      }),
    setPreferences: ({ body }) => {
      preferences = body;
      return ok();
    },
    requestDeletion: () => {
      deletesAt = instant(14);
      return ok({ deletesAt });
    },
    cancelDeletion: () => {
      deletesAt = null;
      return ok();
    },
    organisations: () => ok({ organisations }),
    organisation: ({ params }) => {
      const found = organisations.find(({ id }) => id === params.organisation);
      return found === undefined ? err({ code: 'not-found' }) : ok(found);
    },
    createOrganisation: ({ body }) => {
      const made = fakeOrganisation(options.now, body);
      organisations.push(made);
      return ok(made);
    },
    renameOrganisation: ({ params, body }) => {
      organisations = organisations.map((one) =>
        one.id === params.organisation ? { ...one, ...body } : one,
      );
      return ok();
    },
    deleteOrganisation: ({ params }) => {
      organisations = organisations.filter(({ id }) => id !== params.organisation);
      return ok();
    },
    leaveOrganisation: ({ params }) => {
      if (isLastAdmin('ana')) return err({ code: 'last-admin' });
      organisations = organisations.filter(({ id }) => id !== params.organisation);
      return ok();
    },
    members: () => ok({ members, more: false }),
    changeRole: ({ params, body }) => {
      if (body.role !== 'org-admin' && isLastAdmin(params.member)) return err({ code: 'last-admin' });
      members = members.map((one) => (one.id === params.member ? { ...one, ...body } : one));
      return ok();
    },
    removeMember: ({ params }) => {
      members = members.filter(({ id }) => id !== params.member);
      return ok();
    },
    invitations: () => ok({ invitations }),
    invite: ({ body: { email, role } }) => {
      const id = `invitation-${invitations.length}`;
      const invitation = { id, email, role, createdAt: instant(0), expiresAt: instant(7) };
      invitations = [invitation, ...invitations];
      return ok({ invitation, token: options.sendsMail === false ? 'A'.repeat(43) : null });
    },
    revokeInvitation: ({ params }) => {
      invitations = invitations.filter(({ id }) => id !== params.invitation);
      return ok();
    },
    openInvitation: () => (options.offer === undefined ? err({ code: 'not-found' }) : ok(options.offer)),
    acceptInvitation: () => {
      const { organisation, role } = options.offer!;
      const joined = fakeOrganisation(options.now, { ...organisation, role });
      organisations.push(joined);
      return ok(joined);
    },
  };
}
