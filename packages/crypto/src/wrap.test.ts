import { parseBase64Url, toBase64Url } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createVault, type VaultId } from './account-key.ts';
import { createDeviceLock } from './device-lock.ts';
import { createKdfParams } from './kdf-params.ts';
import { createKeyring, unlockKeyring } from './keyring.ts';
import type { Lock, Wrap } from './lock.ts';
import { splitPassphraseKeys } from './passphrase.ts';
import { createRecoveryKey, deriveRecoveryKeys } from './recovery.ts';
import { parseWrap, unwrapAccountKey, wrapAccountKey } from './wrap.ts';

const { vaultId, accountKey } = createVault(systemRandom);
const WRONG_KEY = { ok: false, error: 'wrong-key' };

async function passphraseLock(): Promise<Lock> {
  return (await splitPassphraseKeys(systemRandom(64), createKdfParams(systemRandom))).lock;
}

describe('a wrap of the account key', () => {
  let locks: Lock[];
  let wraps: Wrap[];
  beforeAll(async () => {
    const recovery = await deriveRecoveryKeys(createRecoveryKey(systemRandom));
    locks = [await passphraseLock(), recovery.lock, await createDeviceLock()];
    wraps = await Promise.all(locks.map((lock) => wrapAccountKey(accountKey, vaultId, lock, systemRandom)));
  });

  it('gives the account key back to its own lock, through JSON', async () => {
    for (const [index, lock] of locks.entries()) {
      const wrap = unwrap(parseWrap(JSON.parse(JSON.stringify(wraps[index]))));
      expect(wrap).toEqual(wraps[index]);
      expect(revealSecret(unwrap(await unwrapAccountKey(wrap, lock)))).toEqual(revealSecret(accountKey));
    }
  });

  it('is opened by no other lock, of its kind or another', async () => {
    for (const [index, wrap] of wraps.entries()) {
      for (const lock of [
        ...locks.filter((_, other) => other !== index),
        await passphraseLock(),
        await createDeviceLock(),
      ]) {
        expect(await unwrapAccountKey(wrap, lock)).toEqual(WRONG_KEY);
      }
    }
  });

  it('does not open as another kind under the same key', async () => {
    const recovery = locks[1]!;
    const disguised = { ...wraps[1]!, kind: 'device' as const };
    expect(await unwrapAccountKey(disguised as Wrap, { kind: 'device', key: recovery.key })).toEqual(
      WRONG_KEY,
    );
  });

  it('does not open for another journal', async () => {
    const moved = { ...wraps[1]!, vaultId: createVault(systemRandom).vaultId };
    expect(await unwrapAccountKey(moved, locks[1]!)).toEqual(WRONG_KEY);
  });

  it('fails closed on any flipped bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60 * 8 - 1), async (bit) => {
        const sealed = unwrap(parseBase64Url(wraps[1]!.sealed));
        sealed[bit >> 3]! ^= 1 << (bit & 7);
        expect(await unwrapAccountKey({ ...wraps[1]!, sealed: toBase64Url(sealed) }, locks[1]!)).toEqual(
          WRONG_KEY,
        );
      }),
    );
  });

  it('holds no trace of the account key in the clear', () => {
    const secret = toBase64Url(revealSecret(accountKey));
    for (const wrap of wraps) expect(JSON.stringify(wrap)).not.toContain(secret.slice(0, 12));
  });

  it('lets a new passphrase open what the old one sealed, nothing sealed again', async () => {
    const keyring = createKeyring(vaultId, redact(revealSecret(accountKey)), systemRandom);
    const address = { collection: 'entries', recordId: 'a', schema: 1, opId: 'b' };
    const payload = new Uint8Array([1, 2, 3]);
    const envelope = unwrap(await keyring.sealRecord({ ...address, payload }));
    const next = await passphraseLock();
    const unlocked = unwrap(await unlockKeyring(unwrap(await keyring.wrap(next)), next, systemRandom));
    expect(await unlocked.openRecord({ ...address, envelope })).toEqual({ ok: true, value: payload });
    expect(await unlockKeyring(wraps[0]!, next, systemRandom)).toEqual(WRONG_KEY);
  });
});

describe('parseWrap', () => {
  let wrap: Wrap;
  beforeAll(async () => {
    wrap = await wrapAccountKey(accountKey, vaultId, await passphraseLock(), systemRandom);
  });

  it('says of a newer wrap, or a kind to come, that it is newer', () => {
    for (const newer of [{ version: 2 }, { kind: 'palm' }]) {
      expect(parseWrap({ ...wrap, ...newer })).toEqual({ ok: false, error: 'unsupported-version' });
    }
  });

  it('refuses a passphrase wrap whose stretching was weakened', () => {
    const kdf = { ...createKdfParams(systemRandom), iterations: 1 };
    expect(parseWrap({ ...wrap, kdf })).toEqual({ ok: false, error: 'kdf-too-weak' });
    expect(parseWrap({ ...wrap, kdf: undefined })).toEqual({ ok: false, error: 'kdf-unknown' });
  });

  it('never throws on anything else', () => {
    const broken = [
      { sealed: 'AAAA' },
      { sealed: '?' },
      { vaultId: 'x' as VaultId },
      { version: '1' },
      { version: 0 },
      { kind: 1 },
    ];
    for (const change of broken)
      expect(parseWrap({ ...wrap, ...change })).toEqual({ ok: false, error: 'corrupt' });
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        expect(parseWrap(input).ok).toBe(false);
      }),
    );
    expect(parseWrap(undefined)).toEqual({ ok: false, error: 'corrupt' });
  });
});
