import { Buffer } from 'node:buffer';
import { createCipheriv, randomBytes } from 'node:crypto';
import { systemRandom } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { createVault } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { describe, expect, it } from 'vitest';
import { u32 } from './bytes.ts';
import { envelopeAssociatedData, openEnvelope } from './envelope.ts';
import { collectionKey, recordKey } from './keys.ts';
import { Refusal } from './refusal.ts';

const { vaultId, accountKey } = createVault(systemRandom);
const keyring = createKeyring(vaultId, accountKey, systemRandom);
const accountKeyBytes = Buffer.from(revealSecret(accountKey));
const place = { collection: 'entries', recordId: 'r', schema: 1, opId: 'o' };

/** An authentic envelope by a writer who pads as they like. */
function sealPadded(padded: Buffer): Uint8Array<ArrayBuffer> {
  const key = recordKey(collectionKey(accountKeyBytes, vaultId, place.collection), place.recordId);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(envelopeAssociatedData(vaultId, place));
  const ciphertext = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Uint8Array.from([1, ...nonce, ...ciphertext, ...cipher.getAuthTag()]);
}

const payload = Buffer.from('ni fu ni fa');
const padded = (length: number, end = 0) =>
  Buffer.concat([u32(payload.length), payload, Buffer.alloc(length - 5 - payload.length), Buffer.of(end)]);

describe('an authentic envelope, to the product and to the reader of docs/format.md,', () => {
  it('opens where its padding is the one that the page allows', async () => {
    const envelope = sealPadded(padded(256));
    expect(openEnvelope(accountKeyBytes, vaultId, place, envelope).equals(payload)).toBe(true);
    const opened = await keyring.openRecord({ ...place, envelope });
    expect(opened.ok && payload.equals(opened.value)).toBe(true);
  });

  it.each([
    ['a padding byte that is not zero', padded(256, 1)],
    ['a byte too few', padded(255)],
    ['a byte too many', padded(257)],
    ['the next step of padding', padded(272)],
    ['a length beyond its end', Buffer.concat([u32(253), Buffer.alloc(252)])],
    ['a length of 4 GiB', Buffer.concat([u32(0xffffffff), Buffer.alloc(252)])],
    ['no length at all', Buffer.alloc(0)],
  ])('is refused with %s', async (_, plaintext) => {
    const envelope = sealPadded(plaintext);
    expect(() => openEnvelope(accountKeyBytes, vaultId, place, envelope)).toThrow(Refusal);
    expect(await keyring.openRecord({ ...place, envelope })).toEqual({ ok: false, error: 'corrupt' });
  });
});
