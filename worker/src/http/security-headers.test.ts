import { expect, it } from 'vitest';
import { createWorkerClient } from '../testing/worker-client.ts';
import { API_HEADERS, APP_HEADERS, DOCUMENTATION_HEADERS, renderHeadersFile } from './security-headers.ts';

const policyOf = (headers: { 'content-security-policy': string }) =>
  Object.fromEntries(
    headers['content-security-policy'].split('; ').map((part) => {
      const [name, ...values] = part.split(' ');
      return [name, values];
    }),
  ) as Record<string, string[]>;

it('lets the app load from its own origin only, run no string as code and be framed by nobody', () => {
  const policy = policyOf(APP_HEADERS);
  expect(policy['default-src']).toEqual(["'self'"]);
  expect(policy['script-src']).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(policy['connect-src']).toEqual(["'self'"]);
  expect(policy['frame-ancestors']).toEqual(["'none'"]);
  expect(policy['require-trusted-types-for']).toEqual(["'script'"]);
  expect(APP_HEADERS['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
});

it.each([
  ['the app', APP_HEADERS],
  ['the API', API_HEADERS],
  ['the documentation', DOCUMENTATION_HEADERS],
])('isolates %s from every other origin', (_, headers) => {
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
});

it('sends them with every answer, refusals and an upgrade that fails included', async () => {
  const client = await createWorkerClient();
  for (const path of ['/health', '/session', '/nowhere', '/sync/socket', '/openapi.json', '/api/docs']) {
    const { headers } = await client.send(path, {});
    for (const name of Object.keys(API_HEADERS)) expect(headers.has(name), `${path} ${name}`).toBe(true);
  }
});

it('writes the file of headers that the asset server reads: kept for ever only under /assets/', () => {
  const [everything, assets] = renderHeadersFile().split('\n\n');
  expect(everything!.split('\n')[0]).toBe('/*');
  for (const [name, value] of Object.entries(APP_HEADERS))
    expect(everything).toContain(`  ${name}: ${value}\n`);
  expect(everything).toContain('  cache-control: no-cache');
  expect(assets).toBe('/assets/*\n  ! cache-control\n  cache-control: public, max-age=31536000, immutable\n');
  // The asset server takes lines of 2000 characters at most.
  for (const line of renderHeadersFile().split('\n')) expect(line.length).toBeLessThan(2000);
});

it('widens connect-src by single files of other hosts and nothing else, and only when it is told to', () => {
  const file = 'https://models.example/face/1/face.task';
  const plain = renderHeadersFile();
  expect(renderHeadersFile([])).toBe(plain);
  const wider = renderHeadersFile([file]);
  expect(wider).toContain(`; connect-src 'self' ${file}; `);
  expect(wider.replace(` ${file}`, '')).toBe(plain);
  for (const other of [
    'https://models.example/',
    'https://models.example',
    'http://models.example/f',
    '*',
    `${file}; x`,
  ])
    expect(() => renderHeadersFile([other])).toThrow('not one file');
});
