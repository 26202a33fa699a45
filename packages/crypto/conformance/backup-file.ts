import { Buffer } from 'node:buffer';
import { fromBase64url, Reader, utf8 } from './bytes.ts';
import { joinChunks } from './chunks.ts';
import type { Place } from './envelope.ts';
import { backupFileKey, backupKeyCheck } from './keys.ts';
import { sha256 } from './primitives.ts';
import { insist, refuse } from './refusal.ts';
import { parseWrap, UUID_V4, type Wrap } from './wrap.ts';

// docs/format.md, The backup file.

const MAGIC = Buffer.from('895554424b0d0a1a', 'hex');
const LONGEST_HEADER = 65_536;
const LONGEST_ENVELOPE = 17_301_533;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export interface BackupHeader {
  readonly vaultId: string;
  readonly createdAt: string;
  readonly recordCount: number;
  readonly salt: Buffer;
  readonly keyCheck: Buffer;
  readonly wraps: readonly Wrap[];
  /** Bytes before the JSON's end, and their SHA-256. */
  readonly byteLength: number;
  readonly hash: Buffer;
}

export interface BackedUpRecord extends Place {
  readonly envelope: Buffer;
}

/** What a backup says of itself before anything is decrypted. */
export function readBackupHeader(file: Uint8Array): BackupHeader {
  const reader = new Reader(file);
  insist(reader.take(MAGIC.length).equals(MAGIC), 'not a backup');
  insist(reader.u8() === 1, 'a newer backup');
  const jsonLength = reader.u32();
  insist(jsonLength <= LONGEST_HEADER, 'a header too long');
  const json = jsonOf(reader.take(jsonLength));
  const { vaultId, createdAt, recordCount, salt, keyCheck, wraps } = json;
  insist(typeof vaultId === 'string' && UUID_V4.test(vaultId), 'no vault id');
  insist(typeof createdAt === 'string' && MOMENT.test(createdAt), 'no moment of making');
  insist(Number.isSafeInteger(recordCount) && (recordCount as number) >= 0, 'no count of records');
  return {
    vaultId,
    createdAt,
    recordCount: recordCount as number,
    salt: fromBase64url(salt, 16),
    keyCheck: fromBase64url(keyCheck, 32),
    wraps: portableWrapsOf(wraps, vaultId),
    byteLength: reader.offset,
    hash: sha256(file.subarray(0, reader.offset)),
  };
}

function portableWrapsOf(wraps: unknown, vaultId: string): readonly Wrap[] {
  insist(Array.isArray(wraps), 'no wraps');
  const known = wraps.map(parseWrap).filter((wrap) => wrap !== null);
  for (const wrap of known) insist(wrap.vaultId === vaultId, 'a wrap of another vault');
  return known.filter(({ kind }) => kind === 'passphrase' || kind === 'recovery');
}

function jsonOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  const json = parsed(utf8(bytes));
  insist(typeof json === 'object' && json !== null, 'a header that is not a JSON object');
  return json as Readonly<Record<string, unknown>>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('a header that is not JSON');
  }
}

/** Every record of a backup, in the file's order; nothing is given unless the whole file fits. */
export function readBackup(file: Uint8Array, accountKey: Buffer): readonly BackedUpRecord[] {
  const header = readBackupHeader(file);
  const { vaultId, salt, recordCount } = header;
  insist(backupKeyCheck(accountKey, vaultId, salt).equals(header.keyCheck), 'another key');
  const key = backupFileKey(accountKey, vaultId, salt);
  const records = readRecords(joinChunks(file.subarray(header.byteLength), key, header.hash));
  insist(records.length === recordCount, 'another number of records');
  return records;
}

function readRecords(stream: Buffer): readonly BackedUpRecord[] {
  const reader = new Reader(stream);
  const records: BackedUpRecord[] = [];
  while (reader.remaining > 0) {
    const collection = utf8(reader.field());
    const recordId = utf8(reader.field());
    const schema = reader.field();
    insist(schema.length === 4, 'a schema that is no u32');
    const opId = utf8(reader.field());
    insist([collection, recordId, opId].every(isId), 'an id out of the alphabet');
    const length = reader.u32();
    insist(length <= LONGEST_ENVELOPE, 'an envelope too long');
    const envelope = reader.take(length);
    records.push({ collection, recordId, schema: schema.readUInt32BE(), opId, envelope });
  }
  return records;
}

function isId(text: string): boolean {
  return /^[!-~]{1,128}$/.test(text);
}
