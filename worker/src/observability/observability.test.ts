import { env } from 'cloudflare:workers';
import { systemClock } from '@undertone/base/clock';
import { describe, expect, it, vi } from 'vitest';
import { createWorkerClient, signUp } from '../testing/worker-client.ts';
import { analyticsOf } from './analytics.ts';
import { errorReportsTo } from './error-reports.ts';
import { createRequestCounts } from './request-counts.ts';
import { createTelemetry } from './telemetry.ts';

const TOKEN = 'the-operator-token-of-these-tests-0123';
const ID = 'c1f0d2de-7c6b-4f44-9d5e-1a2b3c4d5e6f';

describe('the metrics', () => {
  const withToken = { authorization: `Bearer ${TOKEN}` };

  it('are not there unless the deployment has a token for them', async () => {
    const client = await createWorkerClient({ operatorToken: null });
    expect((await client.call('GET', '/metrics', undefined, withToken)).status).toBe(404);
  });

  it.each([[{}], [{ authorization: 'Bearer wrong' }], [{ authorization: `Basic ${TOKEN}` }]])(
    'are shown to nobody with %o',
    async (headers) => {
      const client = await createWorkerClient({ operatorToken: TOKEN });
      await signUp(client);
      expect((await client.call('GET', '/metrics', undefined, headers)).status).toBe(401);
    },
  );

  it('count accounts, and requests by route, status and duration, and name nobody', async () => {
    const requestCounts = createRequestCounts();
    const client = await createWorkerClient({
      operatorToken: TOKEN,
      requestCounts,
      telemetry: createTelemetry([requestCounts]),
    });
    const account = await signUp(client);
    await client.call('GET', '/session');
    const response = await client.send('/metrics', { headers: withToken });
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    for (const line of text.split('\n').filter(Boolean)) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) \S+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e-]+)$/,
      );
    }
    expect(text).toMatch(/undertone_accounts [1-9]/);
    expect(text).toContain('undertone_request_duration_seconds_count{route="session",status="200"} 1');
    expect(text).toContain(
      'undertone_request_duration_seconds_bucket{route="signUp",status="201",le="+Inf"} 1',
    );
    expect(text).not.toContain(account.email);
    expect(text).not.toContain(account.accountId);
  });
});

describe('the id of a request', () => {
  it('is the one that the device gave, in the answer and in the log', async () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const client = await createWorkerClient();
    const reply = await client.call('GET', '/session', undefined, { 'x-request-id': ID });
    log.mockRestore();
    expect(reply.headers.get('x-request-id')).toBe(ID);
    expect(reply.body.requestId).toBe(ID);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({ event: 'request', requestId: ID, route: 'session', status: 401 }),
    );
  });

  it('is a new one where the device gave none, or something else than an id', async () => {
    const client = await createWorkerClient();
    for (const headers of [{}, { 'x-request-id': 'my secret words' }, { 'x-request-id': ID.toUpperCase() }]) {
      const reply = await client.call('GET', '/session', undefined, headers);
      expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
      expect(reply.headers.get('x-request-id')?.toLowerCase()).not.toBe(ID);
    }
  });
});

describe('reports of bugs', () => {
  const parts = { version: '1.2.3', clock: systemClock };
  const fault = () => {
    const error = new TypeError('the secret words of a person');
    error.stack = `TypeError: the secret words of a person\n    at seal (file:///app/worker.js:10:5)\n    at async /home/someone/push.ts:7:1`;
    return { requestId: ID, error };
  };

  it('are sent nowhere unless the deployment says where', () => {
    expect(errorReportsTo(undefined, parts)).toEqual({});
    expect(errorReportsTo('', parts)).toEqual({});
  });

  it('name the kind of error and the place in our code, and nothing that was sent', async () => {
    const sent: { url: string; headers: Headers; body: string }[] = [];
    const { report } = errorReportsTo('https://key123@reports.example/base/42', {
      ...parts,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        sent.push({ url: request.url, headers: request.headers, body: await request.text() });
        return new Response('{}');
      },
    });
    await report!(fault());
    expect(sent).toHaveLength(1);
    const [{ url, headers, body }] = sent as [(typeof sent)[0]];
    expect(url).toBe('https://reports.example/base/api/42/envelope/');
    expect(headers.get('x-sentry-auth')).toContain('sentry_key=key123');
    const [header, item, event] = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(header).toEqual({ event_id: ID.replaceAll('-', '') });
    expect(item).toEqual({ type: 'event' });
    expect(event).toMatchObject({
      exception: {
        values: [
          {
            type: 'TypeError',
            stacktrace: {
              frames: [
                { function: '?', filename: 'push.ts', lineno: 7, colno: 1 },
                { function: 'seal', filename: 'worker.js', lineno: 10, colno: 5 },
              ],
            },
          },
        ],
      },
      release: 'undertone@1.2.3',
    });
    expect(body).not.toMatch(/secret words|home|someone/);
  });

  it('that nobody takes cost nothing but the report', async () => {
    const { report } = errorReportsTo('https://key@reports.example/1', {
      ...parts,
      fetch: () => Promise.reject(new TypeError('no route')),
    });
    await expect(report!(fault())).resolves.toBeUndefined();
  });

  it.each([['reports.example/1'], ['https://reports.example/1'], ['https://key@reports.example/x']])(
    'refuse %s as the place to go, before anything is served',
    (dsn) => {
      expect(() => errorReportsTo(dsn, parts)).toThrow('ERROR_REPORT_DSN');
    },
  );

  it('are made of every error that would have been a 500', async () => {
    const reported: unknown[] = [];
    const client = await createWorkerClient({
      saltOf: () => Promise.reject(new RangeError('words')),
      telemetry: createTelemetry([{ report: async (one) => void reported.push(one) }]),
    });
    const headers = { 'x-request-id': ID };
    expect((await client.call('POST', '/account/prelogin', { email: 'a@b.example' }, headers)).status).toBe(
      500,
    );
    expect(reported).toEqual([{ requestId: ID, error: expect.any(RangeError) as unknown }]);
  });
});

describe('the analytics', () => {
  it('get one data point for each request, without anybody in it', () => {
    const points: unknown[] = [];
    const dataset = { writeDataPoint: (point: unknown) => void points.push(point) };
    analyticsOf(dataset).observe!({
      ...{ requestId: ID, route: 'sync', status: 200, durationMs: 3 },
    });
    expect(points).toEqual([{ indexes: ['sync'], blobs: ['sync', '200'], doubles: [3] }]);
    expect(analyticsOf(undefined)).toEqual({});
  });
});

describe('the health page', () => {
  it('tells an admin sums, and nobody else anything', async () => {
    const client = await createWorkerClient();
    const { accountId } = await signUp(client);
    expect((await client.call('GET', '/admin/health')).status).toBe(403);
    await env.DB.prepare('UPDATE user SET is_super_admin = 1, has_second_factor = 1 WHERE id = ?1')
      .bind(accountId)
      .run();
    const reply = await client.call('GET', '/admin/health');
    expect(reply.status).toBe(200);
    expect(reply.body.accounts).toBeGreaterThan(0);
    expect(JSON.stringify(reply.body)).not.toContain(accountId);
  });
});
