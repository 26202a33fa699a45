import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { API_PREFIX, SYNC_SOCKET_PATH } from '@undertone/contract/protocol';
import type { Route } from '@undertone/contract/route';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import { Hono } from 'hono';
import { getTableName } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { composeDependencies } from '../compose.ts';
import type { AccountId } from '../db/account-id.ts';
import { HOLDINGS } from '../db/holdings.ts';
import type { Dependencies } from '../dependencies.ts';
import { giveSecondFactor, makeOrganisation, stepUp } from '../testing/standing.ts';
import { gatherWalkers, type Walker } from '../testing/walkers.ts';
import { bytesText, createWorkerClient, ORIGIN, signUp } from '../testing/worker-client.ts';
import { failWith } from './failure.ts';
import { mountRoutes, type AppContext, type Handlers } from './mount-routes.ts';

const NOW = systemClock.now();
const routes = Object.entries(ROUTES) as [RouteId, Route][];

/** Routes that anyone may call, each because nobody can be signed in there yet, or because it is the same for all. */
const OPEN = [
  ...['health', 'packs', 'packFile', 'tokenKeys', 'auditKeys', 'accountOptions'],
  ...['prelogin', 'sendSignUpCode', 'signUp', 'signIn', 'sendUnlockCode', 'unlock'],
  ...['passkeySignInOptions', 'signInByPasskey', 'openRecovery', 'resetByRecovery', 'refreshToken'],
  // Who looks for care need not say who they are.
  ...['tileIndex', 'tile', 'nearby', 'searchDirectory', 'careEntry', 'reportEntry', 'map', 'mapFile'],
];

const OPERATOR = 'the-operators-own-token-of-this-walk';

it('finds on every route who may call it, and no route open to all that is not meant to be', () => {
  expect(routes.filter(([, route]) => route.requires === undefined)).toEqual([]);
  const open = routes.filter(([, { requires }]) => requires === null).map(([id]) => id);
  expect(open.filter((id) => !OPEN.includes(id))).toEqual([]);
});

it('mounts no door that the contract does not name', async () => {
  const app = createApp(await composeDependencies(env));
  const declared = new Set(routes.map(([, { path }]) => API_PREFIX + path));
  // Documentation is the same for all; the socket asks for what the journal asks for, and sync-room.test.ts tries it.
  const documentation = ['/api/v1/openapi.json', '/api/docs', '/api/docs/style.css'];
  const others = [API_PREFIX + SYNC_SOCKET_PATH, ...documentation, '/*'];
  const mounted = app.routes.map(({ path }) => path).filter((path) => !declared.has(path));
  expect([...new Set(mounted)].filter((path) => !others.includes(path))).toEqual([]);
});

/** What a route's own declaration says of someone; 'admitted': its handler decides. */
function declared(requires: Route['requires'], holds: Walker['holds'], place: 'home' | 'elsewhere'): string {
  if (requires === null) return 'admitted';
  if (requires === 'operator') return holds === 'operator' ? 'admitted' : 'unauthenticated';
  if (holds === null || holds === 'operator') return 'unauthenticated';
  const { roles, scope, assurance, within, duringSetUp } = requires;
  if (holds.scopes !== 'all' && !holds.scopes.includes(scope)) return 'forbidden';
  if (holds.due === 'show' && assurance !== 'pending') return 'second-factor-required';
  if (holds.due === 'set-up' && assurance !== 'pending' && duringSetUp !== true) {
    return 'second-factor-missing';
  }
  const here = holds.atHome.filter((role) => place === 'home' || role === 'super-admin');
  const counting = within === undefined ? holds.everywhere : here;
  if (counting.length === 0) return 'not-found';
  if (!counting.some((role) => roles.includes(role))) return 'forbidden';
  return assurance === 'stepped-up' && !holds.hasShownAgain ? 'step-up-required' : 'admitted';
}

function withinOf({ requires }: Route) {
  return requires === null || requires === 'operator' ? undefined : requires.within;
}

const REFUSALS = [
  ...['unauthenticated', 'forbidden', 'second-factor-required', 'second-factor-missing'],
  ...['step-up-required', 'not-found'],
];

/** Routes with real sessions on the real database; behind each door stands nobody but a porter. */
function mountDoors(dependencies: Dependencies) {
  const app = new Hono<AppContext>();
  app.use(async (context, next) => {
    context.set('requestId', 'walk');
    await next();
  });
  const porter = async () => err(failWith('unavailable'));
  const porters = Object.fromEntries(routes.map(([id]) => [id, porter])) as unknown as Handlers;
  mountRoutes(app, dependencies, porters);
  return async (route: Route, organisation: string, headers: Readonly<Record<string, string>>) => {
    const path = route.path.replace(':organisation', organisation).replaceAll(/:\w+/g, '0');
    const hasBody = route.body !== undefined;
    const context = createExecutionContext();
    const request = new Request(ORIGIN + API_PREFIX + path, {
      method: route.method,
      headers: { ...headers, origin: ORIGIN, ...(hasBody && { 'content-type': 'application/json' }) },
      ...(hasBody && { body: '[]' }),
    });
    const response = await app.fetch(request, env, context);
    await waitOnExecutionContext(context);
    const { code } = await response.json<{ code: string }>();
    return REFUSALS.includes(code) ? code : 'admitted';
  };
}

describe('whoever comes to whichever door', () => {
  let knock: ReturnType<typeof mountDoors>;
  let walkers: readonly Walker[];
  let organisations: readonly (readonly ['home' | 'elsewhere', string])[];

  beforeAll(async () => {
    const dependencies = {
      ...(await composeDependencies(env)),
      clock: { now: () => NOW },
      rates: { take: async () => ok() },
      operatorToken: OPERATOR,
      // Thousands of requests need no line in the log each.
      telemetry: { observe: () => {}, report: async () => {} },
    };
    const home = await makeOrganisation({});
    organisations = [
      ['home', home],
      ['elsewhere', await makeOrganisation({})],
      ['elsewhere', crypto.randomUUID()],
    ];
    const operator: Walker = {
      ...{ name: 'the operator', holds: 'operator' },
      headers: { authorization: `Bearer ${OPERATOR}` },
    };
    walkers = [operator, ...(await gatherWalkers(home, NOW, dependencies))];
    knock = mountDoors(dependencies);
  });

  it('is answered as the door declares', async () => {
    const wrong: string[] = [];
    let walks = 0;
    for (const [id, route] of routes) {
      const places = withinOf(route) === undefined ? organisations.slice(0, 1) : organisations;
      for (const [place, organisation] of places) {
        const answers = await Promise.all(walkers.map(({ headers }) => knock(route, organisation, headers)));
        for (const [index, { name, holds }] of walkers.entries()) {
          const expected = declared(route.requires, holds, place);
          const answer = answers[index];
          if (answer !== expected) wrong.push(`${id} (${place}), ${name}: ${answer}, declared ${expected}`);
        }
        walks += answers.length;
      }
    }
    expect(wrong).toEqual([]);
    expect(walks).toBeGreaterThan(routes.length * walkers.length);
    // Thousands of requests: a minute and a half where others keep the machine busy.
  }, 600_000);
});

/** Parameters that name nothing of anyone's: a place in an enumeration, within one's own store, or in the directory. */
const NO_OBJECT = ['modality', 'pack', 'file', 'part', 'name', 'cell', 'entry', 'import', 'version'];

/** A body that each route with somebody's object would take. */
const BODIES: Readonly<Partial<Record<RouteId, unknown>>> = {
  renameOrganisation: { name: 'Mine now' },
  changeRole: { role: 'org-admin' },
  invite: { email: 'x@example.org', role: 'member', locale: 'en' },
  renamePasskey: { name: 'Mine now' },
  setPasskeyWrap: { wrap: { version: 1, kind: 'passkey', wrapped: bytesText(60, 3) } },
  resolveSecurityEvent: { resolution: 'mine' },
  resolveAnySecurityEvent: { resolution: 'handled' },
};

describe('what belongs to someone else', () => {
  it('is not there for anyone who names it, and stays as it is', async () => {
    const overrides = { rates: { take: async () => ok() } };
    const [mine, theirs] = [await createWorkerClient(overrides), await createWorkerClient(overrides)];
    const [me, them] = [await signUp(mine), await signUp(theirs)];
    for (const { accountId } of [me, them]) {
      await giveSecondFactor(accountId);
      await stepUp(accountId, systemClock.now());
    }
    const home = await makeOrganisation({ [me.accountId]: 'org-admin' });
    const away = await makeOrganisation({ [them.accountId]: 'org-admin' });
    const invited = await theirs.call('POST', `/organisations/${away}/invitations`, {
      ...{ email: 'friend@example.org', role: 'member', locale: 'en' },
    });
    const passkey = crypto.randomUUID();
    const event = crypto.randomUUID();
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO passkey (id, account_id, name, public_key, counter, is_synced, transports, added_at, handle)
          VALUES (?1, ?2, 'Theirs', 'x', 0, 0, '[]', 0, ?3)`,
      ).bind(bytesText(16, 9), them.accountId, passkey),
      env.DB.prepare(
        `INSERT INTO security_event (id, rule, severity, account_id, raised_at, evidence, response)
          VALUES (?1, 'export-burst', 'warning', ?2, 0, '{"count":5,"countries":[]}', 'told')`,
      ).bind(event, them.accountId),
    ]);
    const session = await env.DB.prepare('SELECT id FROM session WHERE user_id = ?1')
      .bind(them.accountId)
      .first<{ id: string }>();
    const objects: Readonly<Record<string, string>> = {
      member: them.accountId,
      invitation: invited.body.invitation.id,
      session: session!.id,
      passkey,
      event,
    };

    const before = await everythingOf(them.accountId as AccountId);
    const tried: string[] = [];
    for (const [id, route] of routes) {
      const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
      const named = names.filter((name) => !NO_OBJECT.includes(name));
      if (named.length === 0) continue;
      // Add to the table above what a new parameter names, and what a new route takes.
      const unnamed = named.filter((name) => name !== 'organisation' && objects[name] === undefined);
      if (unnamed.length > 0) throw new Error(`${id}: nothing here is a ${unnamed.join()}`);
      if (route.body !== undefined && !(id in BODIES)) throw new Error(`${id} needs a body here`);
      // Theirs under their organisation, and theirs as if it were of mine.
      for (const organisation of names.includes('organisation') ? [away, home] : ['']) {
        if (organisation === home && named.length === 1) continue;
        const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
          name === 'organisation' ? organisation : (objects[name] ?? '0'),
        );
        // Removing a passkey that is not there counts anew which second factors there are.
        await giveSecondFactor(me.accountId);
        const { status, body } = await mine.call(route.method, path, BODIES[id]);
        tried.push(id);
        // A door for super admins only is closed before anything is looked for.
        const isForAdmins = route.path.startsWith('/admin/');
        expect({ id, status, code: body?.code }).toEqual({
          id,
          ...(isForAdmins ? { status: 403, code: 'forbidden' } : { status: 404, code: 'not-found' }),
        });
      }
    }
    expect(tried.length).toBeGreaterThan(10);
    expect(await everythingOf(them.accountId as AccountId)).toEqual(before);
    expect((await theirs.call('GET', `/organisations/${away}/invitations`)).body.invitations).toHaveLength(1);
  });
});

async function everythingOf(account: AccountId): Promise<unknown> {
  const held: Record<string, unknown> = {};
  for (const { table, rows } of HOLDINGS) {
    const name = getTableName(table);
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}" WHERE ${rows}`).bind(account).all();
    held[name] = results;
  }
  return held;
}
