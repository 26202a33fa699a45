import { concatBytes, parseBase64Url, parseUtf8, toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import { isUuid } from '@undertone/base/id';
import { err, ok, type Result } from '@undertone/base/result';
import type { VaultId } from './account-key.ts';
import type { ByteReader } from './byte-reader.ts';
import { KEY_BYTES } from './hkdf.ts';
import type { WrapOf } from './lock.ts';
import { parseWrap } from './wrap.ts';

/** `\x89UTBK\r\n\x1a`: like PNG's, it shows a file that was mangled as text. */
export const BACKUP_MAGIC = new Uint8Array([0x89, 0x55, 0x54, 0x42, 0x4b, 0x0d, 0x0a, 0x1a]);
export const BACKUP_VERSION = 1;
export const BACKUP_SALT_BYTES = 16;

const MAX_HEADER_BYTES = 64 * 1024;

/** A lock that works away from the device that made the backup. */
export type PortableWrap = WrapOf<'passphrase'> | WrapOf<'recovery'>;

/** What a backup file says in the clear, so that it can be named before it is unlocked. */
export interface BackupHeader {
  readonly vaultId: VaultId;
  readonly createdAt: EpochMs;
  readonly recordCount: number;
  /** Those this version can open; at least one when this version wrote the file. */
  readonly wraps: readonly PortableWrap[];
  /** Makes the file's keys its own. */
  readonly salt: Bytes;
  /** Tells a wrong account key from a damaged file, and ties the file to one key. */
  readonly keyCheck: Bytes;
}

export type BackupHeaderFailure = 'not-a-backup' | 'truncated' | 'corrupt' | 'unsupported-version';

/** magic (8) | version (1) | JSON length (4, big-endian) | JSON. */
export function encodeBackupHeader(header: BackupHeader): Bytes {
  const json = utf8(
    JSON.stringify({
      vaultId: header.vaultId,
      createdAt: new Date(header.createdAt).toISOString(),
      recordCount: header.recordCount,
      salt: toBase64Url(header.salt),
      keyCheck: toBase64Url(header.keyCheck),
      wraps: header.wraps,
    }),
  );
  if (json.length > MAX_HEADER_BYTES) throw new RangeError(`backup header of ${json.length} bytes`);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  return concatBytes(BACKUP_MAGIC, new Uint8Array([BACKUP_VERSION]), length, json);
}

/** Also gives the bytes it read, from the first: the chunks are bound to them. */
export async function readHeader(
  reader: ByteReader<never>,
): Promise<Result<{ readonly header: BackupHeader; readonly bytes: Bytes }, BackupHeaderFailure>> {
  const magic = await reader.read(BACKUP_MAGIC.length);
  if (!magic.ok || magic.value.some((byte, index) => byte !== BACKUP_MAGIC[index]))
    return err('not-a-backup');
  const version = await reader.read(1);
  if (!version.ok) return err('truncated');
  if (version.value[0]! > BACKUP_VERSION) return err('unsupported-version');
  if (version.value[0] !== BACKUP_VERSION) return err('corrupt');
  const length = await reader.read(4);
  if (!length.ok) return err('truncated');
  const jsonBytes = new DataView(length.value.buffer).getUint32(0);
  if (jsonBytes > MAX_HEADER_BYTES) return err('corrupt');
  const json = await reader.read(jsonBytes);
  if (!json.ok) return err('truncated');
  const header = parseHeader(json.value);
  if (!header.ok) return header;
  return ok({
    header: header.value,
    bytes: concatBytes(magic.value, version.value, length.value, json.value),
  });
}

function parseHeader(json: Bytes): Result<BackupHeader, 'corrupt'> {
  const fields = parseJsonObject(json);
  if (fields === null) return err('corrupt');
  const { vaultId, createdAt, recordCount, salt, keyCheck, wraps } = fields;
  if (typeof vaultId !== 'string' || !isUuid(vaultId)) return err('corrupt');
  const createdAtMs = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  if (!Number.isFinite(createdAtMs)) return err('corrupt');
  if (typeof recordCount !== 'number' || !Number.isSafeInteger(recordCount) || recordCount < 0)
    return err('corrupt');
  const saltBytes = parseBytes(salt, BACKUP_SALT_BYTES);
  const keyCheckBytes = parseBytes(keyCheck, KEY_BYTES);
  if (saltBytes === null || keyCheckBytes === null || !Array.isArray(wraps)) return err('corrupt');
  const known: PortableWrap[] = [];
  for (const input of wraps) {
    const wrap = parseWrap(input);
    // A newer wrap, or a passphrase too dear to stretch here, must not keep the other wraps from opening the file.
    if (!wrap.ok && wrap.error === 'corrupt') return err('corrupt');
    if (wrap.ok && wrap.value.vaultId !== vaultId) return err('corrupt');
    if (wrap.ok && (wrap.value.kind === 'passphrase' || wrap.value.kind === 'recovery')) {
      known.push(wrap.value);
    }
  }
  return ok({
    vaultId: vaultId as VaultId,
    createdAt: createdAtMs as EpochMs,
    recordCount,
    wraps: known,
    salt: saltBytes,
    keyCheck: keyCheckBytes,
  });
}

function parseJsonObject(json: Bytes): Record<string, unknown> | null {
  const text = parseUtf8(json);
  if (!text.ok) return null;
  try {
    const value: unknown = JSON.parse(text.value);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function parseBytes(input: unknown, length: number): Bytes | null {
  const bytes = typeof input === 'string' ? parseBase64Url(input) : null;
  return bytes?.ok === true && bytes.value.length === length ? bytes.value : null;
}
