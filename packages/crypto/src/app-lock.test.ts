import { parseBase64Url, toBase64Url, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  APP_LOCK_KINDS,
  createDeviceShare,
  createLockKey,
  importLockKey,
  parseAppLockWrap,
  unwrapLockKey,
  wrapLockKey,
  type AppLockKind,
  type AppLockSecret,
  type AppLockWrap,
} from './app-lock.ts';
import { createVault } from './account-key.ts';
import { createKdfParams } from './kdf-params.ts';
import { unwrapAccountKey, wrapAccountKey } from './wrap.ts';

const WRONG = { ok: false, error: 'wrong-secret' };
const kdf = createKdfParams(systemRandom);
const passkey = { credentialId: toBase64Url(systemRandom(20)), salt: toBase64Url(systemRandom(32)) };

/** As it comes fresh from Argon2id or an authenticator: unwrapping zeroes it. */
function secretOf(kind: AppLockKind, bytes: Bytes): AppLockSecret {
  const held = redact(new Uint8Array(bytes));
  return kind === 'passkey' ? { kind, bytes: held, ...passkey } : { kind, bytes: held, kdf };
}

describe('an app lock', () => {
  const lockKey = createLockKey(systemRandom);
  const secrets = { pin: systemRandom(64), passphrase: systemRandom(64), passkey: systemRandom(32) };
  let shares: Record<AppLockKind, CryptoKey>;
  let wraps: Record<AppLockKind, AppLockWrap>;

  beforeAll(async () => {
    const made = await Promise.all(
      APP_LOCK_KINDS.map(async (kind) => {
        const share = await createDeviceShare();
        const wrap = await wrapLockKey(lockKey, secretOf(kind, secrets[kind]), share, systemRandom);
        return [kind, share, wrap] as const;
      }),
    );
    shares = Object.fromEntries(made.map(([kind, share]) => [kind, share])) as typeof shares;
    wraps = Object.fromEntries(made.map(([kind, , wrap]) => [kind, wrap])) as typeof wraps;
  });

  it.each(APP_LOCK_KINDS)('opens by its %s and its device, through JSON', async (kind) => {
    const wrap = unwrap(parseAppLockWrap(JSON.parse(JSON.stringify(wraps[kind]))));
    expect(wrap).toEqual(wraps[kind]);
    const opened = unwrap(await unwrapLockKey(wrap, secretOf(kind, secrets[kind]), shares[kind]));
    expect(revealSecret(opened)).toEqual(revealSecret(lockKey));
  });

  it.each(APP_LOCK_KINDS)('does not open by another %s', async (kind) => {
    const other = systemRandom(secrets[kind].length);
    expect(await unwrapLockKey(wraps[kind], secretOf(kind, other), shares[kind])).toEqual(WRONG);
  });

  it.each(APP_LOCK_KINDS)('does not open by the right %s without the share of its device', async (kind) => {
    const elsewhere = await createDeviceShare();
    expect(await unwrapLockKey(wraps[kind], secretOf(kind, secrets[kind]), elsewhere)).toEqual(WRONG);
  });

  it('does not pass for another kind of the same secret', async () => {
    const disguised = { ...wraps.pin, kind: 'passphrase' } as AppLockWrap;
    for (const kind of ['pin', 'passphrase'] as const) {
      expect(await unwrapLockKey(disguised, secretOf(kind, secrets.pin), shares.pin)).toEqual(WRONG);
    }
  });

  it('fails closed on any flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60 * 8 - 1), async (bit) => {
        const sealed = unwrap(parseBase64Url(wraps.pin.sealed));
        sealed[bit >> 3]! ^= 1 << (bit & 7);
        const altered = { ...wraps.pin, sealed: toBase64Url(sealed) };
        expect(await unwrapLockKey(altered, secretOf('pin', secrets.pin), shares.pin)).toEqual(WRONG);
      }),
    );
  });

  it('zeroes what it was opened with, right or wrong', async () => {
    for (const bytes of [secrets.pin, systemRandom(64)]) {
      const secret = secretOf('pin', bytes);
      await unwrapLockKey(wraps.pin, secret, shares.pin);
      expect(revealSecret(secret.bytes).every((byte) => byte === 0)).toBe(true);
    }
  });

  it('keeps a share that cannot be read out, and no trace of the lock key in the clear', async () => {
    expect(shares.pin.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', shares.pin)).rejects.toThrow();
    const text = toBase64Url(revealSecret(lockKey));
    for (const wrap of Object.values(wraps)) expect(JSON.stringify(wrap)).not.toContain(text.slice(0, 12));
  });

  it('gives a key that opens vaults and cannot be read out', async () => {
    const { vaultId, accountKey } = createVault(systemRandom);
    const lock = await importLockKey(lockKey);
    expect(lock.key.extractable).toBe(false);
    const wrap = await wrapAccountKey(accountKey, vaultId, lock, systemRandom);
    const opened = unwrap(await unwrapAccountKey(wrap, await importLockKey(lockKey)));
    expect(revealSecret(opened)).toEqual(revealSecret(accountKey));
  });
});

describe('parseAppLockWrap', () => {
  const wrap = { version: 1, kind: 'pin', sealed: toBase64Url(systemRandom(60)), kdf };

  it('says of a newer lock, or a kind to come, that it is newer', () => {
    for (const newer of [{ version: 2 }, { kind: 'palm' }]) {
      expect(parseAppLockWrap({ ...wrap, ...newer })).toEqual({ ok: false, error: 'unsupported-version' });
    }
  });

  it('refuses a PIN whose stretching was weakened', () => {
    expect(parseAppLockWrap({ ...wrap, kdf: { ...kdf, memoryKiB: 8 } })).toEqual({
      ok: false,
      error: 'kdf-too-weak',
    });
  });

  it('never throws on anything else', () => {
    const key = { ...wrap, kind: 'passkey', ...passkey };
    expect(parseAppLockWrap(key).ok).toBe(true);
    for (const broken of [
      { ...wrap, sealed: 'AAAA' },
      { ...wrap, version: 0 },
      { ...wrap, kind: 1 },
      { ...key, salt: 'AAAA' },
      { ...key, credentialId: '' },
      { ...key, credentialId: undefined },
    ]) {
      expect(parseAppLockWrap(broken)).toEqual({ ok: false, error: 'corrupt' });
    }
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(parseAppLockWrap(input).ok).toBe(false);
      }),
    );
  });
});
