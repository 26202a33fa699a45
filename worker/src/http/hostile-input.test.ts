import { LIMITS } from '@undertone/contract/protocol';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLane, pushedOp, syncRequest } from '../testing/store-fixtures.ts';
import { createWorkerClient, ORIGIN, signUp, type WorkerClient } from '../testing/worker-client.ts';

let client: WorkerClient;

beforeAll(async () => {
  client = await createWorkerClient();
  await signUp(client);
});

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const response = await client.send(path, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: await response.json<{ code?: string; issues?: unknown[] }>() };
}

describe('a hostile body', () => {
  it.each([
    ['nothing', ''],
    ['half a document', '{"protocol":1,'],
    ['two documents', '{}{}'],
    ['a trailing comma', '{"protocol":1,}'],
    ['NaN', '{"protocol":NaN}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])('of %s is malformed JSON', async (_, body) => {
    expect(await post('/sync', body)).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
  });

  it.each([['null'], ['[]'], ['"x"'], ['1e999'], ['true'], ['{}']])(
    '%s does not fit the schema',
    async (body) => {
      expect(await post('/sync', body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    },
  );

  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/json; charset=latin1'],
    [''],
  ])('of type "%s" is refused', async (type) => {
    const reply = await post('/sync', JSON.stringify(syncRequest(0)), { 'content-type': type });
    expect(reply).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('with a field nobody knows is refused, wherever the field stands, and its name is not repeated', async () => {
    const op = pushedOp({ open: openLane() });
    const bodies = [
      { ...syncRequest(0), mySecret: 1 },
      syncRequest(0, [{ ...op, mySecret: 'x' } as typeof op]),
      syncRequest(0, [{ ...op, open: { ...openLane(), mySecret: 'x' } } as typeof op]),
    ];
    for (const body of bodies) {
      const reply = await post('/sync', JSON.stringify(body));
      expect(reply).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
      expect(JSON.stringify(reply.body)).not.toContain('mySecret');
      expect(reply.body.issues).toContainEqual(expect.objectContaining({ rule: 'unknown-field' }));
    }
  });

  it.each([['__proto__'], ['constructor'], ['toString'], ['\\u005f_proto__']])(
    'with the key %s pollutes nothing',
    async (key) => {
      const reply = await post('/sync', `{"protocol":1,"cursor":0,"ops":[],"${key}":{"polluted":true}}`);
      expect(reply.status).toBe(400);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('nested very deeply is refused, not a crash', async () => {
    const depth = 100_000;
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect((await post('/sync', nested)).status).toBe(400);
    expect((await post('/sync', `{"protocol":1,"cursor":0,"ops":${nested}}`)).status).toBe(400);
  });

  it('with lone surrogates is refused wherever a string may stand', async () => {
    const op = JSON.stringify(pushedOp()).replace(/"sealed":"[^"]*"/, `"sealed":"${'A'.repeat(40)}\\ud800"`);
    expect((await post('/sync', `{"protocol":1,"cursor":0,"ops":[${op}]}`)).status).toBe(400);
    expect((await post('/account/prelogin', '{"email":"\\udfff@example.org"}')).status).toBe(400);
  });

  it('too large is refused by its length, and by counting when its length lies', async () => {
    const large = ' '.repeat(LIMITS.jsonBodyBytes + 1);
    expect((await post('/account/prelogin', large)).status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    expect((await post('/sync', endless)).status).toBe(413);
    expect(sent).toBeLessThan(LIMITS.syncBodyBytes * 2);
  });

  it('that breaks off on its way is malformed, and no fault of ours', async () => {
    const broken = () => {
      let pulls = 0;
      return new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('{"protocol":'));
          else controller.error(new Error('the connection is gone'));
        },
      });
    };
    expect(await post('/sync', broken())).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
  });

  it('beyond the limits of an exchange is refused', async () => {
    const many = Array.from({ length: LIMITS.opsPerExchange + 1 }, () => pushedOp());
    expect((await post('/sync', JSON.stringify(syncRequest(0, many)))).status).toBe(400);
    const long = pushedOp({ sealed: 'A'.repeat(LIMITS.sealedChars + 4) });
    expect((await post('/sync', JSON.stringify(syncRequest(0, [long])))).status).toBe(400);
    expect((await post('/sync', JSON.stringify(syncRequest(-1)))).status).toBe(400);
    expect((await post('/sync', JSON.stringify(syncRequest(2 ** 60)))).status).toBe(400);
  });

  it('of any JSON at all gets a 400, never a 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (json) => {
        expect((await post('/sync', json)).status).toBe(400);
      }),
      { numRuns: 50 },
    );
  });

  it('in a query or a path is refused as well', async () => {
    for (const path of [
      '/readings?cursor=-1',
      '/readings?cursor=1e3',
      '/readings?limit=0',
      '/readings?limit=501',
      '/readings?x=1',
    ]) {
      expect((await client.call('GET', path)).body).toMatchObject({ status: 400, code: 'invalid-request' });
    }
    expect((await client.call('PUT', '/consents/mind', { granted: true })).status).toBe(400);
    expect((await client.call('PUT', '/consents/__proto__', { granted: true })).status).toBe(400);
  });
});
