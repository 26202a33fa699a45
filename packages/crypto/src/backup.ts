import { equalBytes, type Bytes } from '@undertone/base/bytes';
import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountKey, VaultId } from './account-key.ts';
import { importAesKey } from './aead.ts';
import { encodeFrame, readFrame } from './backup-frame.ts';
import {
  BACKUP_SALT_BYTES,
  encodeBackupHeader,
  readHeader,
  type BackupHeader,
  type BackupHeaderFailure,
  type PortableWrap,
} from './backup-header.ts';
import { createByteReader, pullFrom, type ByteReader } from './byte-reader.ts';
import { openChunks, sealChunks, type ChunkFailure } from './chunked-aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes } from './hkdf.ts';
import type { SealedRecord } from './keyring.ts';
import type { Lock } from './lock.ts';
import { unwrapAccountKey } from './wrap.ts';

export const BACKUP_KEY_LABEL = 'undertone/backup/1';
export const BACKUP_CHECK_LABEL = 'undertone/backup-check/1';

export type BackupFailure = BackupHeaderFailure | 'wrong-key';

/** A file's bytes, in pieces of any size. Take a new one for every reading of the file. */
export type BackupSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface BackupContents {
  readonly vaultId: VaultId;
  readonly accountKey: AccountKey;
  readonly createdAt: EpochMs;
  /** At least one, or nobody could ever open the file. */
  readonly wraps: readonly PortableWrap[];
  /** How many records `records` yields; another number throws, so take both from one snapshot. */
  readonly recordCount: number;
  readonly records: AsyncIterable<SealedRecord> | Iterable<SealedRecord>;
}

/** Yields the file in pieces of about 64 KiB, holding one piece and one record. */
export async function* writeBackup(
  contents: BackupContents,
  random: RandomBytes,
): AsyncGenerator<Bytes, void, void> {
  const { vaultId, accountKey, createdAt, wraps, recordCount } = contents;
  if (wraps.length === 0) throw new RangeError('a backup needs a wrap that can be opened elsewhere');
  const salt = random(BACKUP_SALT_BYTES);
  const keyCheck = deriveFileKey(accountKey, vaultId, salt, BACKUP_CHECK_LABEL);
  const header = encodeBackupHeader({ vaultId, createdAt, wraps, recordCount, salt, keyCheck });
  const key = await importFileKey(accountKey, vaultId, salt);
  yield header;
  yield* sealChunks(key, await hashHeader(header), encodeFrames(contents));
}

async function* encodeFrames({ records, recordCount }: BackupContents): AsyncGenerator<Bytes, void, void> {
  let count = 0;
  for await (const record of records) {
    count++;
    yield encodeFrame(record);
  }
  if (count !== recordCount) throw new Error(`a backup of ${recordCount} records was given ${count}`);
}

/** Reads no further than the header; needs no key. */
export async function readBackupHeader(
  source: BackupSource,
): Promise<Result<BackupHeader, BackupHeaderFailure>> {
  const read = await readHeader(createByteReader(pullFrom(source)));
  return read.ok ? ok(read.value.header) : read;
}

/** With the lock made from the passphrase (and `wrap.kdf`) or from the 24 words. */
export async function unlockBackup(
  header: BackupHeader,
  lock: Lock,
): Promise<Result<AccountKey, 'wrong-key'>> {
  for (const wrap of header.wraps) {
    const accountKey = await unwrapAccountKey(wrap, lock);
    if (accountKey.ok) return accountKey;
  }
  return err('wrong-key');
}

/**
 * Yields the records and, where the file turns out broken, one failure as the last thing. Records
 * before it are authentic but the file is not whole: commit nothing until {@link verifyBackup} has passed.
 */
export async function* readBackup(
  source: BackupSource,
  accountKey: AccountKey,
): AsyncGenerator<Result<SealedRecord, BackupFailure>, void, void> {
  const opened = await openRecords(createByteReader(pullFrom(source)), accountKey);
  if (!opened.ok) {
    yield opened;
    return;
  }
  const { header, frames } = opened.value;
  for (let count = 0; ; count++) {
    const record = await readRecord(frames, header.recordCount - count);
    if (record === null) return;
    yield record;
    if (!record.ok) return;
  }
}

async function openRecords(
  reader: ByteReader<never>,
  accountKey: AccountKey,
): Promise<
  Result<{ readonly header: BackupHeader; readonly frames: ByteReader<ChunkFailure> }, BackupFailure>
> {
  const read = await readHeader(reader);
  if (!read.ok) return read;
  const { header, bytes } = read.value;
  const keyCheck = deriveFileKey(accountKey, header.vaultId, header.salt, BACKUP_CHECK_LABEL);
  if (!equalBytes(keyCheck, header.keyCheck)) return err('wrong-key');
  const key = await importFileKey(accountKey, header.vaultId, header.salt);
  return ok({ header, frames: createByteReader(openChunks(key, await hashHeader(bytes), reader)) });
}

/** `null` at the end, which must come exactly when no record is left to come. */
async function readRecord(
  frames: ByteReader<ChunkFailure>,
  left: number,
): Promise<Result<SealedRecord, ChunkFailure> | null> {
  const atEnd = await frames.isAtEnd();
  if (!atEnd.ok) return atEnd;
  if (atEnd.value) return left === 0 ? null : err('corrupt');
  return left === 0 ? err('corrupt') : readFrame(frames);
}

export interface BackupSummary {
  readonly recordCount: number;
  /** The latest time that `timeOf` gave, or `null` when it gave none. */
  readonly newestAt: EpochMs | null;
}

/**
 * Reads the whole file and commits nothing. `timeOf` opens a record to say when it was written;
 * `null` for one it cannot open or that has no time.
 */
export async function verifyBackup(
  source: BackupSource,
  accountKey: AccountKey,
  timeOf: (record: SealedRecord) => Promise<EpochMs | null> = () => Promise.resolve(null),
): Promise<Result<BackupSummary, BackupFailure>> {
  let recordCount = 0;
  let newestAt: EpochMs | null = null;
  for await (const record of readBackup(source, accountKey)) {
    if (!record.ok) return record;
    recordCount++;
    const time = await timeOf(record.value);
    if (time !== null && (newestAt === null || time > newestAt)) newestAt = time;
  }
  return ok({ recordCount, newestAt });
}

function deriveFileKey(accountKey: AccountKey, vaultId: VaultId, salt: Bytes, label: string): Bytes {
  return deriveKeyBytes(revealSecret(accountKey), encodeFields(label, vaultId), salt);
}

async function importFileKey(accountKey: AccountKey, vaultId: VaultId, salt: Bytes): Promise<CryptoKey> {
  const keyBytes = deriveFileKey(accountKey, vaultId, salt, BACKUP_KEY_LABEL);
  const key = await importAesKey(keyBytes);
  keyBytes.fill(0);
  return key;
}

async function hashHeader(headerBytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', headerBytes));
}
