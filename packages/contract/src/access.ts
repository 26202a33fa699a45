/**
 * What an account may be. Everybody with an account is a member; super admins run the deployment; the other three
 * are held within an organisation.
 */
export const ROLES = ['member', 'caregiver', 'clinician', 'org-admin', 'super-admin'] as const;

export type Role = (typeof ROLES)[number];

/** Roles that a membership of an organisation can give. */
export const ORGANISATION_ROLES = ['member', 'caregiver', 'clinician', 'org-admin'] as const;

export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

/** Who may see or change what others depend on: nobody without a second factor, and logged off when idle. */
export const GUARDED_ROLES = ['clinician', 'org-admin', 'super-admin'] as const satisfies readonly Role[];

/** What a token of an API client can be limited to. `account` is for people at a screen: no token ever holds it. */
export const SCOPES = [
  'account',
  'profile',
  'journal',
  'readings',
  'organisation',
  'audit',
  'admin',
] as const;

export type Scope = (typeof SCOPES)[number];

export const TOKEN_SCOPES = SCOPES.filter((scope) => scope !== 'account');

/**
 * How sure the server is of who holds a session. `pending`: the passphrase alone, where a second factor is due (to be
 * shown, or for a guarded role to be set up). `full`: everything that the account asks at sign-in. `stepped-up`: shown
 * again within the last minutes, before an act that cannot be undone.
 */
export const ASSURANCES = ['pending', 'full', 'stepped-up'] as const;

export type Assurance = (typeof ASSURANCES)[number];

/** What a route asks of its caller, all of it. */
export interface Requirement {
  /** One of these suffices. */
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly assurance: Assurance;
  /** Open also while a guarded role has yet to set up its second factor; never while one has to be shown. */
  readonly duringSetUp?: true;
  /** The role must be held in the organisation that the path names; a super admin's is held in all. */
  readonly within?: 'organisation';
}

/** Whoever is signed in, about what is their own. */
export const OWN = {
  account: { roles: ROLES, scope: 'account', assurance: 'full' },
  profile: { roles: ROLES, scope: 'profile', assurance: 'full' },
  journal: { roles: ROLES, scope: 'journal', assurance: 'full' },
  readings: { roles: ROLES, scope: 'readings', assurance: 'full' },
} as const satisfies Record<string, Requirement>;
