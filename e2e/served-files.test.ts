import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { ROOT } from '../scripts/root.ts';
import { firstReply, sendRaw } from './raw-socket.ts';
import { sharedProduct } from './product.ts';
import { served } from './served.ts';

const DIST = join(ROOT, 'web', 'dist');
const url = (path: string) => sharedProduct().url + path;

/** Written here once more on purpose: what the build writes is what is being checked. */
const EVERYWHERE = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const;

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types undertone-scripts',
];

const TYPES: Readonly<Record<string, RegExp>> = {
  '.html': /^text\/html; charset=utf-8$/,
  '.js': /^(text|application)\/javascript(; charset=utf-8)?$/,
  '.mjs': /^(text|application)\/javascript(; charset=utf-8)?$/,
  '.css': /^text\/css; charset=utf-8$/,
  '.txt': /^text\/plain; charset=utf-8$/,
  '.json': /^application\/json/,
  '.webmanifest': /^application\/manifest\+json/,
  '.wasm': /^application\/wasm$/,
  '.png': /^image\/png$/,
  '.svg': /^image\/svg\+xml/,
  '.woff2': /^font\/woff2$/,
};

/** What an answer lacks of the app's own headers. */
function faultsOf(headers: ReadonlyMap<string, string>): readonly string[] {
  const policy = headers.get('content-security-policy') ?? '';
  return [
    ...Object.entries(EVERYWHERE)
      .filter(([name, value]) => headers.get(name) !== value)
      .map(([name]) => `${name} is ${headers.get(name)}`),
    ...POLICY.filter((part) => !policy.split('; ').includes(part)).map((part) => `no ${part}`),
    ...(/unsafe-inline|'unsafe-eval'|https?:|\*/.test(policy) ? [`the policy is ${policy}`] : []),
    ...(headers.get('permissions-policy')?.includes('geolocation=(self), display-capture=()')
      ? []
      : ['no permissions policy']),
    ...[...headers.keys()].filter((name) => /^(access-control-.*|set-cookie|x-powered-by)$/.test(name)),
  ];
}

const files = () =>
  globSync(['**/*', '.well-known/*'], { cwd: DIST, withFileTypes: true })
    .filter((file) => file.isFile() && file.name !== '_headers')
    .map((file) => join(file.parentPath, file.name).slice(DIST.length).replaceAll('\\', '/'));

describe('every file of the build', () => {
  served('comes as it was built, under its type and the whole set of headers', async () => {
    const found: string[] = [];
    expect(files().length).toBeGreaterThan(20);
    for (const path of files()) {
      // A page's own address is without the end of its file name, which is sent there.
      const asked = path.replace(/(?:index)?\.html$/, '');
      const response = await fetch(url(asked), { redirect: 'manual' });
      const bytes = Buffer.from(await response.arrayBuffer());
      const headers = new Map(response.headers);
      const isAsset = path.startsWith('/assets/');
      found.push(
        ...faultsOf(headers).map((fault) => `${path}: ${fault}`),
        ...(response.status === 200 ? [] : [`${path}: ${response.status}`]),
        ...(bytes.equals(readFileSync(join(DIST, path))) ? [] : [`${path}: other bytes`]),
        // Models have no type of their own; with nosniff, none is bytes.
        ...((TYPES[extname(path)] ?? /^(application\/octet-stream)?$/).test(headers.get('content-type') ?? '')
          ? []
          : [`${path}: its type is ${headers.get('content-type')}`]),
        ...(headers.get('cache-control') === (isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
          ? []
          : [`${path}: it is kept as ${headers.get('cache-control')}`]),
      );
    }
    expect(found).toEqual([]);
  });

  served('names where to report a fault, as RFC 9116 asks, for as long as the build may stand', async () => {
    const text = await (await fetch(url('/.well-known/security.txt'))).text();
    expect(text).toMatch(/^Contact: (mailto:|https:\/\/|tel:)\S+\n/);
    const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '');
    expect(expires).toBeGreaterThan(Date.now());
    expect(expires).toBeLessThan(Date.now() + 365 * 24 * 3600 * 1000);
  });
});

/** As they would be typed by somebody who looks for what lies beside the build. */
const ODD_PATHS = [
  ...[
    '/_headers',
    '/.assetsignore',
    '/.git/HEAD',
    '/.env',
    '/secrets.env',
    '/wrangler.toml',
    '/package.json',
  ],
  ...['/../package.json', '/../../wrangler.toml', '/assets/../../_headers', '/..%2fpackage.json'],
  ...[
    '/%2e%2e/package.json',
    '/%2e%2e%2f%2e%2e%2fwrangler.toml',
    '/..%5cpackage.json',
    '/..%255cpackage.json',
  ],
  ...['/..%c0%afpackage.json', '/assets/', '/assets', '/index.html/..', '/./.', '/%00', '/index.html%00.png'],
  ...['/%', '/%zz', '/%ff', '/sw.js/', '/sw.js;x', '/INDEX.HTML', '/entry/1?x=%0d%0aset-cookie:x', '/~root'],
  ...['/web/dist/index.html', '/@fs/etc/passwd', '/cdn-cgi/', '/__vite_ping'],
  ...['\\..\\package.json', '/.data/secrets.env', '/.wrangler/state'],
];

/** Roads to the API that do not begin with its address. */
const ROADS_TO_THE_API = [
  ...['/api/../api/v1/session', '/./api/v1/session', '/x/../api/v1/session', '/%61pi/v1/session'],
  ...['/api%2fv1%2fsession', '/api/v1/%73ession', '//api/v1/session', '/api//v1/session', '/api/v1/session/'],
  ...[
    '/API/v1/session',
    '/api/v1/session;a=b',
    '/api\\v1\\session',
    '/api/v1/./session',
    '/api/v1/x/../session',
  ],
  ...[
    '/api/v1/session%00',
    '/api/v1/session%20',
    '/api/v1/session?x=/../',
    '/api/v1/session#x',
    '/api',
    '/api/',
  ],
];

const ABROAD =
  /\[\[d1_databases\]\]|"pnpm-workspace|BETTER_AUTH_SECRET|SEALING_SECRET|root:x:0|cache-control: public|"devDependencies"/;

const ask = (path: string, host = new URL(sharedProduct().url).host) =>
  sendRaw(sharedProduct().url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

const hasAllHeaders = (headers: ReadonlyMap<string, string>) =>
  faultsOf(headers).length === 0 || isFromTheApi(headers);

const isFromTheApi = (headers: ReadonlyMap<string, string>) =>
  Object.entries(EVERYWHERE).every(([name, value]) => headers.get(name) === value) &&
  headers.get('cache-control') === 'no-store' &&
  (headers.get('content-security-policy') ?? '').startsWith("default-src 'none'");

describe('an address as no browser writes it', () => {
  served(
    'shows the app or a refusal, with the whole set of headers, and nothing that lies beside the build',
    async () => {
      const found: string[] = [];
      for (const path of ODD_PATHS) {
        const reply = firstReply(await ask(path));
        if (reply === null) continue;
        if (reply.status >= 500) found.push(`${path}: ${reply.status}`);
        if (ABROAD.test(reply.body)) found.push(`${path}: ${ABROAD.exec(reply.body)?.[0]}`);
        if (reply.status === 200 && !reply.body.includes('<title>Undertone'))
          found.push(`${path}: ${reply.body.slice(0, 200)}`);
        if (reply.status < 400 && reply.headers.get('location')?.match(/^(?!\/(?![/\\]))/))
          found.push(`${path}: leads to ${reply.headers.get('location')}`);
        if (reply.status === 200 && !hasAllHeaders(reply.headers))
          found.push(`${path}: ${faultsOf(reply.headers).join()}`);
      }
      expect(found).toEqual([]);
    },
  );

  served('reaches the API through its own door, or not at all', async () => {
    const found: string[] = [];
    for (const path of ROADS_TO_THE_API) {
      for (const road of [path, `http://evil.example${path}`]) {
        const reply = firstReply(await ask(road));
        if (reply === null || reply.status === 400) continue;
        const isApp = reply.status === 200 && reply.body.includes('<title>Undertone');
        const isRefused = [401, 404].includes(reply.status) && isFromTheApi(reply.headers);
        const isMoved =
          reply.status >= 300 &&
          reply.status < 400 &&
          /^\/(?![/\\])/.test(reply.headers.get('location') ?? '');
        if (!isApp && !isRefused && !isMoved)
          found.push(`${road}: ${reply.status} ${reply.body.slice(0, 120)}`);
        if (isApp && faultsOf(reply.headers).length > 0)
          found.push(`${road}: ${faultsOf(reply.headers).join()}`);
      }
    }
    expect(found).toEqual([]);
  });
});
