import type { Bytes } from '@undertone/base/bytes';
import type { RandomBytes } from '@undertone/base/clock';
import { err, ok, type Result } from '@undertone/base/result';
import { decrypt, encrypt, importAesKey, NONCE_BYTES, TAG_BYTES } from './aead.ts';
import { MAX_PAYLOAD_BYTES, MIN_PADDED_BYTES, pad, padmeLength, unpad } from './padding.ts';

/** First byte of every envelope. Version 1: nonce (12) | AES-256-GCM ciphertext | tag (16). */
export const ENVELOPE_VERSION = 1;

const HEADER_BYTES = 1 + NONCE_BYTES;
const OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES;

/** The shortest and longest envelopes of version 1, for size caps elsewhere. */
export const MIN_ENVELOPE_BYTES = OVERHEAD_BYTES + MIN_PADDED_BYTES;
export const MAX_ENVELOPE_BYTES = OVERHEAD_BYTES + padmeLength(4 + MAX_PAYLOAD_BYTES);

/**
 * `unsupported-version`: made by a newer app; keep it, it is not broken.
 * `corrupt`: not what was sealed at this address with this key, for whatever reason.
 */
export type EnvelopeFailure = 'unsupported-version' | 'corrupt';

/** Seals a payload of at most `MAX_PAYLOAD_BYTES` (a longer one throws) under a record's own key. */
export async function sealEnvelope(
  recordKey: Bytes,
  associatedData: Bytes,
  payload: Uint8Array,
  random: RandomBytes,
): Promise<Bytes> {
  const padded = pad(payload);
  const nonce = random(NONCE_BYTES);
  const ciphertext = await encrypt(await importAesKey(recordKey), nonce, associatedData, padded);
  padded.fill(0);
  const envelope = new Uint8Array(HEADER_BYTES + ciphertext.length);
  envelope[0] = ENVELOPE_VERSION;
  envelope.set(nonce, 1);
  envelope.set(ciphertext, HEADER_BYTES);
  return envelope;
}

/** What can be said without a key: whether this reader knows the version and the length is possible. */
export function checkEnvelope(envelope: Uint8Array): Result<void, EnvelopeFailure> {
  const version = envelope[0] ?? 0;
  if (version > ENVELOPE_VERSION) return err('unsupported-version');
  if (version !== ENVELOPE_VERSION) return err('corrupt');
  if (envelope.length < MIN_ENVELOPE_BYTES || envelope.length > MAX_ENVELOPE_BYTES) return err('corrupt');
  return ok();
}

/** Never throws on hostile bytes. */
export async function openEnvelope(
  recordKey: Bytes,
  associatedData: Bytes,
  envelope: Bytes,
): Promise<Result<Bytes, EnvelopeFailure>> {
  const checked = checkEnvelope(envelope);
  if (!checked.ok) return checked;
  const key = await importAesKey(recordKey);
  const nonce = envelope.subarray(1, HEADER_BYTES);
  const padded = await decrypt(key, nonce, associatedData, envelope.subarray(HEADER_BYTES));
  const payload = padded.ok ? unpad(padded.value) : padded;
  return payload.ok ? payload : err('corrupt');
}
