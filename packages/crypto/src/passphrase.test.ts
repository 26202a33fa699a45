import { toHex, utf8 } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { argon2id as argon2idOfNoble } from '@noble/hashes/argon2.js';
import { argon2id } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { createKdfParams, parseKdfParams, type KdfParams } from './kdf-params.ts';
import { derivePassphraseKeys, splitPassphraseKeys, stretchPassphrase } from './passphrase.ts';

const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte);
const KDF: KdfParams = createKdfParams((length) => fill(length, 7));
const stretchInstantly = (passphrase: string) => Promise.resolve(fill(64, utf8(passphrase)[0]!));

describe('Argon2id', () => {
  it('agrees with the reference implementation (P-H-C/phc-winner-argon2, test.c, version 0x13)', async () => {
    const hash = await argon2id({
      password: 'password',
      salt: 'somesalt',
      iterations: 2,
      memorySize: 65_536,
      parallelism: 1,
      hashLength: 32,
    });
    expect(hash).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('agrees with an implementation that passes RFC 9106 §5.3, whose associated data ours cannot take', async () => {
    const options = { t: 3, m: 32, p: 4, dkLen: 32 };
    const rfc = argon2idOfNoble(fill(32, 1), fill(16, 2), {
      ...options,
      key: fill(8, 3),
      personalization: fill(12, 4),
    });
    expect(toHex(rfc)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');

    const settings = { iterations: 3, memorySize: 32, parallelism: 4, hashLength: 32 };
    const ours = await argon2id({
      password: fill(32, 1),
      salt: fill(16, 2),
      secret: fill(8, 3),
      ...settings,
    });
    expect(ours).toBe(toHex(argon2idOfNoble(fill(32, 1), fill(16, 2), { ...options, key: fill(8, 3) })));
  });
});

describe('stretchPassphrase', () => {
  it('gives 64 bytes that do not depend on how the keyboard composes letters', async () => {
    const composed = await stretchPassphrase('caf\u00e9 \ufb01ne', KDF);
    const decomposed = await stretchPassphrase('cafe\u0301 fine', KDF);
    expect(composed.length).toBe(64);
    expect(decomposed).toEqual(composed);
  });
});

describe('derivePassphraseKeys', () => {
  it('splits a secret to send from a key to keep, and zeroes what they came from', async () => {
    const stretched = fill(64, 1);
    const { authSecret, lock } = await splitPassphraseKeys(stretched, KDF);
    expect(stretched).toEqual(fill(64, 0));
    expect(revealSecret(authSecret).length).toBe(32);
    expect(lock.key.extractable).toBe(false);
    expect(lock.kdf).toEqual(KDF);
  });

  it('gives each passphrase its own secret and prints neither', async () => {
    const first = await derivePassphraseKeys(redact('a'), KDF, stretchInstantly);
    const second = await derivePassphraseKeys(redact('b'), KDF, stretchInstantly);
    expect(revealSecret(first.authSecret)).not.toEqual(revealSecret(second.authSecret));
    expect(JSON.stringify(first)).toContain('<redacted>');
  });
});

describe('parseKdfParams', () => {
  const made = createKdfParams(systemRandom);

  it('accepts what this client makes, through JSON and with unknown fields beside it', () => {
    expect(parseKdfParams(JSON.parse(JSON.stringify({ ...made, later: 1 })))).toEqual({
      ok: true,
      value: made,
    });
  });

  it.each([
    ['less memory', { memoryKiB: 65_535 }],
    ['fewer passes', { iterations: 2 }],
    ['no memory', { memoryKiB: 0 }],
    ['a short salt', { salt: 'AAAA' }],
  ])('refuses a server that asks for %s', (_name, change) => {
    expect(parseKdfParams({ ...made, ...change })).toEqual({ ok: false, error: 'kdf-too-weak' });
  });

  it.each([
    ['a gigabyte', { memoryKiB: 1024 * 1024 }],
    ['a thousand passes', { iterations: 1000 }],
  ])('refuses a server that would hang the device with %s', (_name, change) => {
    expect(parseKdfParams({ ...made, ...change })).toEqual({ ok: false, error: 'kdf-too-strong' });
  });

  it.each([
    null,
    'argon2id',
    {},
    { ...made, algorithm: 'pbkdf2' },
    { ...made, parallelism: 4 },
    { ...made, memoryKiB: 65_536.5 },
    { ...made, memoryKiB: '65536' },
    { ...made, iterations: Number.NaN },
    { ...made, salt: 'no/base64' },
    { ...made, salt: 'A'.repeat(64) },
  ])('does not know %j', (input) => {
    expect(parseKdfParams(input)).toEqual({ ok: false, error: 'kdf-unknown' });
  });
});
