import { concatBytes, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import type { Result } from '@undertone/base/result';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from './account-key.ts';
import {
  nameAttachment,
  openAttachment,
  sealAttachment,
  sealedAttachmentLength,
  type AttachmentFailure,
} from './attachment.ts';
import { CHUNK_BYTES } from './chunked-aead.ts';

const KEYS = createVault(systemRandom);
const ADDRESS = { recordId: 'entry-1', attachmentId: 'recording-1' };
const CONTENT = Uint8Array.from({ length: 2 * CHUNK_BYTES + 1_000 }, (_, index) => (index * 31) % 251);

async function* inPieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function seal(content: Uint8Array, length = content.length, keys = KEYS): Promise<Bytes> {
  const pieces: Bytes[] = [];
  for await (const piece of sealAttachment(keys, ADDRESS, inPieces(content), length, systemRandom(16)))
    pieces.push(piece);
  return concatBytes(...pieces);
}

async function open(
  sealed: Uint8Array,
  address = ADDRESS,
  keys = KEYS,
): Promise<Result<Bytes, AttachmentFailure>> {
  const pieces: Bytes[] = [];
  for await (const piece of openAttachment(keys, address, [sealed])) {
    if (!piece.ok) return piece;
    pieces.push(piece.value);
  }
  return { ok: true, value: concatBytes(...pieces) };
}

describe('a sealed attachment', () => {
  it('opens to what was sealed, at every length around a chunk, and is as long as foretold', async () => {
    for (const length of [0, 1, 248, 249, CHUNK_BYTES - 8, CHUNK_BYTES, CONTENT.length]) {
      const sealed = await seal(CONTENT.subarray(0, length));
      expect(sealed.length).toBe(sealedAttachmentLength(length));
      expect(await open(sealed)).toEqual({ ok: true, value: CONTENT.slice(0, length) });
    }
  });

  it('tells only its size in Padmé steps', async () => {
    const lengths = [100_000, 100_001, 100_100].map((length) => sealedAttachmentLength(length));
    expect(new Set(lengths).size).toBe(1);
  });

  it('opens in its own vault, for its own entry and under its own id only', async () => {
    const sealed = await seal(CONTENT);
    const other = createVault(systemRandom);
    for (const opened of [
      await open(sealed, { ...ADDRESS, recordId: 'entry-2' }),
      await open(sealed, { ...ADDRESS, attachmentId: 'recording-2' }),
      await open(sealed, ADDRESS, { ...KEYS, vaultId: other.vaultId }),
      await open(sealed, ADDRESS, { ...KEYS, accountKey: other.accountKey }),
    ]) {
      expect(opened).toEqual({ ok: false, error: 'corrupt' });
    }
  });

  it('that is cut off anywhere, or goes on beyond its end, is not whole', async () => {
    const sealed = await seal(CONTENT);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
        expect((await open(sealed.subarray(0, length))).ok).toBe(false);
      }),
    );
    expect(await open(concatBytes(sealed, new Uint8Array(1)))).toEqual({ ok: false, error: 'corrupt' });
  });

  it('never opens when any byte is altered', async () => {
    const sealed = await seal(CONTENT.subarray(0, 300));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (index, change) => {
        expect((await open(sealed.with(index, sealed[index]! ^ change))).ok).toBe(false);
      }),
    );
  });

  it('of a newer version is told from a broken one', async () => {
    const sealed = await seal(CONTENT.subarray(0, 10));
    expect(await open(sealed.with(0, 2))).toEqual({ ok: false, error: 'unsupported-version' });
    expect(await open(sealed.with(0, 0))).toEqual({ ok: false, error: 'corrupt' });
  });

  it('has a new key at every sealing: the same content never gives the same bytes', async () => {
    const [first, second] = [await seal(CONTENT.subarray(0, 50)), await seal(CONTENT.subarray(0, 50))];
    expect(first.subarray(17)).not.toEqual(second.subarray(17));
  });

  it('is refused when its content is shorter or longer than was said', async () => {
    await expect(seal(CONTENT, CONTENT.length + 1)).rejects.toThrow(RangeError);
    await expect(seal(CONTENT, CONTENT.length - 1)).rejects.toThrow(RangeError);
  });

  it('is called by a name that only the key gives', () => {
    const name = nameAttachment(KEYS.accountKey, KEYS.vaultId, 'recording-1');
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(nameAttachment(KEYS.accountKey, KEYS.vaultId, 'recording-1')).toBe(name);
    expect(nameAttachment(KEYS.accountKey, KEYS.vaultId, 'recording-2')).not.toBe(name);
    const other = createVault(systemRandom);
    expect(nameAttachment(other.accountKey, KEYS.vaultId, 'recording-1')).not.toBe(name);
  });
});
