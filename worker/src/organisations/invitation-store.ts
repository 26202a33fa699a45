import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import type { OrganisationRole } from '@undertone/contract/access';
import { INVITATION_LIFETIME_DAYS, type OrganisationKind } from '@undertone/contract/organisation';
import type { AccountId } from '../db/account-id.ts';
import { STAYS } from './organisation-store.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Mails that an organisation may cause in a day. */
const MOST_A_DAY = 50;

export interface StoredInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: OrganisationRole;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
}

export interface Offer {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly role: OrganisationRole;
  readonly expiresAt: EpochMs;
}

/**
 * Invitations by mail: for one address, for a week, used once, and only while who sent them may send them. The database
 * alone cannot accept one.
 */
export interface InvitationStore {
  /** Takes the place of an open one to the same address. `too-many`: enough were sent today. */
  add(
    organisationId: string,
    invitation: Pick<StoredInvitation, 'id' | 'email' | 'role'> & {
      readonly token: string;
      readonly invitedBy: AccountId;
    },
    now: EpochMs,
  ): Promise<Result<StoredInvitation, 'too-many'>>;
  list(organisationId: string, now: EpochMs): Promise<readonly StoredInvitation[]>;
  revoke(organisationId: string, id: string, now: EpochMs): Promise<Result<void, 'not-found'>>;
  /** `null` for a token that is unknown, closed, too old, or was sent to another address. */
  find(token: string, email: string, now: EpochMs): Promise<Offer | null>;
  /**
   * Closes it and makes the membership, both or neither, once under any number of tries at a time. Whoever is a
   * member already stays what they are.
   */
  accept(
    token: string,
    account: { readonly accountId: AccountId; readonly email: string },
    now: EpochMs,
  ): Promise<Result<{ readonly organisationId: string; readonly role: OrganisationRole }, 'not-found'>>;
}

const ADD = `INSERT INTO invitation (id, organisation_id, email, role, token_hash, created_at, expires_at, invited_by)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9
  WHERE (SELECT count(*) FROM invitation WHERE organisation_id = ?2 AND created_at > ?8) < ${MOST_A_DAY}`;

const REPLACE = `UPDATE invitation SET email = NULL, token_hash = NULL
  WHERE organisation_id = ?2 AND email = ?3 AND id <> ?1 AND EXISTS (SELECT 1 FROM invitation WHERE id = ?1)`;

/** An admin who was sent away is not to come back by what they sent before. */
const MAY_INVITE = `EXISTS (SELECT 1 FROM user LEFT JOIN membership AS inviter
    ON inviter.account_id = user.id AND inviter.organisation_id = invitation.organisation_id
  WHERE user.id = invitation.invited_by AND (inviter.role = 'org-admin' OR user.is_super_admin = 1))`;

const LIST = `SELECT id, email, role, created_at, expires_at FROM invitation
  WHERE organisation_id = ?1 AND email IS NOT NULL AND expires_at > ?2 AND ${MAY_INVITE}
  ORDER BY created_at DESC, id`;

const REVOKE = `UPDATE invitation SET email = NULL, token_hash = NULL
  WHERE id = ?1 AND organisation_id = ?2 AND email IS NOT NULL AND expires_at > ?3`;

/** Only while an admin stays: nobody is to join what is about to have none. */
const OPEN = `invitation.token_hash = ?1 AND invitation.email = ?2 AND invitation.expires_at > ?3 AND ${MAY_INVITE}
  AND EXISTS (SELECT 1 FROM membership AS other WHERE other.organisation_id = invitation.organisation_id
    AND other.role = 'org-admin' AND ${STAYS})`;

const FIND = `SELECT organisation.id, organisation.name, organisation.kind, invitation.role, invitation.expires_at
  FROM invitation JOIN organisation ON organisation.id = invitation.organisation_id WHERE ${OPEN}`;

const ACCEPT = `INSERT INTO membership (organisation_id, account_id, role, joined_at)
  SELECT organisation_id, ?4, role, ?3 FROM invitation WHERE ${OPEN}
  ON CONFLICT (organisation_id, account_id) DO NOTHING`;

const CLOSE = `UPDATE invitation SET email = NULL, token_hash = NULL WHERE ${OPEN}
  RETURNING organisation_id, role`;

export function createInvitationStore(database: D1Database): InvitationStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  return {
    add: async (organisationId, { id, email, role, token, invitedBy }, now) => {
      const expiresAt = (now + INVITATION_LIFETIME_DAYS * DAY_MS) as EpochMs;
      const values = [
        ...[id, organisationId, email, role, await hashOf(token), now, expiresAt, now - DAY_MS, invitedBy],
      ];
      const [added] = await database.batch([
        prepare(ADD, ...values),
        prepare(REPLACE, id, organisationId, email),
      ]);
      return added?.meta.changes === 0 ? err('too-many') : ok({ id, email, role, createdAt: now, expiresAt });
    },

    list: async (organisationId, now) => {
      const { results } = await prepare(LIST, organisationId, now).all<{
        id: string;
        email: string;
        role: OrganisationRole;
        created_at: number;
        expires_at: number;
      }>();
      return results.map(({ id, email, role, created_at, expires_at }) => ({
        ...{ id, email, role },
        createdAt: created_at as EpochMs,
        expiresAt: expires_at as EpochMs,
      }));
    },

    revoke: async (organisationId, id, now) => {
      const { meta } = await prepare(REVOKE, id, organisationId, now).run();
      return meta.changes === 0 ? err('not-found') : ok();
    },

    find: async (token, email, now) => {
      const row = await prepare(FIND, await hashOf(token), email, now).first<{
        id: string;
        name: string;
        kind: OrganisationKind;
        role: OrganisationRole;
        expires_at: number;
      }>();
      if (row === null) return null;
      const { id: organisationId, name, kind, role } = row;
      return { organisationId, name, kind, role, expiresAt: row.expires_at as EpochMs };
    },

    accept: async (token, { accountId, email }, now) => {
      const hash = await hashOf(token);
      const [, closed] = await database.batch<{ organisation_id: string; role: OrganisationRole }>([
        prepare(ACCEPT, hash, email, now, accountId),
        prepare(CLOSE, hash, email, now),
      ]);
      const row = closed?.results[0];
      return row === undefined
        ? err('not-found')
        : ok({ organisationId: row.organisation_id, role: row.role });
    },
  };
}

/** 256 random bits need no salt and no rounds. */
async function hashOf(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(token))));
}
