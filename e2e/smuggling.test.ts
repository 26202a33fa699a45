import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { firstReply, sendRaw } from './raw-socket.ts';
import { sharedProduct } from './product.ts';
import { served } from './served.ts';

/**
 * Requests whose end two readers could see in two places. Who answers the hidden one lets a stranger speak in the next
 * person's connection, should a proxy in front have seen the other end. The API repeats a request's id in its answer,
 * so an answer with the hidden one's id is the proof that it was taken.
 */

const host = () => new URL(sharedProduct().url).host;

interface Hidden {
  readonly id: string;
  /** A whole request for the API. */
  readonly request: string;
}

function hide(): Hidden {
  const id = randomUUID();
  return { id, request: `GET /api/v1/session HTTP/1.1\r\nHost: ${host()}\r\nX-Request-Id: ${id}\r\n\r\n` };
}

const lines = (...all: readonly string[]) => all.join('\r\n');
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;

/** Each on an asset's address and on one of the API. */
const PATHS = ['/', '/manifest.webmanifest', '/api/v1/account/prelogin', '/api/v1/health'];

type Vector = (path: string, hidden: string) => string;

const post = (path: string, ...headers: readonly string[]) =>
  lines(`POST ${path} HTTP/1.1`, `Host: ${host()}`, 'Content-Type: application/json', ...headers, '', '');

const VECTORS: Readonly<Record<string, Vector>> = {
  'in the body that its length tells': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length}`) + hidden,
  'in the body of a GET': (path, hidden) =>
    lines(`GET ${path} HTTP/1.1`, `Host: ${host()}`, `Content-Length: ${hidden.length}`, '', hidden),
  'in one chunk': (path, hidden) => post(path, 'Transfer-Encoding: chunked') + chunk(hidden),
  'behind the last chunk, within the length': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding: chunked') + `0\r\n\r\n${hidden}`,
  'in a chunk, behind the length': (path, hidden) =>
    post(path, 'Content-Length: 4', 'Transfer-Encoding: chunked') + chunk(hidden),
  'with the two the other way round': (path, hidden) =>
    post(path, 'Transfer-Encoding: chunked', 'Content-Length: 4') + chunk(hidden),
  'behind a coding that nobody knows': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding: xchunked') + `0\r\n\r\n${hidden}`,
  'behind two codings': (path, hidden) =>
    post(
      path,
      `Content-Length: ${hidden.length + 5}`,
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: identity',
    ) + `0\r\n\r\n${hidden}`,
  'behind a coding with a space before its colon': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding : chunked') + `0\r\n\r\n${hidden}`,
  'behind a coding on a folded line': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding:\r\n chunked') +
    `0\r\n\r\n${hidden}`,
  'behind a coding after a tab': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length + 5}`, 'Transfer-Encoding:\tchunked') + `0\r\n\r\n${hidden}`,
  'behind two lengths': (path, hidden) =>
    post(path, 'Content-Length: 0', `Content-Length: ${hidden.length}`) + hidden,
  'behind two lengths, the other way round': (path, hidden) =>
    post(path, `Content-Length: ${hidden.length}`, 'Content-Length: 0') + hidden,
  'behind a list of lengths': (path, hidden) => post(path, `Content-Length: 0, ${hidden.length}`) + hidden,
  'behind a length with a sign': (path, hidden) => post(path, 'Content-Length: +0') + hidden,
  'behind a length below nothing': (path, hidden) => post(path, 'Content-Length: -1') + hidden,
  'behind a length in hex': (path, hidden) => post(path, 'Content-Length: 0x0') + hidden,
  'behind a length on a folded line': (path, hidden) =>
    post(path, `Content-Length:\r\n ${hidden.length}`) + hidden,
  'behind a chunk whose size is junk': (path, hidden) =>
    post(path, 'Transfer-Encoding: chunked') + `0x\r\n\r\n${hidden}`,
  'behind a chunk whose size is too large': (path, hidden) =>
    post(path, 'Transfer-Encoding: chunked') + `10000000000000000\r\n\r\n${hidden}`,
  'in an extension of a chunk': (path, hidden) =>
    post(path, 'Transfer-Encoding: chunked') + `1;x=\n${hidden}\r\nA\r\n0\r\n\r\n`,
  'in a trailer': (path, hidden) => post(path, 'Transfer-Encoding: chunked') + `0\r\nX: y\r\n${hidden}`,
  'on a folded line of a header': (path, hidden) =>
    lines(`GET ${path} HTTP/1.1`, `Host: ${host()}`, 'X-Folded: a', ` \r\n ${hidden}`),
  'behind a null in a header': (path, hidden) =>
    lines(`GET ${path} HTTP/1.1`, `Host: ${host()}`, `X-Null: a\0\r`, hidden),
  'in the address': (path, hidden) => `GET ${path}?x= ${hidden}`,
};

describe('a request hidden', () => {
  for (const [place, vector] of Object.entries(VECTORS))
    served(`${place} is never taken for one of its own`, async () => {
      for (const path of PATHS) {
        const { id, request } = hide();
        const said = await sendRaw(sharedProduct().url, vector(path, request));
        expect(said, `at ${path}`).not.toContain(id);
      }
      const id = randomUUID();
      // Over a connection of its own: one that lay idle meanwhile may just be closed.
      const headers = { 'x-request-id': id, connection: 'close' };
      const next = await fetch(`${sharedProduct().url}/api/v1/session`, { headers });
      expect(next.headers.get('x-request-id'), 'whoever comes next is answered').toBe(id);
    });

  served('after another, without disguise, is answered: so the test can tell', async () => {
    const { id, request } = hide();
    const before = `GET /manifest.webmanifest HTTP/1.1\r\nHost: ${host()}\r\n\r\n`;
    expect(await sendRaw(sharedProduct().url, before + request, id)).toContain(id);
  });
});

const HEADS: Readonly<Record<string, string>> = {
  'no host': 'GET /api/v1/session HTTP/1.1\r\n\r\n',
  'two hosts': 'GET /api/v1/session HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n',
  'another host': 'GET /api/v1/session HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'a host with a path': 'GET /api/v1/session HTTP/1.1\r\nHost: evil.example/x?y\r\n\r\n',
  'an address in full': 'GET http://evil.example/api/v1/session HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'another scheme': 'GET file:///etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'a tunnel': 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'an old version': 'GET /api/v1/session HTTP/1.0\r\n\r\n',
  'a version to come': 'GET /api/v1/session HTTP/9.9\r\nHost: localhost\r\n\r\n',
  'a method of its own': 'TRACE /api/v1/session HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'very long lines': `GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(300_000)}\r\n\r\n`,
  'very many lines': `GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n${'X: a\r\n'.repeat(20_000)}\r\n`,
  'a very long address': `GET /api/v1/session?${'a'.repeat(300_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
};

describe('a head that no browser writes', () => {
  for (const [what, head] of Object.entries(HEADS))
    served(`with ${what} opens no door, and tells nothing of what runs here`, async () => {
      const said = await sendRaw(sharedProduct().url, head);
      const reply = firstReply(said);
      // What is not understood as the API's address shows the app, as any other address does.
      const isApp = reply?.status === 200 && reply.body.includes('<title>Undertone');
      expect(reply === null || reply.status >= 400 || isApp, `${reply?.status}`).toBe(true);
      expect(said).not.toMatch(/root:x:0|node_modules|miniflare\/|\.ts:\d+|evil\.example/);
    });
});
