import type { Bytes } from '@undertone/base/bytes';
import { encodeFields } from './fields.ts';

/** Everything that a record is bound to beside its vault: moved anywhere else, it no longer opens. */
export interface RecordAddress {
  /** Kind of record, such as `entries`. */
  readonly collection: string;
  readonly recordId: string;
  /** Version of the payload's own schema, 0 … 4,294,967,295. */
  readonly schema: number;
  /** The op that wrote this version of the record. */
  readonly opId: string;
}

export const ENVELOPE_LABEL = 'undertone/envelope/1';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,128}$/;

/**
 * Ids are 1 to 128 visible ASCII characters. Unicode would bring spellings that look alike, and lone
 * surrogates that become the same bytes.
 */
export function isAddressable(address: RecordAddress): boolean {
  return (
    VISIBLE_ASCII.test(address.collection) &&
    VISIBLE_ASCII.test(address.recordId) &&
    VISIBLE_ASCII.test(address.opId) &&
    Number.isInteger(address.schema) &&
    address.schema >= 0 &&
    address.schema <= 0xffffffff
  );
}

/** `fields(label, vault id)`, the part that all records of a vault share. */
export function encodeVaultPrefix(vaultId: string): Bytes {
  return encodeFields(ENVELOPE_LABEL, vaultId);
}

/**
 * The AAD of a record's envelope: `fields(label, vault id, collection, record id, schema, op id)`,
 * the schema as 4 bytes big-endian. Needs {@link isAddressable}.
 */
export function encodeRecordAddress(vaultPrefix: Uint8Array, address: RecordAddress): Bytes {
  const { collection, recordId, opId, schema } = address;
  const size = vaultPrefix.length + collection.length + recordId.length + opId.length + 12;
  const encoded = new Uint8Array(size);
  encoded.set(vaultPrefix);
  let offset = writeAscii(encoded, vaultPrefix.length, collection);
  offset = writeAscii(encoded, offset, recordId);
  encoded[offset + 1] = 4;
  new DataView(encoded.buffer).setUint32(offset + 2, schema);
  writeAscii(encoded, offset + 6, opId);
  return encoded;
}

/** By hand because a bulk open makes three of these per record, and TextEncoder costs a microsecond each. */
function writeAscii(target: Uint8Array, offset: number, text: string): number {
  target[offset + 1] = text.length;
  for (let index = 0; index < text.length; index++) target[offset + 2 + index] = text.charCodeAt(index);
  return offset + 2 + text.length;
}
