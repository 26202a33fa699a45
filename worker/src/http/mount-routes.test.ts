import { API_PREFIX, SYNC_SOCKET_PATH } from '@undertone/contract/protocol';
import { ProblemSchema } from '@undertone/contract/problem';
import { PROBLEMS } from '@undertone/contract/problem-table';
import type { Route } from '@undertone/contract/route';
import { ROUTES, type RouteId } from '@undertone/contract/routes';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createApp, createHandlers } from '../app.ts';
import { createWorkerClient, signUp } from '../testing/worker-client.ts';

const routes = Object.entries(ROUTES) as [RouteId, Route][];
const addressOf = (route: Route) =>
  route.path.replace(':modality', 'text').replace(':name', 'A'.repeat(43)).replace(':part', '0');

describe('the table of routes', () => {
  it('has a handler for every route, and every handler its route', async () => {
    const { dependencies } = await createWorkerClient();
    expect(Object.keys(createHandlers(dependencies)).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('is, with the socket and the documentation, all that the Worker answers', async () => {
    const { dependencies } = await createWorkerClient();
    const mounted = new Set(
      createApp(dependencies)
        .routes.filter(({ method, path }) => !(method === 'ALL' && path === '/*'))
        .map(({ method, path }) => `${method} ${path}`),
    );
    const declared = routes.map(([, { method, path }]) => `${method} ${API_PREFIX}${path}`);
    const refusals = routes.map(([, { path }]) => `ALL ${API_PREFIX}${path}`);
    const others = [
      `${API_PREFIX}${SYNC_SOCKET_PATH}`,
      `${API_PREFIX}/openapi.json`,
      '/api/docs',
      '/api/docs/style.css',
    ];
    expect(mounted).toEqual(new Set([...declared, ...refusals, ...others.map((path) => `GET ${path}`)]));
  });

  it('names every problem by a status of its table', () => {
    for (const [, route] of routes)
      for (const code of route.problems) expect(PROBLEMS[code].status).toBeGreaterThan(399);
  });

  it.each(routes.filter(([, { requires }]) => requires !== null && requires !== 'operator'))(
    'answers 401 on %s without a session, whatever else is wrong with the request',
    async (_, route) => {
      const client = await createWorkerClient();
      for (const cookie of [
        '',
        '__Host-undertone-session=x',
        '__Host-undertone-session=a.b',
        '__Host-undertone-session=%E0%A4%A',
      ]) {
        client.cookie = cookie;
        const reply = await client.call(
          route.method,
          addressOf(route),
          route.method === 'GET' ? undefined : { junk: 1 },
        );
        expect(reply.status).toBe(401);
        expect(reply.body).toMatchObject({ code: 'unauthenticated', action: 'sign-in' });
      }
    },
  );

  // What only reads tells another site nothing, but it would be written down, counted and paid for by who is signed in.
  it.each(routes.filter(([, { method, requires }]) => method !== 'GET' || requires !== null))(
    'refuses %s from a foreign origin before anything else',
    async (_, route) => {
      const client = await createWorkerClient();
      const foreign = { origin: 'https://elsewhere.example' };
      const body = route.method === 'GET' ? undefined : {};
      const reply = await client.call(route.method, addressOf(route), body, foreign);
      expect(reply).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
      const crossSite = await client.send(addressOf(route), {
        method: route.method,
        headers: { 'sec-fetch-site': 'cross-site' },
      });
      expect(crossSite.status).toBe(403);
    },
  );

  it('takes an origin that the deployment allows', async () => {
    const client = await createWorkerClient({ allowedOrigins: ['https://journal.example'] });
    const headers = { origin: 'https://journal.example' };
    expect((await client.call('POST', '/account/prelogin', { email: 'a@b.example' }, headers)).status).toBe(
      200,
    );
  });

  it('tells which methods an address takes, and knows no others', async () => {
    const client = await createWorkerClient();
    const reply = await client.call('PATCH', '/session', {});
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('POST, GET, DELETE');
    expect((await client.call('GET', '/nowhere')).body).toMatchObject({ code: 'not-found', status: 404 });
    expect((await client.call('GET', '/account/../../secrets')).status).toBe(404);
  });

  it('describes every refusal as RFC 9457 does, with an id and no content', async () => {
    const client = await createWorkerClient();
    const response = await client.send('/session', { method: 'GET' });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const problem = v.parse(ProblemSchema, await response.json());
    expect(problem.requestId).toBe(response.headers.get('x-request-id'));
    expect(problem.type).toBe('/problems/unauthenticated');
  });

  it('turns a bug into a 500 that says nothing about it', async () => {
    const client = await createWorkerClient({
      saltOf: () => Promise.reject(new Error('the secret words of a person')),
    });
    const reply = await client.call('POST', '/account/prelogin', { email: 'a@b.example' });
    expect(reply).toMatchObject({ status: 500, body: { code: 'internal', action: 'retry-later' } });
    expect(JSON.stringify(reply.body)).not.toContain('words');
    expect(JSON.stringify(reply.body)).not.toContain('.ts');
  });

  it('limits reads and writes by client at the edge, when there is such a limit', async () => {
    const seen: string[] = [];
    const plain = await createWorkerClient();
    const client = await createWorkerClient({
      rates: {
        take: async (rateClass, who) => {
          seen.push(`${rateClass} ${who.slice(0, 4)}`);
          return { ok: false, error: { code: 'rate-limited', retryAfterMs: 1500 } };
        },
      },
    });
    await signUp(plain);
    client.cookie = plain.cookie;
    const reply = await client.call('GET', '/session');
    expect(reply).toMatchObject({ status: 429, body: { code: 'rate-limited', retryAfterMs: 1500 } });
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(seen).toEqual(['read 2001']);
    // What costs more than a row has a smaller limit of its own.
    await client.call('GET', '/doctors/nearby?lat=1&lon=1');
    await client.call('GET', '/doctors/search?q=anna');
    expect(seen.slice(1)).toEqual(['lookup 2001', 'lookup 2001']);
  });
});
