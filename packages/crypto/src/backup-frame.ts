import { concatBytes, parseUtf8, type Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';
import type { ByteReader } from './byte-reader.ts';
import { MAX_ENVELOPE_BYTES } from './envelope.ts';
import { encodeFields } from './fields.ts';
import type { SealedRecord } from './keyring.ts';
import { isAddressable } from './record-address.ts';

/** Whether a backup can carry it, be it sound or not. */
export function isSealedRecord(record: SealedRecord): boolean {
  return isAddressable(record) && record.envelope.length <= MAX_ENVELOPE_BYTES;
}

/** fields(collection, record id, schema as 4 bytes, op id) | envelope length (4, big-endian) | envelope. */
export function encodeFrame(record: SealedRecord): Bytes {
  if (!isSealedRecord(record)) {
    throw new RangeError('a backup holds records that could have been sealed');
  }
  const schema = new Uint8Array(4);
  new DataView(schema.buffer).setUint32(0, record.schema);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, record.envelope.length);
  const address = encodeFields(record.collection, record.recordId, schema, record.opId);
  return concatBytes(address, length, record.envelope);
}

/** `corrupt` also when the stream ends inside a frame: its chunks were authentic, so its writer was broken. */
export async function readFrame<Failure>(
  reader: ByteReader<Failure>,
): Promise<Result<SealedRecord, Failure | 'corrupt'>> {
  const fields: Bytes[] = [];
  for (let index = 0; index < 4; index++) {
    const field = await readCounted(reader, 2, 0xffff);
    if (!field.ok) return field;
    fields.push(field.value);
  }
  const envelope = await readCounted(reader, 4, MAX_ENVELOPE_BYTES);
  if (!envelope.ok) return envelope;
  const [collection, recordId, opId] = [fields[0]!, fields[1]!, fields[3]!].map((field) => parseUtf8(field));
  if (!collection?.ok || !recordId?.ok || !opId?.ok || fields[2]!.length !== 4) return err('corrupt');
  const record = {
    collection: collection.value,
    recordId: recordId.value,
    schema: new DataView(fields[2]!.buffer).getUint32(0),
    opId: opId.value,
    envelope: envelope.value,
  };
  return isAddressable(record) ? ok(record) : err('corrupt');
}

async function readCounted<Failure>(
  reader: ByteReader<Failure>,
  lengthBytes: 2 | 4,
  maxLength: number,
): Promise<Result<Bytes, Failure | 'corrupt'>> {
  const prefix = await reader.read(lengthBytes);
  if (!prefix.ok) return err(prefix.error === 'ended' ? 'corrupt' : prefix.error);
  const view = new DataView(prefix.value.buffer);
  const length = lengthBytes === 2 ? view.getUint16(0) : view.getUint32(0);
  if (length > maxLength) return err('corrupt');
  const bytes = await reader.read(length);
  return bytes.ok ? bytes : err(bytes.error === 'ended' ? 'corrupt' : bytes.error);
}
