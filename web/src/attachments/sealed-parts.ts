import type { Bytes } from '@undertone/base/bytes';
import { LIMITS } from '@undertone/contract/protocol';
import { sealedAttachmentLength } from '@undertone/crypto/attachment';

/** How a sealed recording of `bytes` is cut for storage and travel (docs/format.md, Kept recordings). */
export function partsOf(bytes: number): { readonly sealedBytes: number; readonly parts: number } {
  const sealedBytes = sealedAttachmentLength(bytes);
  return { sealedBytes, parts: Math.ceil(sealedBytes / LIMITS.attachmentPartBytes) };
}

/** Bytes of one of these parts: all but the last are full. */
export function partLength(sealedBytes: number, part: number): number {
  return Math.min(LIMITS.attachmentPartBytes, sealedBytes - part * LIMITS.attachmentPartBytes);
}

/** Puts sealed pieces of any size together into parts, holding one. */
export async function* intoParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes, void, void> {
  let part = new Uint8Array(LIMITS.attachmentPartBytes);
  let filled = 0;
  for await (const piece of pieces) {
    let rest = piece;
    while (rest.length > 0) {
      const taken = rest.subarray(0, part.length - filled);
      part.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < part.length) continue;
      yield part;
      part = new Uint8Array(LIMITS.attachmentPartBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}
