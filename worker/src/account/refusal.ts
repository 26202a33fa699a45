import type { EpochMs } from '@undertone/base/clock';
import type { Requirement, Role } from '@undertone/contract/access';
import type { ProblemCode } from '@undertone/contract/problem';
import type { Session } from './session.ts';

/** How long an act that cannot be undone may follow the proof that it is still the same person. */
export const STEP_UP_LIFETIME_MS = 10 * 60_000;

/** Why a session may not do what a route does, or `null`: the one place where that is decided. */
export function refusalOf(
  requirement: Requirement,
  session: Session,
  organisation: string | undefined,
  now: EpochMs,
): ProblemCode | null {
  const { roles, scope, assurance, within, duringSetUp } = requirement;
  if (session.scopes !== 'all' && !session.scopes.includes(scope)) return 'forbidden';
  const mayBeDue = assurance === 'pending' || (duringSetUp === true && session.due === 'set-up');
  if (session.due !== null && !mayBeDue) {
    return session.due === 'show' ? 'second-factor-required' : 'second-factor-missing';
  }
  const held = within === undefined ? rolesOf(session) : rolesWithin(session, organisation);
  // Of an organisation that is not one's own, not even the existence is told.
  if (within !== undefined && held.size === 0) return 'not-found';
  if (!roles.some((role) => held.has(role))) return 'forbidden';
  if (assurance === 'stepped-up') {
    const age = session.steppedUpAt === null ? Infinity : now - session.steppedUpAt;
    if (age < 0 || age > STEP_UP_LIFETIME_MS) return 'step-up-required';
  }
  return null;
}

/** Every role that an account holds anywhere. */
export function rolesOf({ isSuperAdmin, memberships }: Session): ReadonlySet<Role> {
  return new Set<Role>([
    'member',
    ...memberships.map(({ role }) => role),
    ...(isSuperAdmin ? (['super-admin'] as const) : []),
  ]);
}

function rolesWithin(session: Session, organisation: string | undefined): ReadonlySet<Role> {
  const own = session.memberships.filter(({ organisationId }) => organisationId === organisation);
  return new Set<Role>([
    ...own.map(({ role }) => role),
    ...(session.isSuperAdmin ? (['super-admin'] as const) : []),
  ]);
}
