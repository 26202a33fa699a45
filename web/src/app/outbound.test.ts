import type { EpochMs } from '@undertone/base/clock';
import { parseUtf8 } from '@undertone/base/bytes';
import { unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { LedgerLine } from './ledger-line.ts';
import { createOutbound, MOST_REPLY_BYTES, type OutboundRequest } from './outbound.ts';

const ORIGIN = 'https://journal.example';

function setUp(fetch: typeof globalThis.fetch, startTimeout?: (ms: number) => AbortSignal) {
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

test('sealed bytes go out as they are, under a name of their own in the ledger', async () => {
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
