import { concatBytes, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES } from './aead.ts';
import type { ByteReader, PullBytes } from './byte-reader.ts';

/** Plaintext of every chunk but the last. */
export const CHUNK_BYTES = 64 * 1024;

const MORE = 0;
const FINAL = 1;
/** Flag and length before each chunk's ciphertext. */
export const CHUNK_HEADER_BYTES = 5;

export type ChunkFailure = 'truncated' | 'corrupt';

/**
 * 8-byte big-endian index, three zeros, 1 for the final chunk: order and end are part of what is
 * authenticated, as in STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). The key is one
 * file's own, so a counter never repeats.
 */
function chunkNonce(index: number, flag: number): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES);
  const view = new DataView(nonce.buffer);
  view.setUint32(0, Math.floor(index / 2 ** 32));
  view.setUint32(4, index % 2 ** 32);
  view.setUint8(11, flag);
  return nonce;
}

/** Yields chunks: flag (1) | ciphertext length (4, big-endian) | ciphertext and tag. */
export async function* sealChunks(
  key: CryptoKey,
  associatedData: Bytes,
  plaintext: AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes, void, void> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  let index = 0;

  const sealChunk = async (flag: number): Promise<Bytes> => {
    const ciphertext = await encrypt(
      key,
      chunkNonce(index, flag),
      associatedData,
      buffer.subarray(0, filled),
    );
    const header = new Uint8Array(CHUNK_HEADER_BYTES);
    header[0] = flag;
    new DataView(header.buffer).setUint32(1, ciphertext.length);
    index++;
    filled = 0;
    return concatBytes(header, ciphertext);
  };

  for await (const piece of plaintext) {
    let rest = piece;
    while (rest.length > 0) {
      // Only once more bytes are known to follow is a full chunk known not to be the last.
      if (filled === CHUNK_BYTES) yield await sealChunk(MORE);
      const taken = rest.subarray(0, CHUNK_BYTES - filled);
      buffer.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
    }
  }
  yield await sealChunk(FINAL);
  buffer.fill(0);
}

/** Gives one authenticated chunk at a time; the end is reported only after the final chunk and nothing beyond it. */
export function openChunks(
  key: CryptoKey,
  associatedData: Bytes,
  reader: ByteReader<never>,
): PullBytes<ChunkFailure> {
  let index = 0;
  let finished = false;
  return async (): Promise<Result<Bytes | null, ChunkFailure>> => {
    if (finished) {
      const atEnd = await reader.isAtEnd();
      return atEnd.ok && atEnd.value ? ok(null) : err('corrupt');
    }
    const header = await reader.read(CHUNK_HEADER_BYTES);
    if (!header.ok) return err('truncated');
    const flag = header.value[0]!;
    const length = new DataView(header.value.buffer).getUint32(1);
    if (!isPossibleChunk(flag, length, index)) return err('corrupt');
    const ciphertext = await reader.read(length);
    if (!ciphertext.ok) return err('truncated');
    const plaintext = await decrypt(key, chunkNonce(index, flag), associatedData, ciphertext.value);
    if (!plaintext.ok) return err('corrupt');
    index++;
    finished = flag === FINAL;
    return plaintext;
  };
}

/** All chunks but the last are full, and only an empty stream ends in an empty one: one stream, one chunking. */
function isPossibleChunk(flag: number, length: number, index: number): boolean {
  const plaintextLength = length - TAG_BYTES;
  if (flag === MORE) return plaintextLength === CHUNK_BYTES;
  return flag === FINAL && plaintextLength <= CHUNK_BYTES && plaintextLength >= (index === 0 ? 0 : 1);
}
