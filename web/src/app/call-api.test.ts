import { utf8 } from '@undertone/base/bytes';
import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { createCallApi } from './call-api.ts';
import type { Outbound, OutboundRequest } from './outbound.ts';

function setUp(answer: { status: number; body?: unknown; contentType?: string } | 'offline') {
  const requests: OutboundRequest[] = [];
  const expired: boolean[] = [];
  const outbound: Outbound = {
    send: async (request) => {
      requests.push(request);
      if (answer === 'offline') return err('offline');
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null);
      return ok({
        status: answer.status,
        contentType:
          answer.contentType ?? (answer.status < 400 ? 'application/json' : 'application/problem+json'),
        bytes: utf8(text),
      });
    },
    fetchPinned: () => {
      throw new Error('not used here');
    },
    openSocket: () => {
      throw new Error('not used');
    },
  };
  return {
    callApi: createCallApi({ outbound, onUnauthenticated: (owed) => expired.push(owed.secondFactor) }),
    requests,
    expired: () => expired,
  };
}

const health = { status: 'ok', version: '1', protocol: 1, fusion: 2, database: 'answering' } as const;

const problem = (code: string, status: number, more: object = {}) => ({
  status,
  body: { type: `/problems/${code}`, code, title: 't', status, action: 'retry-later', ...more },
});

test('path, parameters and query come from the route of the contract', async () => {
  const { callApi, requests } = setUp({ status: 200, body: { text: true, voice: false, face: false } });
  await callApi('setConsent', { params: { modality: 'text' }, body: { granted: true } });
  await callApi('readings', { query: { cursor: '5' } });
  expect(requests.map((request) => [request.method, request.path])).toEqual([
    ['PUT', '/api/v1/consents/text'],
    ['GET', '/api/v1/readings?cursor=5'],
  ]);
});

test('a reply that fits its schema is the value', async () => {
  const { callApi } = setUp({ status: 200, body: health });
  expect(await callApi('health', {})).toEqual({ ok: true, value: health });
});

test('a hostile reply is refused: wrong shape, wrong type, not JSON, not UTF-8 or another success status', async () => {
  for (const answer of [
    { status: 200, body: { ...health, protocol: 'one' } },
    { status: 200, body: '<html>' },
    { status: 200, body: health, contentType: 'text/html' },
    { status: 206, body: health },
    { status: 500, body: '<html>', contentType: 'text/html' },
  ]) {
    expect(await setUp(answer).callApi('health', {})).toEqual({
      ok: false,
      error: { code: 'malformed-reply' },
    });
  }
});

test('a problem is told by its code, with how long to wait', async () => {
  const { callApi } = setUp(problem('rate-limited', 429, { retryAfterMs: 9000 }));
  expect(await callApi('health', {})).toEqual({
    ok: false,
    error: { code: 'rate-limited', retryAfterMs: 9000 },
  });
});

test('a code that is newer than this client still says whether to try again', async () => {
  expect(await setUp(problem('brand-new', 503)).callApi('health', {})).toMatchObject({
    error: { code: 'unavailable' },
  });
  expect(await setUp(problem('brand-new', 418)).callApi('health', {})).toMatchObject({
    error: { code: 'invalid-request' },
  });
});

test('only a missing session counts as expired, not a wrong passphrase', async () => {
  const gone = setUp(problem('unauthenticated', 401));
  await gone.callApi('consents', {});
  expect(gone.expired()).toEqual([false]);
  const wrong = setUp(problem('wrong-credentials', 401));
  await wrong.callApi('consents', {});
  expect(wrong.expired()).toEqual([]);
});

test('an answer to what was asked before the last sign-in says nothing of the session there is now', async () => {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<Outbound['send']>>>();
  const sent = Promise.withResolvers<void>();
  let signIns = 1;
  let expired = 0;
  const callApi = createCallApi({
    outbound: {
      send: () => {
        sent.resolve();
        return promise;
      },
    } as unknown as Outbound,
    onUnauthenticated: () => expired++,
    signIns: () => signIns,
  });
  const asked = callApi('readings', { query: {} });
  await sent.promise;
  signIns++;
  const { status, body } = problem('unauthenticated', 401);
  resolve(ok({ status, contentType: 'application/problem+json', bytes: utf8(JSON.stringify(body)) }));
  expect(await asked).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  expect(expired).toBe(0);
  await callApi('readings', { query: {} });
  expect(expired).toBe(1);
});

test('a second factor that is due asks for a sign-in, but not where a route says it of what was asked', async () => {
  for (const code of ['second-factor-required', 'second-factor-missing']) {
    const due = setUp(problem(code, 403));
    await due.callApi('consents', {});
    expect(due.expired()).toEqual([true]);
  }
  const invited = setUp(problem('second-factor-missing', 403));
  await invited.callApi('acceptInvitation', { body: { token: 'A'.repeat(43) } });
  expect(invited.expired()).toEqual([]);
});

test('being offline is a value', async () => {
  expect(await setUp('offline').callApi('health', {})).toEqual({ ok: false, error: { code: 'offline' } });
});

test('a route without a reply resolves to nothing', async () => {
  expect(await setUp({ status: 204, body: '' }).callApi('signOut', {})).toEqual({
    ok: true,
    value: undefined,
  });
});

test('octets travel as they are, in either direction', async () => {
  const octets = new Uint8Array([1, 2, 3]);
  const name = 'A'.repeat(43);
  const there = setUp({ status: 204 });
  expect(await there.callApi('putAttachmentPart', { params: { name, part: '7' }, octets })).toEqual(ok());
  expect(there.requests).toMatchObject([
    { method: 'PUT', path: `/api/v1/attachments/${name}/parts/7`, octets },
  ]);
  expect(there.requests[0]).not.toHaveProperty('body');
  const params = { import: '0197f1b2-0000-7000-8000-000000000001', part: '0' };
  await there.callApi('directoryImportPart', { params, octets });
  expect(there.requests.map(({ octetsField }) => octetsField)).toEqual([undefined, 'file']);
  const back = setUp({ status: 200, body: 'abc', contentType: 'application/octet-stream' });
  expect(await back.callApi('attachmentPart', { params: { name, part: '7' } })).toEqual(ok(utf8('abc')));
});

test('a part of a file counts as come only when it is a part', async () => {
  const part = { range: { first: 2, last: 5 } };
  const params = { version: 'ab'.repeat(16) };
  const given = setUp({ status: 206, body: 'some' });
  const reply = await given.callApi('mapFile', { params }, part);
  expect(reply.ok && new TextDecoder().decode(reply.value)).toBe('some');
  expect(given.requests[0]?.range).toEqual(part.range);
  const whole = setUp({ status: 200, body: 'far more than was asked for' });
  expect((await whole.callApi('mapFile', { params }, part)).ok).toBe(false);
});
