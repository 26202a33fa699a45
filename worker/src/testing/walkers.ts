import { env } from 'cloudflare:workers';
import { toBase64Url, utf8 } from '@undertone/base/bytes';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import {
  ORGANISATION_ROLES,
  ROLES,
  TOKEN_SCOPES,
  type OrganisationRole,
  type Role,
  type Scope,
} from '@undertone/contract/access';
import { SESSION_COOKIE } from '../account/session-cookie.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Dependencies } from '../dependencies.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Someone who comes to every door, and what the server should know of them. */
export interface Walker {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `null`: nobody. */
  readonly holds:
    | {
        readonly everywhere: readonly Role[];
        readonly atHome: readonly Role[];
        readonly scopes: 'all' | readonly Scope[];
        readonly due: 'show' | 'set-up' | null;
        readonly hasShownAgain: boolean;
      }
    | 'operator'
    | null;
}

interface Person {
  readonly roles: readonly Role[];
  readonly hasSecondFactor?: boolean;
  readonly lockedAt?: number;
  readonly idleMinutes?: number;
}

interface SessionRow {
  readonly assurance?: 'pending' | 'full';
  readonly steppedUpAt?: number | null;
  readonly expiresAt?: number;
  readonly lastSeenAt?: number;
  readonly scopes?: readonly Scope[];
}

/**
 * Everyone who may come: each role, in each state of a session. `home` is an organisation that they belong to (but for
 * super admins and one outsider), with their role.
 */
export async function gatherWalkers(
  home: string,
  now: EpochMs,
  { accessTokens }: Pick<Dependencies, 'accessTokens'>,
): Promise<readonly Walker[]> {
  const add = async ({
    roles,
    hasSecondFactor = true,
    lockedAt,
    idleMinutes,
  }: Person): Promise<AccountId> => {
    const id = createUuid(systemRandom) as unknown as AccountId;
    await env.DB.prepare(
      `INSERT INTO user (id, name, email, email_verified, created_at, updated_at, is_super_admin,
        has_second_factor, locked_at, idle_minutes) VALUES (?1, '', ?2, 1, 0, 0, ?3, ?4, ?5, ?6)`,
    )
      .bind(
        ...[id, `${id}@example.org`, Number(roles.includes('super-admin')), Number(hasSecondFactor)],
        ...[lockedAt ?? null, idleMinutes ?? null],
      )
      .run();
    const held = roles.find((role): role is OrganisationRole => role !== 'super-admin');
    if (held !== undefined) {
      await env.DB.prepare(
        'INSERT INTO membership (organisation_id, account_id, role, joined_at) VALUES (?1, ?2, ?3, 0)',
      )
        .bind(home, id, held)
        .run();
    }
    return id;
  };

  const begin = async (account: AccountId, row: SessionRow): Promise<Record<string, string>> => {
    const sessionId = crypto.randomUUID();
    const token = toBase64Url(systemRandom(24));
    const { assurance = 'full', expiresAt = now + 60 * DAY_MS, lastSeenAt = now } = row;
    const { scopes } = row;
    // A program is never shown again: only people at a screen are.
    const steppedUpAt = scopes === undefined ? (row.steppedUpAt === undefined ? now : row.steppedUpAt) : null;
    await env.DB.prepare(
      `INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at, kind, assurance, stepped_up_at,
        last_seen_at, scopes) VALUES (?1, ?2, ?3, ?4, ?10, ?10, ?5, ?6, ?7, ?8, ?9)`,
    )
      .bind(
        ...[sessionId, token, account, expiresAt, scopes === undefined ? 'web' : 'api', assurance],
        ...[steppedUpAt, lastSeenAt, scopes === undefined ? null : JSON.stringify(scopes), now],
      )
      .run();
    if (scopes === undefined) return { cookie: await cookieOf(token) };
    const issued = await accessTokens.issue({ sessionId, accountId: account, scopes }, now);
    return { authorization: `Bearer ${issued.token}` };
  };

  const walker = async (
    name: string,
    person: Person,
    row: SessionRow,
    due: 'show' | 'set-up' | null,
  ): Promise<Walker> => ({
    name,
    headers: await begin(await add(person), row),
    holds: {
      everywhere: [...new Set<Role>(['member', ...person.roles])],
      atHome: person.roles,
      scopes: row.scopes ?? 'all',
      due,
      hasShownAgain: (row.steppedUpAt === undefined || row.steppedUpAt === now) && row.scopes === undefined,
    },
  });

  const nobody = async (name: string, headers: Walker['headers']): Promise<Walker> => ({
    name,
    headers,
    holds: null,
  });
  const ended = async (name: string, person: Person, row: SessionRow): Promise<Walker> =>
    nobody(name, await begin(await add(person), row));

  const guarded = ROLES.filter((role) => role !== 'member' && role !== 'caregiver');
  const most = { roles: ['org-admin', 'super-admin'] } as const;
  const stepUpAge = 10 * 60_000;
  return [
    await nobody('signed out', {}),
    await nobody('with a made-up session', { cookie: `${SESSION_COOKIE}=made.up` }),
    await nobody('with a well-signed session that is none', { cookie: await cookieOf('none') }),
    await nobody('with a made-up token', { authorization: 'Bearer a.b.c' }),
    await ended('expired', most, { expiresAt: now }),
    await ended('locked', { ...most, lockedAt: 1 }, {}),
    await ended('away too long for a guarded role', most, { lastSeenAt: now - 15 * 60_000 - 1 }),
    await ended(
      'away longer than they chose',
      { roles: ['member'], idleMinutes: 5 },
      {
        lastSeenAt: now - 5 * 60_000 - 1,
      },
    ),
    await walker('nobody’s member', { roles: [] }, {}, null),
    ...(await Promise.all(
      ROLES.flatMap((role) => [
        walker(role, { roles: [role] }, {}, null),
        walker(`${role}, not shown again`, { roles: [role] }, { steppedUpAt: null }, null),
        walker(`${role}, second factor to show`, { roles: [role] }, { assurance: 'pending' }, 'show'),
      ]),
    )),
    ...(await Promise.all(
      guarded.map((role) =>
        walker(`${role}, second factor to set up`, { roles: [role], hasSecondFactor: false }, {}, 'set-up'),
      ),
    )),
    await walker('most, shown again too long ago', most, { steppedUpAt: now - stepUpAge - 1 }, null),
    await walker('most, shown again in time to come', most, { steppedUpAt: now + 1 }, null),
    ...(await Promise.all(
      TOKEN_SCOPES.map((scope) => walker(`a program with ${scope}`, most, { scopes: [scope] }, null)),
    )),
    await walker('a program with every scope', most, { scopes: TOKEN_SCOPES }, null),
    ...(await Promise.all(
      ORGANISATION_ROLES.map((role) =>
        walker(`a program of a ${role}`, { roles: [role] }, { scopes: TOKEN_SCOPES }, null),
      ),
    )),
  ];
}

async function cookieOf(token: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = utf8(env.BETTER_AUTH_SECRET!);
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(token)));
  const signed = `${token}.${btoa(String.fromCharCode(...mac))}`;
  return `${SESSION_COOKIE}=${encodeURIComponent(signed)}`;
}
