import { env } from 'cloudflare:workers';
import { parseBase64Url, toBase64Url, utf8 } from '@undertone/base/bytes';
import { systemRandom, type EpochMs } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { beforeEach, expect, it } from 'vitest';
import { createSealer } from './sealer.ts';
import { createSigningKeys } from './signing-keys.ts';

const MESSAGE = utf8('what was signed');
let now = 1_000_000 as EpochMs;
const clock = { now: () => now };
const keysUnder = async (secret: string) =>
  createSigningKeys(env.DB, await createSealer({ current: secret }, 'signing-keys', systemRandom), clock);

beforeEach(async () => {
  now = (now + 10_000_000) as EpochMs;
  await env.DB.prepare('DELETE FROM signing_key').run();
});

it('signs so that the public key alone can tell, and only for its purpose', async () => {
  const keys = await keysUnder('a secret of the deployment');
  const { keyId, signature } = await keys.sign('audit', MESSAGE);
  expect(await keys.verify('audit', keyId, MESSAGE, signature)).toBe(true);
  expect(await keys.verify('token', keyId, MESSAGE, signature)).toBe(false);
  expect(await keys.verify('audit', keyId, utf8('something else'), signature)).toBe(false);
  const [published] = await keys.publicKeys('audit');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: published!.x };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  expect(await crypto.subtle.verify('Ed25519', key, signature, MESSAGE)).toBe(true);
});

it('goes on with its key after a restart, and not with that of another deployment', async () => {
  const { keyId } = await (await keysUnder('a secret of the deployment')).sign('token', MESSAGE);
  expect((await (await keysUnder('a secret of the deployment')).sign('token', MESSAGE)).keyId).toBe(keyId);
  expect((await (await keysUnder('another secret')).sign('token', MESSAGE)).keyId).not.toBe(keyId);
});

it('keeps no private key that the database alone could sign with', async () => {
  await (await keysUnder('a secret of the deployment')).sign('audit', MESSAGE);
  const row = await env.DB.prepare('SELECT sealed_private FROM signing_key').first<{
    sealed_private: string;
  }>();
  const stored = unwrap(parseBase64Url(row!.sealed_private));
  // The head of every Ed25519 key in PKCS #8 (RFC 8410), as octets and as the text that is sealed.
  const head = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);
  expect([...stored].join()).not.toContain([...head].join());
  expect(String.fromCharCode(...stored)).not.toContain(toBase64Url(head).slice(0, -2));
});

it('signs with a new key after a rotation, and still knows what the old one signed', async () => {
  const keys = await keysUnder('a secret of the deployment');
  const elsewhere = await keysUnder('a secret of the deployment');
  const old = await keys.sign('tombstone', MESSAGE);
  await elsewhere.sign('tombstone', MESSAGE);
  now = (now + 1) as EpochMs;
  await keys.rotate('tombstone');
  const fresh = await keys.sign('tombstone', MESSAGE);
  expect(fresh.keyId).not.toBe(old.keyId);
  expect(await keys.verify('tombstone', old.keyId, MESSAGE, old.signature)).toBe(true);
  expect(await elsewhere.verify('tombstone', fresh.keyId, MESSAGE, fresh.signature)).toBe(true);
  now = (now + 60_000) as EpochMs;
  expect((await elsewhere.sign('tombstone', MESSAGE)).keyId).toBe(fresh.keyId);
});

it('vouches for no key that somebody wrote into the database', async () => {
  const keys = await keysUnder('a secret of the deployment');
  const ours = await keys.sign('audit', MESSAGE);
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const { x } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as { x: string };
  const id = toBase64Url(
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', utf8(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))),
    ),
  );
  const plant = env.DB.prepare(
    `INSERT INTO signing_key (id, purpose, x, sealed_private, created_at, retired_at)
      SELECT ?1, purpose, ?2, sealed_private, created_at + ?3, ?4 FROM signing_key WHERE id = ?5`,
  );
  await plant.bind(id, x, 1, null, ours.keyId).run();
  await plant.bind(`${id}-retired`, x, 2, 3, ours.keyId).run();
  now = (now + 60_000) as EpochMs;
  const forged = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, MESSAGE));
  expect(await keys.verify('audit', id, MESSAGE, forged)).toBe(false);
  expect((await keys.publicKeys('audit')).map(({ keyId }) => keyId)).toEqual([ours.keyId]);
  expect((await keys.sign('audit', MESSAGE)).keyId).toBe(ours.keyId);
});

it('publishes nothing of which somebody replaced the public part', async () => {
  const keys = await keysUnder('a secret of the deployment');
  await keys.sign('audit', MESSAGE);
  await env.DB.prepare(`UPDATE signing_key SET x = ?1`).bind('A'.repeat(43)).run();
  now = (now + 60_000) as EpochMs;
  expect(await keys.publicKeys('audit')).toEqual([]);
});
