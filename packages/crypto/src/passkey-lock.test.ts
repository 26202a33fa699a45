import { utf8, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { describe, expect, it } from 'vitest';
import { createVault } from './account-key.ts';
import { derivePasskeyLock } from './passkey-lock.ts';
import { parseWrap, unwrapAccountKey, wrapAccountKey } from './wrap.ts';

const { vaultId, accountKey } = createVault(systemRandom);
const held = (bytes: Bytes) => redact(new Uint8Array(bytes));

describe('the lock of a passkey', () => {
  it('opens what the same passkey locked, through JSON, and nothing else does', async () => {
    const output = systemRandom(32);
    const wrap = await wrapAccountKey(
      accountKey,
      vaultId,
      await derivePasskeyLock(held(output)),
      systemRandom,
    );
    const parsed = unwrap(parseWrap(JSON.parse(JSON.stringify(wrap))));
    const opened = unwrap(await unwrapAccountKey(parsed, await derivePasskeyLock(held(output))));
    expect(revealSecret(opened)).toEqual(revealSecret(accountKey));
    const another = await derivePasskeyLock(redact(systemRandom(32)));
    expect(await unwrapAccountKey(parsed, another)).toEqual({ ok: false, error: 'wrong-key' });
  });

  it("is HKDF-SHA-256 of the authenticator's output, as WebCrypto computes it", async () => {
    const output = Uint8Array.from({ length: 32 }, (_, index) => index);
    // fields("undertone/passkey-lock/1"): two bytes of length and 24 of text.
    const info = new Uint8Array([0, 24, ...utf8('undertone/passkey-lock/1')]);
    const material = await crypto.subtle.importKey('raw', output, 'HKDF', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    );
    const wrap = await wrapAccountKey(
      accountKey,
      vaultId,
      await derivePasskeyLock(held(output)),
      systemRandom,
    );
    const opened = unwrap(await unwrapAccountKey(wrap, { kind: 'passkey', key }));
    expect(revealSecret(opened)).toEqual(revealSecret(accountKey));
  });

  it("zeroes the authenticator's output, and wants all of it", async () => {
    const output = redact(systemRandom(32));
    const lock = await derivePasskeyLock(output);
    expect(revealSecret(output)).toEqual(new Uint8Array(32));
    expect(lock.key.extractable).toBe(false);
    await expect(derivePasskeyLock(redact(systemRandom(31)))).rejects.toThrow('32 bytes');
  });
});
