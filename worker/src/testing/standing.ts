import { env } from 'cloudflare:workers';
import { type EpochMs, systemClock } from '@undertone/base/clock';
import type { OrganisationRole } from '@undertone/contract/access';
import type { OrganisationKind } from '@undertone/contract/organisation';

/* What takes people several screens, done at once: for tests of what comes after. */

export async function giveSecondFactor(accountId: string): Promise<void> {
  await env.DB.prepare('UPDATE user SET has_second_factor = 1 WHERE id = ?1').bind(accountId).run();
}

/** Every session of the account counts as shown again just now. */
export async function stepUp(accountId: string, now: EpochMs = systemClock.now()): Promise<void> {
  await env.DB.prepare('UPDATE session SET stepped_up_at = ?2 WHERE user_id = ?1').bind(accountId, now).run();
}

export async function makeOrganisation(
  members: Readonly<Record<string, OrganisationRole>>,
  kind: OrganisationKind = 'practice',
): Promise<string> {
  const id = crypto.randomUUID();
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO organisation (id, name, kind, created_at) VALUES (?1, 'North', ?2, 0)`).bind(
      ...[id, kind],
    ),
    ...Object.entries(members).map(([accountId, role]) =>
      env.DB.prepare(
        'INSERT INTO membership (organisation_id, account_id, role, joined_at) VALUES (?1, ?2, ?3, 0)',
      ).bind(id, accountId, role),
    ),
  ]);
  return id;
}
