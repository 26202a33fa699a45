import { SYNC_SOCKET_PATH } from '@undertone/contract/protocol';
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { utf8 } from '@undertone/base/bytes';
import { systemClock } from '@undertone/base/clock';
import { ok } from '@undertone/base/result';
import type { Route } from '@undertone/contract/route';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Session } from '../account/session.ts';
import { composeDependencies } from '../compose.ts';
import type { AccountId } from '../db/account-id.ts';
import { describeApi } from '../documentation/openapi.ts';
import { pathOf, requestsOf } from '../fuzz/request-arbitrary.ts';
import { createWorkerClient, ORIGIN, signUp } from '../testing/worker-client.ts';
import { gzip } from './gzip.ts';
import { mountRoutes, type AppContext, type Handlers } from './mount-routes.ts';
import type { Octets } from './octets.ts';
import { A_MINUTE, API_HEADERS, DOCUMENTATION_HEADERS, IMMUTABLE } from './security-headers.ts';
import type { SharedBody } from './shared-body.ts';

const routes = Object.entries(ROUTES) as [RouteId, Route][];
const FOREIGN = 'https://elsewhere.example';
const OPERATOR = 'the-operators-own-token-of-this-walk';
const HOME = '0b8e6c1c-5d0a-4c55-9a53-0a4a8b1d7e11';
const COOKIE = '__Host-undertone-session=renewed; Path=/; HttpOnly; Secure; SameSite=Lax';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'QUERY'];

/** What an answer of the API lacks, or says too much: nothing, or sentences. */
function faultsOf(headers: Headers, caching: string = API_HEADERS['cache-control']): readonly string[] {
  const expected = { ...API_HEADERS, 'cache-control': caching };
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      headers.get(name) === value ? [] : [`${name} is ${headers.get(name)}`],
    ),
    // Without CORS no other site reads an answer; one such header would be the beginning of it.
    ...[...headers.keys()].filter((name) =>
      /^access-control-|^timing-allow|^x-powered-by|^server$/.test(name),
    ),
    ...(headers.get('x-request-id') === null ? ['it has no id'] : []),
    ...headers.getSetCookie().flatMap(faultsOfCookie),
  ];
}

function faultsOfCookie(cookie: string): readonly string[] {
  const [pair = '', ...attributes] = cookie.split(/;\s*/);
  const names = attributes.map((attribute) => attribute.toLowerCase());
  const wanted = ['secure', 'httponly', 'path=/'];
  return [
    ...(pair.startsWith('__Host-undertone-') ? [] : [`the cookie ${pair.split('=')[0]} is bound to no host`]),
    ...wanted
      .filter((attribute) => !names.includes(attribute))
      .map((attribute) => `a cookie lacks ${attribute}`),
    ...(names.some((name) => name === 'samesite=lax' || name === 'samesite=strict')
      ? []
      : ['a cookie goes with foreign requests']),
    ...names.filter((name) => name.startsWith('domain')).map(() => 'a cookie goes to other hosts'),
  ];
}

const cachingOf = (route: Route): string => {
  if (route.shared === true) return A_MINUTE;
  return route.immutable === true ? IMMUTABLE : API_HEADERS['cache-control'];
};

const addressOf = ({ path }: Route) => path.replaceAll(/:\w+/g, 'x');

it('looks for what it should find', () => {
  const { 'cross-origin-opener-policy': _, ...less } = API_HEADERS;
  const given = {
    ...less,
    'x-request-id': 'x',
    'access-control-allow-origin': '*',
    'cache-control': 'private',
  };
  const headers = new Headers(given);
  headers.append('set-cookie', 'session=1; Path=/; Domain=undertone.example');
  expect(faultsOf(headers)).toEqual([
    'cross-origin-opener-policy is null',
    'cache-control is private',
    'access-control-allow-origin',
    'the cookie session is bound to no host',
    'a cookie lacks secure',
    'a cookie lacks httponly',
    'a cookie goes with foreign requests',
    'a cookie goes to other hosts',
  ]);
});

/** Without limits, which would end the walk, and without a line in the log for each of thousands. */
const walkingClient = () =>
  createWorkerClient({
    rates: { take: async () => ok() },
    telemetry: { observe: () => {}, report: async () => {} },
  });

describe('every route', () => {
  it.each(routes)('carries the whole set of headers whatever %s refuses', async (_, route) => {
    const client = await walkingClient();
    const found: string[] = [];
    for (const method of METHODS) {
      for (const headers of [{}, { origin: FOREIGN }, { origin: 'null' }, { 'content-type': 'text/plain' }]) {
        const response = await client.send(addressOf(route), { method, headers });
        await response.body?.cancel();
        const isGranted = response.status < 400 && route.requires !== null;
        const caching = response.ok ? cachingOf(route) : undefined;
        found.push(
          ...faultsOf(response.headers, caching).map(
            (fault) => `${method} ${JSON.stringify(headers)}: ${fault}`,
          ),
          ...(isGranted ? [`${method} was granted to nobody`] : []),
        );
      }
    }
    expect(found).toEqual([]);
  });

  it.each(routes)('gives no other site leave to call %s', async (_, route) => {
    const client = await walkingClient();
    const preflight = await client.send(addressOf(route), {
      method: 'OPTIONS',
      headers: {
        origin: FOREIGN,
        'access-control-request-method': route.method,
        'access-control-request-headers': 'content-type',
        'access-control-request-private-network': 'true',
      },
    });
    expect(preflight.status).toBe(405);
    expect(faultsOf(preflight.headers)).toEqual([]);
  });

  it('carries them where it grants, and sets cookies that hold', async () => {
    const walk = await mountGranted();
    const notReached: RouteId[] = [];
    for (const [id, route] of routes) {
      const response = await walk(id);
      if (response === null) {
        notReached.push(id);
        continue;
      }
      expect(response.status, `of ${id}`).toBe(route.replyStatus);
      expect(faultsOf(response.headers, cachingOf(route)), `of ${id}`).toEqual([]);
      // What any cache may keep carries nobody's cookie.
      expect(response.headers.getSetCookie(), `of ${id}`).toHaveLength(route.shared === true ? 0 : 1);
    }
    expect(notReached).toEqual([]);
  });

  it('carries them with a real session from sign-up to sign-out, and clears its cookies there', async () => {
    const client = await createWorkerClient();
    const { email, authSecret } = await signUp(client);
    const signedIn = await client.call('POST', '/session', { email, authSecret });
    const signedOut = await client.call('DELETE', '/session');
    for (const { headers } of [signedIn, signedOut]) expect(faultsOf(headers)).toEqual([]);
    expect(signedIn.headers.getSetCookie()[0]).toMatch(
      /^__Host-undertone-session=[^;]+; Max-Age=5184000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    for (const cookie of signedOut.headers.getSetCookie()) expect(cookie).toMatch(/^[\w-]+=; Max-Age=0;/);
    expect(signedOut.headers.getSetCookie()).toHaveLength(2);
  });

  it('carries them where a bug ends it', async () => {
    const client = await createWorkerClient({ saltOf: () => Promise.reject(new Error('a bug')) });
    const reply = await client.call('POST', '/account/prelogin', { email: 'a@b.example' });
    expect(reply.status).toBe(500);
    expect(faultsOf(reply.headers)).toEqual([]);
  });
});

describe('what is no route', () => {
  it.each([
    '/',
    '/account/',
    '/ACCOUNT',
    '/session/..%2f',
    '/%2e%2e/',
    '/.git/config',
    '/session%00',
    '/sessio%6e/x',
  ])('refuses %s with the whole set of headers', async (path) => {
    const client = await createWorkerClient();
    const response = await client.send(path, {});
    expect(response.status).toBe(404);
    expect(faultsOf(response.headers)).toEqual([]);
  });

  it('refuses a socket with them, too', async () => {
    const client = await createWorkerClient();
    for (const headers of [{}, { upgrade: 'websocket' }, { origin: FOREIGN, upgrade: 'websocket' }]) {
      const response = await client.send(SYNC_SOCKET_PATH, { headers });
      expect(response.status).toBeGreaterThan(400);
      expect(faultsOf(response.headers)).toEqual([]);
    }
  });

  it.each(['/api/docs', '/api/docs/style.css'])('shows %s to be read and to run nothing', async (path) => {
    const { headers } = await (await createWorkerClient()).send(path, { headers: { origin: FOREIGN } });
    for (const [name, value] of Object.entries(DOCUMENTATION_HEADERS)) expect(headers.get(name)).toBe(value);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('describes the API with the API’s own headers', async () => {
    const { headers } = await (await createWorkerClient()).send('/openapi.json', {});
    for (const [name, value] of Object.entries(API_HEADERS)) expect(headers.get(name)).toBe(value);
  });
});

/** Every route with a caller who may do all, and behind each door a porter who says yes. */
async function mountGranted() {
  const everybody: Session = {
    ...{ sessionId: 's', accountId: 'a' as AccountId, email: 'a@b.example', kind: 'web', scopes: 'all' },
    ...{ due: null, steppedUpAt: systemClock.now(), hasSecondFactor: true, isSuperAdmin: true },
    ...{ memberships: [{ organisationId: HOME, role: 'member' as const }], renewal: [COOKIE] },
  };
  const app = new Hono<AppContext>();
  app.use(async (context, next) => {
    context.set('requestId', 'walk');
    await next();
  });
  const porterOf = (route: Route) => async () => {
    const octets = (): Octets => ({ stream: new Response('abc').body!, length: 3 });
    const shared: SharedBody = { gzipped: await gzip(utf8('{}')), digest: 'x', kept: 'a-minute' };
    const json = route.shared === true ? shared : {};
    const body = route.reply === 'octets' ? octets() : route.reply === 'text' ? 'x 1\n' : json;
    const hasSession = route.requires !== null && route.requires !== 'operator';
    return ok({ body, cookies: hasSession ? [] : [COOKIE] });
  };
  const porters = Object.fromEntries(routes.map(([id, route]) => [id, porterOf(route)]));
  const dependencies = {
    ...(await composeDependencies(env)),
    ...{ readSession: async () => everybody, rates: { take: async () => ok() }, operatorToken: OPERATOR },
    telemetry: { observe: () => {}, report: async () => {} },
  };
  mountRoutes(app, dependencies, porters as unknown as Handlers);
  const { paths } = describeApi();

  /** The first answer that is no refusal of the request's form; `null` after many. */
  return async (id: RouteId): Promise<Response | null> => {
    const [path, methods] = Object.entries(paths).find(([, each]) =>
      Object.values(each).some(({ operationId }) => operationId === id),
    )!;
    const [method, operation] = Object.entries(methods).find(([, { operationId }]) => operationId === id)!;
    const fit = requestsOf({ ...describeApi(), paths: { [path]: { [method]: operation } } });
    const isOctets = (ROUTES[id] as Route).octets !== undefined;
    for (const request of fc.sample(fit, { numRuns: 300, seed: 7 })) {
      const context = createExecutionContext();
      const headers = {
        ...request.headers,
        ...{ origin: ORIGIN, authorization: `Bearer ${OPERATOR}` },
        ...(isOctets && { 'content-type': 'application/octet-stream', 'content-length': '3' }),
      };
      // A member who may leave belongs somewhere.
      const params = 'organisation' in request.params ? { organisation: HOME } : {};
      const init = { method: request.method, headers, body: isOctets ? 'abc' : request.body };
      const response = await app.fetch(
        new Request(ORIGIN + pathOf({ ...request, params: { ...request.params, ...params } }), init),
        env,
        context,
      );
      await response.arrayBuffer();
      await waitOnExecutionContext(context);
      if (response.status < 400) return response;
    }
    return null;
  };
}
