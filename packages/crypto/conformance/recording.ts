import type { Buffer } from 'node:buffer';
import { fields, Reader } from './bytes.ts';
import { joinChunks } from './chunks.ts';
import { padme } from './envelope.ts';
import { attachmentFileKey } from './keys.ts';
import { insist } from './refusal.ts';

// docs/format.md, Kept recordings.

export function recordingAssociatedData(vaultId: string, recordId: string, attachmentId: string): Buffer {
  return fields('undertone/attachment/1', vaultId, recordId, attachmentId);
}

/** The content of a sealed recording. */
export function openRecording(
  sealed: Uint8Array,
  accountKey: Buffer,
  place: { readonly vaultId: string; readonly recordId: string; readonly attachmentId: string },
): Buffer {
  const { vaultId, recordId, attachmentId } = place;
  const reader = new Reader(sealed);
  insist(reader.u8() === 1, 'not version 1');
  const key = attachmentFileKey(accountKey, vaultId, attachmentId, reader.take(16));
  const aad = recordingAssociatedData(vaultId, recordId, attachmentId);
  const padded = joinChunks(reader.take(reader.remaining), key, aad);
  insist(padded.length >= 8, 'no length');
  const length = padded.readBigUInt64BE();
  insist(length <= BigInt(padded.length - 8), 'a length beyond the end');
  const end = 8 + Number(length);
  insist(padded.length === padme(end), 'padded otherwise');
  insist(!padded.subarray(end).some((byte) => byte !== 0), 'padding that is not zero');
  return padded.subarray(8, end);
}
