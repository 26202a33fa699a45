import { Buffer } from 'node:buffer';
import { Reader, u64 } from './bytes.ts';
import { openGcm } from './primitives.ts';
import { insist } from './refusal.ts';

// docs/format.md, Chunks.

const CHUNK_LENGTH = 65_536;
const TAG_LENGTH = 16;
const FINAL = 1;

export function joinChunks(bytes: Uint8Array, key: Buffer, aad: Buffer): Buffer {
  const reader = new Reader(bytes);
  const plaintexts: Buffer[] = [];
  for (let isFinal = false; !isFinal;) {
    const index = plaintexts.length;
    const flag = reader.u8();
    insist(flag === 0 || flag === FINAL, 'a flag not known');
    isFinal = flag === FINAL;
    const length = reader.u32() - TAG_LENGTH;
    insist(isFinal ? length <= CHUNK_LENGTH : length === CHUNK_LENGTH, 'a chunk of another length');
    insist(length >= (index === 0 ? 0 : 1), 'an empty final chunk');
    const nonce = Buffer.concat([u64(index), Buffer.of(0, 0, 0, flag)]);
    plaintexts.push(openGcm(key, nonce, aad, reader.take(length + TAG_LENGTH)));
  }
  insist(reader.remaining === 0, 'bytes after the final chunk');
  return Buffer.concat(plaintexts);
}
