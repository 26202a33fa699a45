import type { EpochMs } from '@undertone/base/clock';
import { parseUtf8 } from '@undertone/base/bytes';
import { unwrap } from '@undertone/base/result';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { LedgerLine } from './ledger-line.ts';
import { createOutbound, MOST_REPLY_BYTES, type OutboundRequest } from './outbound.ts';

const ORIGIN = 'https://journal.example';

function setUp(
  fetch: typeof globalThis.fetch,
  startTimeout?: (ms: number) => AbortSignal,
  pinned?: readonly string[],
) {
  const lines = new Map<string, LedgerLine>();
  let counter = 0;
  const sockets: FakeSocket[] = [];
  class FakeSocket {
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: (() => void) | null = null;
    onerror: (() => void) | null = null;
    readonly sent: string[] = [];
    readonly url: string;
    constructor(url: string) {
      this.url = url;
      sockets.push(this);
    }
    send(text: string): void {
      this.sent.push(text);
    }
    close(): void {
      this.onclose?.();
    }
  }
  const outbound = createOutbound({
    origin: ORIGIN,
    clock: { now: () => 1000 as EpochMs },
    random: (length) => new Uint8Array(length).fill(counter++),
    note: (line) => lines.set(line.id, line),
    fetch,
    WebSocket: FakeSocket as unknown as typeof WebSocket,
    ...(startTimeout === undefined ? {} : { startTimeout }),
    ...(pinned === undefined ? {} : { pinned }),
  });
  return { outbound, sockets, lines: () => [...lines.values()] };
}

const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

const POST: OutboundRequest = { method: 'POST', path: '/api/v1/x', body: { email: 'é' } };

test('a reply without end is let go of before it fills the memory', async () => {
  const piece = new Uint8Array(8 * 1024 * 1024);
  let given = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      given += piece.length;
      controller.enqueue(piece);
      if (given > 2 * MOST_REPLY_BYTES) controller.close();
    },
  });
  const { outbound, lines } = setUp(async () => new Response(endless));
  expect(await outbound.send(POST)).toEqual({ ok: false, error: 'offline' });
  expect(given).toBeLessThan(MOST_REPLY_BYTES + 4 * piece.length);
  expect(lines()[0]?.status).toBe('failed');
});

test('what is asked anonymously goes without the cookie of the account', async () => {
  const asked: (RequestInit | undefined)[] = [];
  const { outbound } = setUp(async (_url, init) => {
    asked.push(init);
    return json({});
  });
  await outbound.send({ method: 'GET', path: '/api/v1/x', anonymous: true, cache: 'no-cache' });
  await outbound.send({ method: 'GET', path: '/api/v1/x' });
  expect(asked.map((init) => [init?.credentials, init?.cache])).toEqual([
    ['omit', 'no-cache'],
    ['same-origin', 'no-store'],
  ]);
});

test('a request is in the ledger before it is answered, and completed afterwards', async () => {
  let pending: LedgerLine | undefined;
  const { outbound, lines } = setUp(async () => {
    pending = lines()[0];
    return json({ ok: true });
  });
  const reply = unwrap(await outbound.send({ ...POST, path: '/api/v1/x?limit=3' }));
  expect(pending).toMatchObject({ status: 'pending', responseBytes: null });
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/x',
    via: 'fetch',
    fields: ['email', '?limit'],
    requestBytes: 14,
    responseBytes: 11,
    status: 200,
  });
  expect(unwrap(parseUtf8(reply.bytes))).toBe('{"ok":true}');
});

test('redirects are refused, and nothing but our own origin can be named', async () => {
  const seen: RequestInit[] = [];
  const { outbound } = setUp(async (_, init) => {
    seen.push(init ?? {});
    return json({});
  });
  await outbound.send(POST);
  expect(seen[0]).toMatchObject({ redirect: 'error', mode: 'same-origin', credentials: 'same-origin' });
  for (const path of ['//elsewhere.example/x', 'https://elsewhere.example/', '/\\elsewhere.example', 'x']) {
    await expect(outbound.send({ method: 'GET', path })).rejects.toThrow();
  }
});

test('a network that fails is a value, and the ledger says so', async () => {
  const { outbound, lines } = setUp(async () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await outbound.send(POST)).toEqual({ ok: false, error: 'offline' });
  expect(lines()[0]).toMatchObject({ status: 'failed' });
});

test('a reply that takes too long is told apart from an abort and from being offline', async () => {
  const hang: typeof globalThis.fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const fail = (): void => reject(new DOMException('', 'AbortError'));
      if (init?.signal?.aborted === true) fail();
      init?.signal?.addEventListener('abort', fail);
    });
  const late = setUp(hang, () => AbortSignal.abort());
  expect(await late.outbound.send(POST)).toEqual({ ok: false, error: 'timeout' });
  const patient = setUp(hang, () => new AbortController().signal);
  const controller = new AbortController();
  const reply = patient.outbound.send({ ...POST, signal: controller.signal });
  controller.abort();
  expect(await reply).toEqual({ ok: false, error: 'aborted' });
});

test('a download reports the bytes that have come', async () => {
  const { outbound, lines } = setUp(
    async () => new Response(new Uint8Array(5000), { headers: { 'content-length': '5000' } }),
  );
  const progress: [number, number | null][] = [];
  const reply = unwrap(
    await outbound.send({
      method: 'GET',
      path: '/assets/model.onnx',
      onProgress: (loaded, total) => progress.push([loaded, total]),
    }),
  );
  expect(reply.bytes.length).toBe(5000);
  expect(progress.at(-1)).toEqual([5000, 5000]);
  expect(lines()[0]).toMatchObject({ responseBytes: 5000 });
});

test('a socket is one ledger line that grows with what passes through it', () => {
  const { outbound, sockets, lines } = setUp(async () => json({}));
  const heard: string[] = [];
  let closed = 0;
  const socket = outbound.openSocket('/api/v1/sync/socket', {
    onMessage: (text) => heard.push(text),
    onClose: () => closed++,
  });
  expect(sockets[0]?.url).toBe('wss://journal.example/api/v1/sync/socket');
  sockets[0]?.onopen?.();
  socket.send('ping');
  sockets[0]?.onmessage?.({ data: '{"cursor":7}' });
  expect(heard).toEqual(['{"cursor":7}']);
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ via: 'websocket', requestBytes: 4, responseBytes: 12, status: 101 });
  sockets[0]?.onerror?.();
  sockets[0]?.onclose?.();
  expect(closed).toBe(1);
});

test('bytes go out as they are, in the ledger as sealed unless they are named otherwise', async () => {
  const octets = new Uint8Array([1, 2, 3]);
  let sent: RequestInit | undefined;
  const { outbound, lines } = setUp(async (_, init) => {
    sent = init;
    return new Response(null, { status: 204 });
  });
  unwrap(await outbound.send({ method: 'PUT', path: '/api/v1/x', octets }));
  expect(sent?.body).toBe(octets);
  expect(new Headers(sent?.headers).get('content-type')).toBe('application/octet-stream');
  expect(lines()).toMatchObject([{ requestBytes: 3, fields: ['sealed'], status: 204 }]);

  unwrap(await outbound.send({ method: 'PUT', path: '/api/v1/y', octets, octetsField: 'file' }));
  expect(lines().map(({ fields }) => fields)).toEqual([['sealed'], ['file']]);
});

test('a part of a file is asked for by its range, and the ledger says so', async () => {
  const asked: (string | null)[] = [];
  const { outbound, lines } = setUp(async (_url, init) => {
    asked.push(new Headers(init?.headers).get('range'));
    return new Response('part', { status: 206 });
  });
  const path = '/api/v1/packs/p/ab';
  const reply = unwrap(await outbound.send({ method: 'GET', path, range: { first: 4, last: 7 } }));
  expect([reply.status, parseUtf8(reply.bytes)]).toEqual([206, { ok: true, value: 'part' }]);
  expect(asked).toEqual(['bytes=4-7']);
  expect(lines().at(-1)).toMatchObject({ path, fields: ['Range'], status: 206 });
});

const PINNED = 'https://models.example/face/1/face.task';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A third party on this machine; the pinned address is led there by the injected `fetch` only. */
async function standIn(answer: RequestListener): Promise<typeof globalThis.fetch> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  return (url, init) =>
    fetch((url as string).replace('https://models.example', `http://127.0.0.1:${port}`), init);
}

test('a pinned file of another host is fetched bare, and the ledger names the host', async () => {
  let asked: { readonly url: string | undefined; readonly headers: object } | undefined;
  const toStandIn = await standIn(({ url, headers }, response) => {
    asked = { url, headers };
    response.end('a model');
  });
  let sent: RequestInit | undefined;
  const { outbound, lines } = setUp(
    (url, init) => {
      sent = init;
      return toStandIn(url, init);
    },
    undefined,
    [PINNED],
  );
  const reply = unwrap(await outbound.fetchPinned({ url: PINNED }));
  expect(unwrap(parseUtf8(reply.bytes))).toBe('a model');
  expect(sent).toMatchObject({
    method: 'GET',
    mode: 'cors',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  });
  expect(sent).not.toHaveProperty('headers');
  expect(sent).not.toHaveProperty('body');
  expect(asked?.url).toBe('/face/1/face.task');
  for (const name of ['cookie', 'authorization', 'referer', 'range'])
    expect(asked?.headers).not.toHaveProperty(name);
  expect(lines()).toMatchObject([{ method: 'GET', path: PINNED, fields: [], requestBytes: 0, status: 200 }]);
});

test('nothing but exactly what is pinned passes that door, and nothing is pinned unless it was built so', async () => {
  let sent = 0;
  const count: typeof globalThis.fetch = async () => {
    sent++;
    return json({});
  };
  const others = [
    'https://elsewhere.example/face/1/face.task',
    'https://models.example.elsewhere.example/face/1/face.task',
    'http://models.example/face/1/face.task',
    'https://models.example/face/2/face.task',
    'https://models.example/face/1/../1/face.task',
    'https://someone@models.example/face/1/face.task',
    'https://models.example:8443/face/1/face.task',
    `${PINNED}?journal=1`,
    `${PINNED}#x`,
    `${PINNED}/`,
    '/api/v1/packs',
  ];
  const { outbound, lines } = setUp(count, undefined, [PINNED]);
  for (const url of others) await expect(outbound.fetchPinned({ url })).rejects.toThrow('not a pinned');
  await expect(setUp(count).outbound.fetchPinned({ url: PINNED })).rejects.toThrow('not a pinned');
  await expect(outbound.send({ method: 'GET', path: PINNED })).rejects.toThrow();
  expect([sent, lines()]).toEqual([0, []]);
});

test('no address can be pinned that is not one plain file over https', () => {
  for (const url of [
    'http://models.example/f',
    'https://models.example/',
    'https://a:b@models.example/f',
    'https://models.example:8443/f',
    'https://models.example/f?x=1',
    'https://127.0.0.1:80/f',
    '/f',
  ])
    expect(() => setUp(async () => json({}), undefined, [url])).toThrow('not an address to pin');
});

test('a pinned address that leads elsewhere is not followed', async () => {
  let reached = 0;
  const toStandIn = await standIn(({ url }, response) => {
    if (url === '/elsewhere') reached++;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const { outbound, lines } = setUp(toStandIn, undefined, [PINNED]);
  expect(await outbound.fetchPinned({ url: PINNED })).toEqual({ ok: false, error: 'offline' });
  expect(reached).toBe(0);
  expect(lines()).toMatchObject([{ path: PINNED, status: 'failed' }]);
});
