import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { findInLog, secretsOf } from './log-canary.ts';

const SECRET = 'pV3x-9QmZt_0aYbK4cLw7R';
const body = Buffer.from(JSON.stringify({ kdf: { salt: SECRET } }));
const request = { method: 'GET', path: '/api/v1/prelogin', headers: [], body: Buffer.alloc(0) };

it.each([
  ['as it is', [], body],
  ['as gzip', [['Content-Encoding', 'gzip']], gzipSync(body)],
  ['as brotli', [['content-encoding', 'br']], brotliCompressSync(body)],
] as const)('knows what the server told in its reply, %s', (_, headers, packed) => {
  const secrets = secretsOf([{ request, reply: { status: 200, headers, body: packed } }]);
  expect([...secrets]).toEqual([SECRET]);
  expect(findInLog(`{"event":"x","salt":"${SECRET}"}`, secrets)).toEqual([SECRET]);
});

it('takes an empty reply to a packed resource for nothing', () => {
  const headers = [['content-encoding', 'gzip']] as const;
  expect(secretsOf([{ request, reply: { status: 304, headers, body: Buffer.alloc(0) } }]).size).toBe(0);
});

it('lets an entry of the directory stand in the address of a report, and nowhere else', () => {
  const address = `POST /api/v1/doctors/entries/${SECRET}/reports 204`;
  expect(findInLog(address, [SECRET])).toEqual([]);
  expect(findInLog(`${address} of ${SECRET}`, [SECRET])).toEqual([SECRET]);
});

it('takes nothing for a secret that everybody may read', () => {
  const tile = { ...request, path: '/api/v1/doctors/tiles/u33' };
  expect(secretsOf([{ request: tile, reply: { status: 200, headers: [], body } }]).size).toBe(0);
});
