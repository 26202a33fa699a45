import { systemRandom } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { hashSecret, verifySecret } from './secret-hash.ts';

it('knows a secret again, and no other', async () => {
  const hash = await hashSecret('secret', systemRandom);
  expect(await verifySecret('secret', hash)).toBe(true);
  expect(await verifySecret('Secret', hash)).toBe(false);
  expect(hash).not.toContain('secret');
});

it('hashes the same secret differently each time', async () => {
  expect(await hashSecret('secret', systemRandom)).not.toBe(await hashSecret('secret', systemRandom));
});

it('agrees with the vector of RFC 7914 §11 for PBKDF2-HMAC-SHA-256', async () => {
  // P = "passwd", S = "salt", c = 1, first 32 of 64 bytes.
  const hash = '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc';
  const bytes = Uint8Array.from(hash.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  const text = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  expect(await verifySecret('passwd', `pbkdf2-sha256$1$${btoa('salt').replaceAll('=', '')}$${text}`)).toBe(
    true,
  );
});

it.each([
  '',
  'x',
  'bcrypt$1$c2FsdA$AA',
  'pbkdf2-sha256$0$c2FsdA$AA',
  'pbkdf2-sha256$1$*$AA',
  'pbkdf2-sha256$1e9$c2FsdA$AA',
])('matches nothing against the malformed hash "%s"', async (stored) => {
  expect(await verifySecret('', stored)).toBe(false);
});
