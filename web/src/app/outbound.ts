import { type Bytes, utf8 } from '@undertone/base/bytes';
import type { Clock, RandomBytes } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import { fieldNames } from './field-names.ts';
import { ledgerPath, type LedgerLine } from './ledger-line.ts';

/**
 * [Note: One way out] Every request and socket of the app's tabs goes through this file, which writes the
 * ledger as it sends; nothing else may name `fetch` or `WebSocket` (a boundary test enforces it). The service
 * worker, which fetches the shell's files, is the one exception and keeps the same ledger.
 */
export interface Outbound {
  send(request: OutboundRequest): Promise<Result<OutboundReply, OutboundFailure>>;
  /**
   * [Note: The other door] The one way to another host: an address that the build pinned, asked for whole, with
   * no header, cookie or referrer of ours. Nothing is pinned unless the operator built it so. Throws on any other
   * address. Call it only after the person was told the host and agreed.
   */
  fetchPinned(request: PinnedRequest): Promise<Result<OutboundReply, OutboundFailure>>;
  openSocket(path: string, handlers: SocketHandlers): OutboundSocket;
}

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Starts with one `/`: there is no way to name another host. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of a JSON body: sealed bytes, or public ones that `octetsField` names. */
  readonly octets?: Bytes | undefined;
  readonly octetsField?: string | undefined;
  /** Asks for these bytes of a file only, both ends included; a server may answer with the whole. */
  readonly range?: { readonly first: number; readonly last: number } | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whole request and reply; 30 s unless told. */
  readonly timeoutMs?: number | undefined;
  /**
   * For what is the same for everybody, `default` allows the HTTP cache, and `no-cache` where the server says that its copy
   * is still the newest; other replies of the API are never stored.
   */
  readonly cache?: 'default' | 'no-cache' | 'reload' | undefined;
  /** Without the cookie that says whose account this is. */
  readonly anonymous?: boolean | undefined;
  /** Bytes so far, and in all if the server said. */
  readonly onProgress?: (loadedBytes: number, totalBytes: number | null) => void;
}

export interface PinnedRequest extends Pick<OutboundRequest, 'signal' | 'timeoutMs' | 'onProgress'> {
  /** Exactly one of the pinned addresses. */
  readonly url: string;
}

export interface OutboundReply {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Bytes;
}

/** `offline` stands for everything that kept a reply from coming, a refused redirect or size included. */
export type OutboundFailure = 'offline' | 'timeout' | 'aborted';

export interface SocketHandlers {
  readonly onOpen?: () => void;
  readonly onMessage: (text: string) => void;
  /** Once, after the last message; also when the socket never opened. */
  readonly onClose: () => void;
}

export interface OutboundSocket {
  send(text: string): void;
  close(): void;
}

const OCTET_STREAM = 'application/octet-stream';

/** How the ledger calls a body without fields: an envelope's bytes have the same name in an op. */
const OCTETS_FIELD = 'sealed';

/** The header that says which part of a file is wanted, and so how much of it is here. */
const RANGE_FIELD = 'Range';

/** No user, port, query or fragment: where such an address leads is all that it says. */
const PINNABLE = /^https:\/\/[\w-]+(\.[\w-]+)+\/[^\s?#]+$/;

const DEFAULT_TIMEOUT_MS = 30_000;

/** More than twice the largest file of the app and many times the largest page: more would only be meant to exhaust memory. */
export const MOST_REPLY_BYTES = 64 * 1024 * 1024;

export function createOutbound(parts: {
  /** `https://host[:port]` of the app itself. */
  readonly origin: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly note: (line: LedgerLine) => void;
  /** Addresses of other hosts that may be asked for; see [Note: The other door]. */
  readonly pinned?: readonly string[];
  readonly fetch?: typeof globalThis.fetch;
  readonly WebSocket?: typeof globalThis.WebSocket;
  /** A signal that aborts after that time; replaced in tests. */
  readonly startTimeout?: (ms: number) => AbortSignal;
}): Outbound {
  const doFetch = parts.fetch ?? globalThis.fetch.bind(globalThis);
  const Socket = parts.WebSocket ?? globalThis.WebSocket;
  const startTimeout = parts.startTimeout ?? ((ms: number) => AbortSignal.timeout(ms));

  const pinned = new Set(parts.pinned);
  for (const url of pinned) if (!PINNABLE.test(url)) throw new Error('not an address to pin');

  const startLine = (line: Omit<LedgerLine, 'id' | 'at' | 'responseBytes' | 'status'>) => {
    let current: LedgerLine = {
      ...line,
      id: createUuid(parts.random),
      at: parts.clock.now(),
      responseBytes: null,
      status: 'pending',
    };
    parts.note(current);
    const { id } = current;
    const update = (change: Partial<Omit<LedgerLine, 'id' | 'at'>>): LedgerLine => {
      current = { ...current, ...change };
      parts.note(current);
      return current;
    };
    return { id, update };
  };

  const urlOf = (path: string): URL => {
    const url = new URL(path, parts.origin);
    // `//host/…` and `/\host/…` would leave the origin: a bug in the caller, never input.
    if (url.origin !== parts.origin || !path.startsWith('/')) throw new Error(`not a path of this origin`);
    return url;
  };

  const exchange = async (
    url: string,
    { signal, timeoutMs, onProgress }: Omit<PinnedRequest, 'url'>,
    update: ReturnType<typeof startLine>['update'],
    init: RequestInit,
  ): Promise<Result<OutboundReply, OutboundFailure>> => {
    const timeout = startTimeout(timeoutMs ?? DEFAULT_TIMEOUT_MS);
    try {
      const response = await doFetch(url, {
        ...init,
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const bytes = await readBody(response, onProgress);
      update({ status: response.status, responseBytes: bytes.length });
      const contentType = response.headers.get('content-type') ?? '';
      return ok({ status: response.status, contentType, bytes });
    } catch {
      update({ status: 'failed' });
      if (signal?.aborted === true) return err('aborted');
      return err(timeout.aborted ? 'timeout' : 'offline');
    }
  };

  return {
    async send(request) {
      const url = urlOf(request.path);
      const json = request.body === undefined ? null : utf8(JSON.stringify(request.body));
      const body = request.octets ?? json;
      const { id, update } = startLine({
        method: request.method,
        path: ledgerPath(request.path),
        via: 'fetch',
        requestBytes: body?.length ?? 0,
        fields: [
          ...fieldNames(request.body),
          ...(request.octets === undefined ? [] : [request.octetsField ?? OCTETS_FIELD]),
          ...(request.range === undefined ? [] : [RANGE_FIELD]),
          ...[...url.searchParams.keys()].map((key) => `?${key}`),
        ],
      });
      return exchange(url.href, request, update, {
        method: request.method,
        body,
        headers: {
          // The server logs under it what it did with this line of the ledger.
          'x-request-id': id,
          ...(body === null
            ? { accept: 'application/json, application/problem+json, */*' }
            : {
                accept: 'application/json, application/problem+json',
                'content-type': request.octets === undefined ? 'application/json' : OCTET_STREAM,
              }),
          ...(request.range === undefined
            ? {}
            : { range: `bytes=${request.range.first}-${request.range.last}` }),
        },
        mode: 'same-origin',
        credentials: request.anonymous === true ? 'omit' : 'same-origin',
        cache: request.cache ?? 'no-store',
      });
    },

    async fetchPinned(request) {
      if (!pinned.has(request.url)) throw new Error('not a pinned address');
      const { update } = startLine({
        method: 'GET',
        path: request.url,
        via: 'fetch',
        requestBytes: 0,
        fields: [],
      });
      return exchange(request.url, request, update, {
        method: 'GET',
        mode: 'cors',
        credentials: 'omit',
        cache: 'no-store',
      });
    },

    openSocket(path, handlers) {
      const url = urlOf(path);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const { update } = startLine({
        method: 'GET',
        path: ledgerPath(path),
        via: 'websocket',
        requestBytes: 0,
        fields: [],
      });
      const socket = new Socket(url.href);
      let sentBytes = 0;
      let receivedBytes = 0;
      let opened = false;
      let closed = false;
      const finish = (): void => {
        if (closed) return;
        closed = true;
        if (!opened) update({ status: 'failed' });
        handlers.onClose();
      };
      socket.onopen = () => {
        opened = true;
        update({ status: 101, responseBytes: 0 });
        handlers.onOpen?.();
      };
      socket.onmessage = (event: MessageEvent) => {
        if (typeof event.data !== 'string') return;
        receivedBytes += utf8(event.data).length;
        update({ responseBytes: receivedBytes });
        handlers.onMessage(event.data);
      };
      socket.onclose = finish;
      socket.onerror = finish;
      return {
        send: (text) => {
          if (!opened || closed) return;
          sentBytes += utf8(text).length;
          update({ requestBytes: sentBytes });
          socket.send(text);
        },
        close: () => socket.close(),
      };
    },
  };
}

async function readBody(response: Response, onProgress: OutboundRequest['onProgress']): Promise<Bytes> {
  if (response.body === null) return new Uint8Array(await response.arrayBuffer());
  // With a content coding the length counts packed bytes, which would make the bar run over its end.
  const length = response.headers.has('content-encoding')
    ? NaN
    : Number(response.headers.get('content-length'));
  const totalBytes = Number.isSafeInteger(length) && length > 0 ? length : null;
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    loadedBytes += value.length;
    if (loadedBytes > MOST_REPLY_BYTES) {
      await reader.cancel();
      throw new RangeError('a reply without end');
    }
    onProgress?.(loadedBytes, totalBytes);
  }
  const bytes = new Uint8Array(loadedBytes);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
