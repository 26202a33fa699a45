import type { Buffer } from 'node:buffer';
import { fields, Reader, u32 } from './bytes.ts';
import { collectionKey, recordKey } from './keys.ts';
import { openGcm } from './primitives.ts';
import { insist } from './refusal.ts';

// docs/format.md, A record's envelope.

/** Where an envelope belongs, beside its vault. */
export interface Place {
  readonly collection: string;
  readonly recordId: string;
  readonly schema: number;
  readonly opId: string;
}

const LONGEST_PAYLOAD = 16_777_216;

export function envelopeAssociatedData(vaultId: string, place: Place): Buffer {
  const { collection, recordId, schema, opId } = place;
  return fields('undertone/envelope/1', vaultId, collection, recordId, u32(schema), opId);
}

export function padme(length: number): number {
  if (length <= 256) return 256;
  const exponent = Math.floor(Math.log2(length));
  const significant = Math.floor(Math.log2(exponent)) + 1;
  const multiple = 2 ** (exponent - significant);
  return Math.ceil(length / multiple) * multiple;
}

/** The payload of an envelope, without its padding. */
export function openEnvelope(
  accountKey: Buffer,
  vaultId: string,
  place: Place,
  envelope: Uint8Array,
): Buffer {
  const reader = new Reader(envelope);
  insist(reader.u8() === 1, 'a newer envelope');
  const nonce = reader.take(12);
  const key = recordKey(collectionKey(accountKey, vaultId, place.collection), place.recordId);
  const sealed = reader.take(reader.remaining);
  return unpad(openGcm(key, nonce, envelopeAssociatedData(vaultId, place), sealed));
}

function unpad(padded: Buffer): Buffer {
  const reader = new Reader(padded);
  const length = reader.u32();
  insist(length <= LONGEST_PAYLOAD, 'a payload above 16 MiB');
  insist(padded.length === padme(4 + length), 'not padded by Padmé');
  const payload = reader.take(length);
  insist(
    reader.take(reader.remaining).every((byte) => byte === 0),
    'padding that is not zero',
  );
  return payload;
}
