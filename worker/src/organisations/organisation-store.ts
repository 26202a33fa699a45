import type { EpochMs } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { GUARDED_ROLES, type OrganisationRole, type Role } from '@undertone/contract/access';
import { SPONSOR_KINDS, type OrganisationKind } from '@undertone/contract/organisation';
import type { AccountId } from '../db/account-id.ts';

export interface StoredOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** Of the account that asks; `null`: none. */
  readonly role: OrganisationRole | null;
  readonly createdAt: EpochMs;
}

export interface StoredMember {
  readonly id: AccountId;
  readonly email: string;
  readonly role: OrganisationRole;
  readonly joinedAt: EpochMs;
  readonly hasSecondFactor: boolean;
}

/**
 * Organisations and who belongs to them. An organisation with members keeps an admin: whatever would take the last
 * one away answers `last-admin` and changes nothing, whoever else changes something at the same moment.
 */
export interface OrganisationStore {
  /** With its maker as first admin; `too-many` when the account is admin of as many as it may be. */
  create(
    organisation: Pick<StoredOrganisation, 'id' | 'name' | 'kind'>,
    admin: AccountId,
    now: EpochMs,
  ): Promise<Result<void, 'too-many'>>;
  listOf(account: AccountId): Promise<readonly StoredOrganisation[]>;
  find(id: string, account: AccountId): Promise<StoredOrganisation | null>;
  rename(id: string, name: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** In the order of their ids. */
  members(id: string, after: string, limit: number): Promise<readonly StoredMember[]>;
  changeRole(
    id: string,
    member: AccountId,
    role: OrganisationRole,
  ): Promise<
    Result<{ readonly was: OrganisationRole }, 'not-found' | 'last-admin' | 'member-without-second-factor'>
  >;
  /** An organisation that the last one leaves goes with them. */
  end(id: string, member: AccountId): Promise<Result<void, 'not-found' | 'last-admin'>>;
  /** Whether others would be left without an admin if the account were gone. */
  isLastAdminOfOthers(account: AccountId): Promise<boolean>;
  /** Whether an employer or a school stands behind the account. */
  isSponsored(account: AccountId): Promise<boolean>;
}

const MOST_ADMINISTERED = 10;

const CREATE = `INSERT INTO organisation (id, name, kind, created_at) SELECT ?1, ?2, ?3, ?5
  WHERE (SELECT count(*) FROM membership WHERE account_id = ?4 AND role = 'org-admin') < ${MOST_ADMINISTERED}`;

const JOIN_FIRST = `INSERT INTO membership (organisation_id, account_id, role, joined_at)
  SELECT ?1, ?2, 'org-admin', ?3 WHERE EXISTS (SELECT 1 FROM organisation WHERE id = ?1)`;

const FIND = `SELECT organisation.id, organisation.name, organisation.kind, organisation.created_at, membership.role
  FROM organisation`;

const MEMBERS = `SELECT user.id, user.email, user.has_second_factor, membership.role, membership.joined_at
  FROM membership JOIN user ON user.id = membership.account_id
  WHERE membership.organisation_id = ?1 AND membership.account_id > ?2
  ORDER BY membership.account_id LIMIT ?3`;

/** An admin whose account is to be deleted is none that the others can count on. */
export const STAYS =
  'NOT EXISTS (SELECT 1 FROM user WHERE id = other.account_id AND delete_after IS NOT NULL)';

const HAS_OTHER_ADMIN = `EXISTS (SELECT 1 FROM membership AS other WHERE other.organisation_id = ?1
  AND other.role = 'org-admin' AND other.account_id <> ?2 AND ${STAYS})`;
const HAS_OTHERS = `EXISTS (SELECT 1 FROM membership AS other WHERE other.organisation_id = ?1
  AND other.account_id <> ?2)`;

const CHANGE = `UPDATE membership SET role = ?3 WHERE organisation_id = ?1 AND account_id = ?2
  AND (role <> 'org-admin' OR ?3 = 'org-admin' OR ${HAS_OTHER_ADMIN})
  AND (?4 = 0 OR (SELECT has_second_factor FROM user WHERE id = ?2) = 1)`;

const END = `DELETE FROM membership WHERE organisation_id = ?1 AND account_id = ?2
  AND (role <> 'org-admin' OR ${HAS_OTHER_ADMIN} OR NOT ${HAS_OTHERS})`;

const DELETE_EMPTY = `DELETE FROM organisation WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM membership WHERE organisation_id = ?1)`;

const LEAVES_OTHERS = `SELECT 1 FROM membership AS own WHERE own.account_id = ?1 AND own.role = 'org-admin'
  AND EXISTS (SELECT 1 FROM membership AS other
    WHERE other.organisation_id = own.organisation_id AND other.account_id <> ?1)
  AND NOT EXISTS (SELECT 1 FROM membership AS other WHERE other.organisation_id = own.organisation_id
    AND other.account_id <> ?1 AND other.role = 'org-admin' AND ${STAYS}) LIMIT 1`;

const SPONSORED = `SELECT 1 FROM membership JOIN organisation ON organisation.id = membership.organisation_id
  WHERE membership.account_id = ?1
    AND organisation.kind IN (SELECT value FROM json_each(?2)) LIMIT 1`;

interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly created_at: number;
  readonly role: OrganisationRole | null;
}

interface MemberRow {
  readonly id: string;
  readonly email: string;
  readonly has_second_factor: number;
  readonly role: OrganisationRole;
  readonly joined_at: number;
}

export function createOrganisationStore(database: D1Database): OrganisationStore {
  const prepare = (sql: string, ...values: unknown[]) => database.prepare(sql).bind(...values);
  const roleOf = async (id: string, member: AccountId) =>
    prepare('SELECT role FROM membership WHERE organisation_id = ?1 AND account_id = ?2', id, member).first<{
      role: OrganisationRole;
    }>();

  return {
    create: async ({ id, name, kind }, admin, now) => {
      const [made] = await database.batch([
        prepare(CREATE, id, name, kind, admin, now),
        prepare(JOIN_FIRST, id, admin, now),
      ]);
      return made?.meta.changes === 0 ? err('too-many') : ok();
    },

    listOf: async (account) => {
      const { results } = await prepare(
        `${FIND} JOIN membership ON membership.organisation_id = organisation.id
          WHERE membership.account_id = ?1 ORDER BY organisation.name, organisation.id`,
        account,
      ).all<OrganisationRow>();
      return results.map(toOrganisation);
    },

    find: async (id, account) => {
      const row = await prepare(
        `${FIND} LEFT JOIN membership
            ON membership.organisation_id = organisation.id AND membership.account_id = ?2
          WHERE organisation.id = ?1`,
        ...[id, account],
      ).first<OrganisationRow>();
      return row === null ? null : toOrganisation(row);
    },

    rename: async (id, name) => {
      await prepare('UPDATE organisation SET name = ?2 WHERE id = ?1', id, name).run();
    },

    delete: async (id) => {
      await prepare('DELETE FROM organisation WHERE id = ?1', id).run();
    },

    members: async (id, after, limit) => {
      const { results } = await prepare(MEMBERS, id, after, limit).all<MemberRow>();
      return results.map((row) => ({
        id: row.id as AccountId,
        email: row.email,
        role: row.role,
        joinedAt: row.joined_at as EpochMs,
        hasSecondFactor: row.has_second_factor === 1,
      }));
    },

    changeRole: async (id, member, role) => {
      const before = await roleOf(id, member);
      if (before === null) return err('not-found');
      const isGuarded = (GUARDED_ROLES as readonly Role[]).includes(role);
      const { meta } = await prepare(CHANGE, id, member, role, Number(isGuarded)).run();
      if (meta.changes > 0) return ok({ was: before.role });
      if ((await roleOf(id, member)) === null) return err('not-found');
      return err(isGuarded ? 'member-without-second-factor' : 'last-admin');
    },

    end: async (id, member) => {
      const [ended] = await database.batch([prepare(END, id, member), prepare(DELETE_EMPTY, id)]);
      if ((ended?.meta.changes ?? 0) > 0) return ok();
      return err((await roleOf(id, member)) === null ? 'not-found' : 'last-admin');
    },

    isLastAdminOfOthers: async (account) => (await prepare(LEAVES_OTHERS, account).first()) !== null,

    isSponsored: async (account) =>
      (await prepare(SPONSORED, account, JSON.stringify(SPONSOR_KINDS)).first()) !== null,
  };
}

function toOrganisation(row: OrganisationRow): StoredOrganisation {
  const { id, name, kind, role } = row;
  return { id, name, kind, role, createdAt: row.created_at as EpochMs };
}
