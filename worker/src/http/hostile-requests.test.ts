import { env } from 'cloudflare:workers';
import { systemClock } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import type { Route } from '@undertone/contract/route';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../account/session-cookie.ts';
import { describeApi } from '../documentation/openapi.ts';
import { requestsOf } from '../fuzz/request-arbitrary.ts';
import { FORBIDDEN_NAMES } from '../fuzz/schema-arbitrary.ts';
import { giveSecondFactor, makeOrganisation, stepUp } from '../testing/standing.ts';
import { createWorkerClient, signUp, type WorkerClient } from '../testing/worker-client.ts';

const routes = Object.entries(ROUTES) as [RouteId, Route][];

async function signedUp(): Promise<{ client: WorkerClient; accountId: string; value: string }> {
  const client = await createWorkerClient({ rates: { take: async () => ok() } });
  const { accountId } = await signUp(client);
  return { client, accountId, value: client.cookie.slice(SESSION_COOKIE.length + 1) };
}

describe('a cookie that somebody else put there', () => {
  const ask = async (client: WorkerClient, cookie: string) => {
    client.cookie = cookie;
    return (await client.call('GET', '/session')).status;
  };

  it('is told apart by its name alone from one that only this host can set', async () => {
    const { client, value } = await signedUp();
    for (const name of [
      ...['undertone-session', '__Secure-undertone-session', '__host-undertone-session'],
      ...['__Host-undertone-session2', 'x__Host-undertone-session', '__Host-undertone-session '],
      ...['$Version=1, __Host-undertone-session', '__Host%2Dundertone-session'],
    ]) {
      expect(await ask(client, `${name}=${value}`), `named ${name}`).toBe(401);
    }
    expect(await ask(client, `theme=dark; ${SESSION_COOKIE}=${value}; other=1`)).toBe(200);
  });

  it('beside the real one leaves nobody signed in: not the person, and not whoever tossed it', async () => {
    const [mine, theirs] = [await signedUp(), await signedUp()];
    for (const [first, second] of [
      [mine.value, theirs.value],
      [theirs.value, mine.value],
      [mine.value, 'junk'],
      ['', mine.value],
    ]) {
      const cookie = `${SESSION_COOKIE}=${first}; ${SESSION_COOKIE}=${second}`;
      expect(await ask(mine.client, cookie)).toBe(401);
      mine.client.cookie = cookie;
      expect((await mine.client.call('DELETE', '/session')).status).toBe(401);
    }
    for (const { client, value } of [mine, theirs]) {
      expect(await ask(client, `${SESSION_COOKIE}=${value}`)).toBe(200);
    }
  });

  it.each<[string, (value: string) => string]>([
    ['quoted', (value) => `"${value}"`],
    ['cut', (value) => value.slice(0, -2)],
    ['with another token under the same signature', (value) => `x${value}`],
    ['without its signature', (value) => value.split('.')[0]!],
    ['with a signature of zeros', (value) => `${value.split('.')[0]}.${'A'.repeat(43)}%3D`],
    ['sixteen thousand characters long', (value) => value + 'A'.repeat(16_000)],
    ['encoded twice', (value) => encodeURIComponent(value)],
    ['of bytes that are no UTF-8', () => '%ff%fe.%ff'],
    ['with a null in it', (value) => `${value}%00`],
  ])('is no session when it is %s', async (_, bend) => {
    const { client, value } = await signedUp();
    expect(await ask(client, `${SESSION_COOKIE}=${bend(value)}`)).toBe(401);
  });

  it('in a thousand pieces costs a refusal, and does not hide the real one', async () => {
    const { client, value } = await signedUp();
    const many = Array.from({ length: 1000 }, (_, at) => `c${at}=x`).join('; ');
    expect(await ask(client, many)).toBe(401);
    expect(await ask(client, `${many}; ${SESSION_COOKIE}=${value}`)).toBe(200);
  });
});

describe('a method in disguise', () => {
  it.each<{ headers?: Record<string, string>; query?: string }>([
    { headers: { 'x-http-method-override': 'DELETE' } },
    { headers: { 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' } },
    { query: '?_method=DELETE' },
  ])('%o stays the method that it is', async ({ headers = {}, query = '' }) => {
    const { client } = await signedUp();
    const reply = await client.call('GET', `/session${query}`, undefined, headers);
    expect([200, 400]).toContain(reply.status);
    const posted = await client.call('POST', `/account/recovery/rehearsed${query}`, undefined, headers);
    expect([204, 400]).toContain(posted.status);
    expect((await client.call('GET', '/session')).status).toBe(200);
  });
});

/** Every object within a value, as the path that leads there. */
function objectsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([name, member]) => objectsIn(member, [...path, name]));
  return Array.isArray(value) ? below : [path, ...below];
}

function withMember(value: unknown, [step, ...rest]: readonly string[], name: string): unknown {
  if (step === undefined) return Object.assign(JSON.parse(`{${JSON.stringify(name)}:true}`), value);
  if (Array.isArray(value)) {
    return value.map((item, at): unknown => (String(at) === step ? withMember(item, rest, name) : item));
  }
  const members = value as Record<string, unknown>;
  return { ...members, [step]: withMember(members[step], rest, name) };
}

/** What a browser's own WebAuthn replies hold changes with the browser; the rest of such a body is as strict. */
const OPEN_PARTS = /clientExtensionResults/;

describe('what a request may set', () => {
  it.each(routes.filter(([, { body }]) => body !== undefined))(
    'in %s is what its schema names, at every depth, and nothing that the server keeps for itself',
    (id, { body }) => {
      const request = requestsOf({
        ...describeApi(),
        paths: Object.fromEntries(
          Object.entries(describeApi().paths).flatMap(([path, methods]) =>
            Object.entries(methods)
              .filter(([, { operationId }]) => operationId === id)
              .map(([method, operation]) => [path, { [method]: operation }]),
          ),
        ),
      });
      const fits = fc
        .sample(request, { numRuns: 400, seed: 11 })
        .map((each): unknown => parsed(each.body))
        .filter((value) => v.safeParse(body!, value).success)
        .slice(0, 20);
      expect(fits.length).toBeGreaterThan(0);
      const taken: string[] = [];
      for (const value of fits) {
        for (const path of objectsIn(value)) {
          if (OPEN_PARTS.test(path.join('.'))) continue;
          const members = path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], value);
          for (const name of FORBIDDEN_NAMES.filter((one) => !Object.hasOwn(members as object, one))) {
            const bent = withMember(value, path, name);
            const answer = v.safeParse(body!, bent);
            const isKept = answer.success && JSON.stringify(answer.output).includes(`"${name}":true`);
            if (answer.success && (name !== '__proto__' || isKept)) taken.push([...path, name].join('.'));
          }
        }
      }
      expect([...new Set(taken)]).toEqual([]);
    },
  );

  it('in a query is what its schema names', () => {
    for (const [id, { query, params }] of routes) {
      for (const schema of [query, params]) {
        if (schema === undefined) continue;
        const answer = v.safeParse(schema, { isSuperAdmin: 'true' });
        expect(
          answer.issues?.some(({ type }) => type === 'strict_object'),
          `of ${id}`,
        ).toBe(true);
      }
    }
  });
});

function parsed(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

const NAMES_THAT_ARE_NONE = [
  `' OR '1'='1`,
  `x' UNION SELECT id FROM user --`,
  `'; DELETE FROM session; --`,
  '../../user',
  '..%2f..%2fuser',
  '%2e%2e%2f%2e%2e%2f',
  '..\\..\\user',
  '%00',
  'a%0d%0aset-cookie:%20x=1',
  '__proto__',
  'constructor',
  '%',
  '*',
];

describe('a name in a path', () => {
  it.each(NAMES_THAT_ARE_NONE)('that is %s finds nothing and changes nothing', async (name) => {
    const { client, accountId } = await signedUp();
    await giveSecondFactor(accountId);
    await stepUp(accountId, systemClock.now());
    const organisation = await makeOrganisation({ [accountId]: 'org-admin' });
    await env.DB.prepare('UPDATE user SET is_super_admin = 1 WHERE id = ?1').bind(accountId).run();
    const before = await everything();
    for (const [id, { method, path }] of routes) {
      const names = [...path.matchAll(/:\w+/g)].map(([each]) => each);
      // Of one's own organisation, what is in it is named; else the organisation itself is.
      const isInside = names.length > 1 && names[0] === ':organisation';
      const address = path.replaceAll(/:\w+/g, (each) =>
        isInside && each === ':organisation' ? organisation : encodeURIComponent(name),
      );
      if (names.length === 0) continue;
      const reply = await client.call(
        method,
        address,
        method === 'PUT' || method === 'POST' ? {} : undefined,
      );
      expect([400, 403, 404, 415], `${id} ${address}`).toContain(reply.status);
      expect(reply.headers.get('set-cookie')).toBeNull();
    }
    expect(await everything()).toEqual(before);
    await env.DB.prepare('UPDATE user SET is_super_admin = 0 WHERE id = ?1').bind(accountId).run();
  });
});

/** How many rows each table holds. Counters of limits and records of refusals may grow. */
async function everything() {
  return { ...(await rowsOf(env.DB)), ...(await rowsOf(env.DIRECTORY)) };
}

async function rowsOf(database: D1Database) {
  const { results } = await database
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'
        AND name NOT LIKE 'd1\\_%' ESCAPE '\\' AND name NOT IN ('attempt', 'audit_entry', 'audit_checkpoint')`,
    )
    .all<{ name: string }>();
  const counts = await database.batch<{ count: number }>(
    results.map(({ name }) => database.prepare(`SELECT count(*) AS count FROM "${name}"`)),
  );
  return Object.fromEntries(results.map(({ name }, at) => [name, counts[at]!.results[0]!.count]));
}
