import { concatBytes, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import type { Result } from '@undertone/base/result';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { importAesKey } from './aead.ts';
import { createByteReader, pullFrom } from './byte-reader.ts';
import { CHUNK_BYTES, openChunks, sealChunks, type ChunkFailure } from './chunked-aead.ts';

const AAD = new Uint8Array([1, 2, 3]);
const PLAINTEXT = Uint8Array.from({ length: 2 * CHUNK_BYTES + 100 }, (_, index) => (index * 31) % 251);
const CORRUPT = { ok: false, error: 'corrupt' };
const TRUNCATED = { ok: false, error: 'truncated' };

let key: CryptoKey;
let chunks: Bytes[];

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function sealAll(plaintext: Uint8Array): Promise<Bytes[]> {
  const sealed: Bytes[] = [];
  for await (const chunk of sealChunks(key, AAD, once(plaintext))) sealed.push(chunk);
  return sealed;
}

async function openAll(
  sealed: readonly Uint8Array[],
  associatedData = AAD,
): Promise<Result<Bytes, ChunkFailure>> {
  const pull = openChunks(key, associatedData, createByteReader(pullFrom(sealed)));
  const opened: Uint8Array[] = [];
  for (;;) {
    const chunk = await pull();
    if (!chunk.ok) return chunk;
    if (chunk.value === null) return { ok: true, value: concatBytes(...opened) };
    opened.push(chunk.value);
  }
}

/** A chunk again with another flag byte. */
const flagged = (chunk: Uint8Array, flag: number) => chunk.with(0, flag);

beforeAll(async () => {
  key = await importAesKey(systemRandom(32));
  chunks = await sealAll(PLAINTEXT);
});

describe('a chunked stream', () => {
  it('opens to what was sealed, at every length around a chunk', async () => {
    for (const length of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, PLAINTEXT.length]) {
      const plaintext = PLAINTEXT.slice(0, length);
      const sealed = await sealAll(plaintext);
      expect(sealed.length).toBe(Math.max(1, Math.ceil(length / CHUNK_BYTES)));
      expect(await openAll(sealed)).toEqual({ ok: true, value: plaintext });
    }
  });

  it('opens in one order only, each chunk once', async () => {
    const [first, second, last] = chunks as [Bytes, Bytes, Bytes];
    for (const order of [
      [second, first, last],
      [first, first, last],
      [first, first, second, last],
      [second, last],
      [last],
      [first, last],
      [first, second, last, last],
    ]) {
      expect(await openAll(order)).toEqual(CORRUPT);
    }
  });

  it('has an end that cannot be moved', async () => {
    const [first, second, last] = chunks as [Bytes, Bytes, Bytes];
    expect(await openAll([first, second])).toEqual(TRUNCATED);
    expect(await openAll([first, flagged(second, 1)])).toEqual(CORRUPT);
    expect(await openAll([first, second, flagged(last, 0)])).toEqual(CORRUPT);
    expect(await openAll([...chunks, new Uint8Array(1)])).toEqual(CORRUPT);
    expect(await openAll([])).toEqual(TRUNCATED);
  });

  it('is bound to its associated data', async () => {
    expect(await openAll(chunks, new Uint8Array([1, 2, 4]))).toEqual(CORRUPT);
  });

  it('reads no chunk longer than a chunk can be', async () => {
    const endless = new Uint8Array([0, 0xff, 0xff, 0xff, 0xff]);
    expect(await openAll([endless])).toEqual(CORRUPT);
  });

  it('never opens when any byte is altered', async () => {
    const sealed = concatBytes(...(await sealAll(PLAINTEXT.slice(0, 300))));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (index, change) => {
        expect((await openAll([sealed.with(index, sealed[index]! ^ change)])).ok).toBe(false);
      }),
    );
  });
});
