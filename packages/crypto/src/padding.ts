import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';

/** Shorter plaintexts all look this long, so that a one-tap mood and a sentence weigh the same. */
export const MIN_PADDED_BYTES = 256;

/** Of one record's payload; a longer one would not fit in memory twice on a phone. */
export const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

const LENGTH_BYTES = 4;

/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with
 * PURBs", PoPETs 2019): rounds up so that a length tells O(log log L) bits and costs at most 12 %.
 */
export function padmeLength(length: number): number {
  if (length <= MIN_PADDED_BYTES) return MIN_PADDED_BYTES;
  const exponent = Math.floor(Math.log2(length));
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - mantissaBits);
  return Math.ceil(length / step) * step;
}

/** 4-byte big-endian length, payload, zeros up to {@link padmeLength}. Throws above {@link MAX_PAYLOAD_BYTES}. */
export function pad(payload: Uint8Array): Bytes {
  if (payload.length > MAX_PAYLOAD_BYTES) throw new RangeError(`payload of ${payload.length} bytes`);
  const padded = new Uint8Array(padmeLength(LENGTH_BYTES + payload.length));
  new DataView(padded.buffer).setUint32(0, payload.length);
  padded.set(payload, LENGTH_BYTES);
  return padded;
}

/** Returns a view into `padded`. Accepts only what {@link pad} makes, so one payload has one padding. */
export function unpad(padded: Bytes): Result<Bytes, 'malformed-padding'> {
  if (padded.length < MIN_PADDED_BYTES) return err('malformed-padding');
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (length > MAX_PAYLOAD_BYTES || padmeLength(end) !== padded.length) return err('malformed-padding');
  for (let index = end; index < padded.length; index++) {
    if (padded[index] !== 0) return err('malformed-padding');
  }
  return ok(padded.subarray(LENGTH_BYTES, end));
}
