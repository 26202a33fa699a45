import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createFrameReader, type Frame } from './websocket-frames.ts';

/** Names and values as they came, in their order. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface WireRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

export interface WireReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

export interface Exchange {
  readonly request: WireRequest;
  /** `null` while it is awaited, and for good when the connection broke. */
  reply: WireReply | null;
}

export interface SocketRecord {
  readonly request: WireRequest;
  readonly sent: Frame[];
  readonly received: Frame[];
}

/** Changes what the wire does to matching requests, until it is removed. `cut` breaks the connection. */
export interface WireRule {
  readonly matches: (request: WireRequest) => boolean;
  /** Before the server sees it, and perhaps not at once; `undefined` lets it through. */
  readonly answer?: (
    request: WireRequest,
  ) => WireReply | 'cut' | undefined | Promise<WireReply | 'cut' | undefined>;
  /** After the server has done its work. */
  readonly change?: (reply: WireReply, request: WireRequest) => WireReply | 'cut';
}

/**
 * The browser's HTTP proxy for every address, so that nothing it does, service workers and sockets included,
 * goes past. It keeps all bytes and lets through what goes to the product alone.
 */
export interface Recorder {
  readonly proxyUrl: string;
  readonly exchanges: readonly Exchange[];
  readonly sockets: readonly SocketRecord[];
  /** Hosts other than the product's that something asked for. */
  readonly strangers: readonly string[];
  /** Every byte the browser sent, connection by connection. */
  readonly rawSent: () => readonly Buffer[];
  addRule(rule: WireRule): () => void;
  /** The network is gone: open connections break, new ones fail. */
  disconnect(): void;
  reconnect(): void;
  close(): Promise<void>;
}

const HOP_BY_HOP = new Set(['proxy-connection', 'connection', 'keep-alive', 'transfer-encoding']);
/** What lets a server answer with less than the whole reply. */
const NOT_WHOLE = new Set(['accept-encoding', 'if-none-match', 'if-modified-since', 'range']);

export async function startRecorder(productUrl: string): Promise<Recorder> {
  const product = new URL(productUrl);
  const exchanges: Exchange[] = [];
  const sockets: SocketRecord[] = [];
  const strangers: string[] = [];
  const raw: Buffer[][] = [];
  const rules = new Set<WireRule>();
  const connections = new Set<Duplex>();
  let isConnected = true;

  const upstream = { host: '127.0.0.1', port: Number(product.port) };
  const ruleFor = (request: WireRequest) => [...rules].find((rule) => rule.matches(request));

  const forward = (request: WireRequest, isRead: boolean): Promise<WireReply> =>
    new Promise((resolve, reject) => {
      // What a rule may read must be there, and not packed.
      const headers = request.headers.filter(([name]) => {
        const key = name.toLowerCase();
        return !HOP_BY_HOP.has(key) && !(isRead && NOT_WHOLE.has(key));
      });
      const onward = sendRequest(
        { ...upstream, method: request.method, path: request.path, agent: false },
        (reply) => {
          readAll(reply).then((body) => {
            resolve({ status: reply.statusCode ?? 0, headers: headerList(reply.rawHeaders), body });
          }, reject);
        },
      );
      for (const [name, values] of grouped(headers)) onward.setHeader(name, values);
      onward.on('error', reject);
      onward.end(request.body);
    });

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    if (url.host !== product.host) {
      strangers.push(url.host);
      outgoing.writeHead(502).end();
      return;
    }
    const request: WireRequest = {
      method: incoming.method ?? '',
      path: url.pathname + url.search,
      headers: headerList(incoming.rawHeaders),
      body: await readAll(incoming),
    };
    const exchange: Exchange = { request, reply: null };
    exchanges.push(exchange);
    const answer = await ruleFor(request)?.answer?.(request);
    const rule = ruleFor(request);
    const isRead = rule?.change !== undefined;
    const forwarded = answer ?? (await forward(request, isRead).catch(() => 'cut' as const));
    // A rule of later would get it packed, and one that was removed is over.
    const isChanged = answer === undefined && forwarded !== 'cut' && rule === ruleFor(request);
    const reply = isChanged ? (rule?.change?.(forwarded, request) ?? forwarded) : forwarded;
    if (reply === 'cut' || !isConnected || incoming.socket.destroyed) {
      incoming.socket.destroy();
      return;
    }
    exchange.reply = reply;
    for (const [name, values] of grouped(reply.headers)) {
      if (!HOP_BY_HOP.has(name) && name !== 'content-length') outgoing.setHeader(name, values);
    }
    const hasBody = request.method !== 'HEAD' && reply.status !== 204 && reply.status !== 304;
    if (hasBody) outgoing.setHeader('content-length', reply.body.length);
    outgoing.writeHead(reply.status);
    outgoing.end(hasBody ? reply.body : undefined);
  };

  // A network has no patience to lose: connections end by the browser's will, or by a rule.
  const patient = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };
  const server = createServer(patient, (incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  const keep = (socket: Duplex): void => {
    if (!isConnected) {
      socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    raw.push(chunks);
    connections.add(socket);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connections.delete(socket));
  };
  server.on('connection', keep);

  // Sockets, and whatever would be encrypted, come as tunnels.
  server.on('connect', (incoming, socket) => {
    if (incoming.url !== product.host) {
      strangers.push(incoming.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.emit('connection', socket);
  });
  server.on('upgrade', (incoming, socket, head) => {
    const record: SocketRecord = {
      request: {
        method: 'GET',
        path: incoming.url ?? '',
        headers: headerList(incoming.rawHeaders),
        body: Buffer.alloc(0),
      },
      sent: [],
      received: [],
    };
    sockets.push(record);
    bridge(record, socket, head);
  });

  const bridge = (record: SocketRecord, browser: Duplex, head: Buffer): void => {
    const onward: Socket = connect(upstream.port, upstream.host, () => {
      // Without extensions no frame is packed, and what is recorded is what was said.
      const headers = record.request.headers.filter(
        ([name]) => name.toLowerCase() !== 'sec-websocket-extensions',
      );
      onward.write(
        `GET ${record.request.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
      );
      onward.write(head);
      browser.pipe(onward);
      onward.pipe(browser);
    });
    const readSent = createFrameReader();
    browser.on('data', (chunk: Buffer) => record.sent.push(...readSent(chunk)));
    const readReceived = createFrameReader();
    let greeting: Buffer | null = Buffer.alloc(0);
    onward.on('data', (chunk: Buffer) => {
      if (greeting === null) {
        record.received.push(...readReceived(chunk));
        return;
      }
      greeting = Buffer.concat([greeting, chunk]);
      const end = greeting.indexOf('\r\n\r\n');
      if (end < 0) return;
      record.received.push(...readReceived(greeting.subarray(end + 4)));
      greeting = null;
    });
    connections.add(onward);
    for (const [one, other] of [
      [browser, onward],
      [onward, browser],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  const breakConnections = () => {
    for (const socket of connections) socket.destroy();
    connections.clear();
  };
  return {
    proxyUrl: `http://127.0.0.1:${address.port}`,
    exchanges,
    sockets,
    strangers,
    rawSent: () => raw.map((chunks) => Buffer.concat(chunks)),
    addRule: (rule) => {
      rules.add(rule);
      return () => rules.delete(rule);
    },
    disconnect: () => {
      isConnected = false;
      breakConnections();
    },
    reconnect: () => {
      isConnected = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakConnections();
      }),
  };
}

/** A reply's body as it was before it was packed for the way. */
export function plainBody({ headers, body }: WireReply): Buffer {
  if (body.length === 0) return body;
  const [, packing] = headers.find(([name]) => name.toLowerCase() === 'content-encoding') ?? [];
  if (packing === 'gzip') return gunzipSync(body);
  return packing === 'br' ? brotliDecompressSync(body) : body;
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headerList(rawHeaders: readonly string[]): HeaderList {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) list.push([rawHeaders[i]!, rawHeaders[i + 1]!]);
  return list;
}

/** By lower-cased name: `set-cookie` may come more than once. */
function grouped(headers: HeaderList): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
