import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import { describe, expect, it } from 'vitest';
import { wrapLockKey, unwrapLockKey, type AppLockSecret } from '../src/app-lock.ts';
import { stretchPassphrase } from '../src/passphrase.ts';
import { fields, fromBase64url } from './bytes.ts';
import { stretch } from './keys.ts';
import { hkdf, openGcm } from './primitives.ts';

// docs/format.md, The app lock: opened here by Node's own OpenSSL, with a device share whose bytes are known.

const SHARE = Buffer.from(Array.from({ length: 32 }, (_, index) => 0x20 + index));
const LOCK_KEY = new Uint8Array(Array.from({ length: 32 }, (_, index) => 0xc0 + index));
const NONCE = Buffer.from(Array.from({ length: 12 }, (_, index) => 0x10 + index));
const KDF = {
  algorithm: 'argon2id',
  memoryKiB: 65_536,
  iterations: 3,
  parallelism: 1,
  salt: 'MDEyMzQ1Njc4OTo7PD0-Pw',
} as const;
const PRF_SALT = Buffer.alloc(32, 7).toString('base64url');
const PRF_OUTPUT = Buffer.alloc(32, 9);
const PIN = '274936';

const importShare = () =>
  crypto.subtle.importKey('raw', SHARE, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const fixedNonce = () => new Uint8Array(NONCE);

function openAsWritten(kind: string, secret: Buffer, salt: Buffer, sealed: string): Buffer {
  const shared = createHmac('sha256', SHARE).update(fields('undertone/app-lock-share/1', salt)).digest();
  const key = hkdf(secret, fields('undertone/app-lock-key/1', kind), shared);
  const bytes = fromBase64url(sealed, 60);
  return openGcm(key, bytes.subarray(0, 12), fields('undertone/app-lock/1', kind), bytes.subarray(12));
}

async function sealByTheProduct(secret: AppLockSecret): Promise<string> {
  const wrap = await wrapLockKey(redact(LOCK_KEY), secret, await importShare(), fixedNonce);
  return wrap.sealed;
}

describe('an app lock that the product sealed', () => {
  it('opens by a PIN as the page says', async () => {
    const stretched = await stretchPassphrase(PIN, KDF);
    const sealed = await sealByTheProduct({ kind: 'pin', bytes: redact(stretched), kdf: KDF });
    expect(sealed).toBe('EBESExQVFhcYGRobBOHtPP08HZU2EeStqs8wWvEaZ4GPl6ygNh_0M0APy4VaVEPl-poEpuEH_BW4PTEs');
    const opened = openAsWritten('pin', stretch(PIN, KDF), fromBase64url(KDF.salt, 16), sealed);
    expect(opened).toEqual(Buffer.from(LOCK_KEY));
  });

  it('opens by a passkey as the page says', async () => {
    const passkey = { kind: 'passkey', credentialId: 'AAAA', salt: PRF_SALT } as const;
    const sealed = await sealByTheProduct({ ...passkey, bytes: redact(new Uint8Array(PRF_OUTPUT)) });
    expect(sealed).toBe('EBESExQVFhcYGRobDDWkIjZWUHJ3M0nlvQN2iUziaiqEnjxdmb5HVSX578TmnIUJXndDgsgU7kPzWSzN');
    expect(openAsWritten('passkey', PRF_OUTPUT, fromBase64url(PRF_SALT, 32), sealed)).toEqual(
      Buffer.from(LOCK_KEY),
    );
    const again = await unwrapLockKey(
      { version: 1, sealed, ...passkey },
      { ...passkey, bytes: redact(new Uint8Array(PRF_OUTPUT)) },
      await importShare(),
    );
    expect(revealSecret(unwrap(again))).toEqual(LOCK_KEY);
  });
});
