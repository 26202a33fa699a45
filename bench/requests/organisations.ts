import { eachTurn, hashOf, idOf, LIFETIME_MS, tokenOf, type Kind, type Stage } from './kind.ts';
import { ACCOUNTS } from './kind.ts';
import { memberId, SHARED } from './stage.ts';

const shared = `/organisations/${SHARED}`;
/** The one that nobody but the account administers. */
const own = (at: number) => `/organisations/${idOf(at % ACCOUNTS)}`;
const ofTurn = (at: number) => `/organisations/${idOf(at)}`;

const ORGANISATION = `INSERT INTO organisation (id, name, kind, created_at) SELECT id, 'A practice', 'practice', 1 FROM turn`;
const MEMBERSHIP = 'INSERT INTO membership (organisation_id, account_id, role, joined_at)';
const STRANGER = memberId(0);

/** An organisation for each turn that `admin` administers. */
const organisations = (from: number, to: number, admin: string) => [
  eachTurn(from, to, ORGANISATION),
  eachTurn(from, to, `${MEMBERSHIP} SELECT id, ${admin}, 'org-admin', 0 FROM turn`),
];

/** An invitation for each turn, from the organisation `of`. */
const invitations = (from: number, to: number, of: 'id' | 'organisation') => {
  const now = Date.now();
  const columns = 'id, organisation_id, email, role, token_hash, created_at, expires_at, invited_by';
  return eachTurn(
    ...([from, to] as const),
    `INSERT INTO invitation (${columns})
      SELECT id, ${of}, email, 'member', given, ${now}, ${now + LIFETIME_MS},
        (SELECT account_id FROM membership WHERE organisation_id = ${of} AND role = 'org-admin') FROM turn`,
    (at) => hashOf(tokenOf(at)),
  );
};

/** What the rounds before have left would count against what one account may have. */
const CLEARED = [{ sql: 'DELETE FROM organisation WHERE created_at <> 0' }, { sql: 'DELETE FROM attempt' }];

const prepared =
  (statements: (from: number, to: number) => readonly { readonly sql: string }[]) =>
  async ({ worker }: Stage, from: number, to: number) =>
    worker.run([...CLEARED, ...statements(from, to)]);

/** So many that no account administers more than ten organisations: two are there already. */
const ROUND = 8 * ACCOUNTS;

export const ORGANISATION_KINDS: readonly Kind[] = [
  { request: 'organisations, read', route: 'organisations' },
  {
    request: 'organisation, made',
    route: 'createOrganisation',
    body: () => ({ name: 'A practice', kind: 'practice' }),
    rounds: { requests: ROUND, times: 2, prepare: prepared(() => []) },
  },
  { request: 'organisation, read', route: 'organisation', path: shared },
  {
    request: 'organisation, renamed, always the same one',
    ...{ route: 'renameOrganisation', path: shared },
    body: () => ({ name: 'A practice' }),
  },
  {
    request: 'organisation, deleted',
    ...{ route: 'deleteOrganisation', path: ({ at }) => ofTurn(at) },
    rounds: {
      requests: ROUND,
      times: 2,
      prepare: prepared((from, to) => organisations(from, to, 'account')),
    },
  },
  { request: 'members, a page of 100', route: 'members', path: `${shared}/members` },
  {
    request: 'role, changed',
    route: 'changeRole',
    path: ({ at }) => `${shared}/members/${memberId(at % ACCOUNTS)}`,
    // Another one whenever a member's turn comes again.
    body: ({ at }) => ({ role: Math.floor(at / ACCOUNTS) % 2 === 0 ? 'clinician' : 'member' }),
  },
  {
    request: 'member, removed',
    ...{ route: 'removeMember', path: ({ at }) => `${own(at)}/members/${idOf(at)}` },
    rounds: {
      ...{ requests: 500, times: 2 },
      prepare: prepared((from, to) => [
        eachTurn(
          ...([from, to] as const),
          `INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
            SELECT id, '', id || '@example.org', 0, 0, 0 FROM turn`,
        ),
        eachTurn(from, to, `${MEMBERSHIP} SELECT organisation, id, 'member', 0 FROM turn`),
      ]),
    },
  },
  {
    request: 'organisation, left',
    ...{ route: 'leaveOrganisation', path: ({ at }) => `${ofTurn(at)}/membership` },
    rounds: {
      ...{ requests: ROUND, times: 2 },
      prepare: prepared((from, to) => [
        ...organisations(from, to, `'${STRANGER}'`),
        eachTurn(from, to, `${MEMBERSHIP} SELECT id, account, 'member', 0 FROM turn`),
      ]),
    },
  },
  {
    request: 'invitations, 20 open ones, read',
    ...{ route: 'invitations', path: ({ at }) => `${own(at)}/invitations` },
    before: async ({ worker }) => worker.run([invitations(0, 20 * ACCOUNTS, 'organisation')]),
  },
  {
    request: 'invitation, sent',
    ...{ route: 'invite', path: ({ at }) => `${own(at)}/invitations` },
    body: ({ at }) => ({ email: `bench-turn-${at}@example.org`, role: 'member', locale: 'en' }),
    rounds: {
      ...{ requests: 1000, times: 2 },
      prepare: prepared(() => [{ sql: 'DELETE FROM invitation' }]),
    },
  },
  {
    request: 'invitation, revoked',
    ...{ route: 'revokeInvitation', path: ({ at }) => `${own(at)}/invitations/${idOf(at)}` },
    rounds: {
      ...{ requests: 1000, times: 2 },
      prepare: prepared((from, to) => [invitations(from, to, 'organisation')]),
    },
  },
  {
    request: 'invitation, looked at',
    route: 'openInvitation',
    body: ({ at }) => ({ token: tokenOf(at % ACCOUNTS) }),
    before: async ({ worker }) => worker.run([invitations(0, ACCOUNTS, 'organisation')]),
  },
  {
    request: 'invitation, accepted',
    route: 'acceptInvitation',
    body: ({ at }) => ({ token: tokenOf(at) }),
    rounds: {
      ...{ requests: ROUND, times: 2 },
      prepare: prepared((from, to) => [
        ...organisations(from, to, `'${STRANGER}'`),
        invitations(from, to, 'id'),
      ]),
    },
  },
];
