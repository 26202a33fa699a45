import { concatBytes, toBase64Url, type Bytes } from '@undertone/base/bytes';
import { revealSecret } from '@undertone/base/redacted';
import { err, ok, type Result } from '@undertone/base/result';
import type { AccountKey, VaultId } from './account-key.ts';
import { importAesKey, TAG_BYTES } from './aead.ts';
import { createByteReader, pullFrom, type ByteReader } from './byte-reader.ts';
import {
  CHUNK_BYTES,
  CHUNK_HEADER_BYTES,
  openChunks,
  sealChunks,
  type ChunkFailure,
} from './chunked-aead.ts';
import { encodeFields } from './fields.ts';
import { deriveKeyBytes } from './hkdf.ts';
import { padmeLength } from './padding.ts';

export const ATTACHMENT_LABEL = 'undertone/attachment/1';
export const ATTACHMENT_NAME_LABEL = 'undertone/attachment-name/1';

/** First byte of every sealed attachment. Version 1: file salt (16) | chunks of chunked-aead.ts. */
const ATTACHMENT_VERSION = 1;
export const ATTACHMENT_SALT_BYTES = 16;

const HEADER_BYTES = 1 + ATTACHMENT_SALT_BYTES;
const LENGTH_BYTES = 8;

/** What a sealed attachment is bound to: it opens in one vault, for one entry, under one id, or not at all. */
export interface AttachmentAddress {
  readonly recordId: string;
  readonly attachmentId: string;
}

export type AttachmentFailure = ChunkFailure | 'unsupported-version';

/** Bytes of a sealed attachment whose content has `length` bytes. */
export function sealedAttachmentLength(length: number): number {
  const padded = padmeLength(LENGTH_BYTES + length);
  const chunks = Math.ceil(padded / CHUNK_BYTES);
  return HEADER_BYTES + padded + chunks * (CHUNK_HEADER_BYTES + TAG_BYTES);
}

/**
 * The object's name on the server: `HKDF(account key, fields(label, vault id, attachment id))` in base64url. It says
 * nothing about the id to whoever lacks the key, and is the same on every device.
 */
export function nameAttachment(accountKey: AccountKey, vaultId: VaultId, attachmentId: string): string {
  const info = encodeFields(ATTACHMENT_NAME_LABEL, vaultId, attachmentId);
  return toBase64Url(deriveKeyBytes(revealSecret(accountKey), info));
}

/** `fields(label, vault id, record id, attachment id)`, authenticated with every chunk. */
export function encodeAttachmentAddress(vaultId: VaultId, address: AttachmentAddress): Bytes {
  return encodeFields(ATTACHMENT_LABEL, vaultId, address.recordId, address.attachmentId);
}

/**
 * Yields the sealed attachment in pieces of about 64 KiB, holding one. `content` must come to exactly `length` bytes;
 * otherwise it throws. The salt (16 bytes) is new, and so the key is this file's own and a chunk's counter nonce never
 * repeats; or it is that of an earlier sealing of the very same content, which then gives the very same bytes.
 */
export async function* sealAttachment(
  keys: { readonly accountKey: AccountKey; readonly vaultId: VaultId },
  address: AttachmentAddress,
  content: AsyncIterable<Uint8Array>,
  length: number,
  salt: Bytes,
): AsyncGenerator<Bytes, void, void> {
  const key = await importFileKey(keys.accountKey, keys.vaultId, address.attachmentId, salt);
  yield concatBytes(new Uint8Array([ATTACHMENT_VERSION]), salt);
  yield* sealChunks(key, encodeAttachmentAddress(keys.vaultId, address), padded(content, length));
}

/**
 * Yields the content piece by piece and, where the bytes turn out broken, one failure as the last thing. Pieces before
 * it are authentic, but only an end without a failure says that nothing is missing.
 */
export async function* openAttachment(
  keys: { readonly accountKey: AccountKey; readonly vaultId: VaultId },
  address: AttachmentAddress,
  sealed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Result<Bytes, AttachmentFailure>, void, void> {
  const reader = createByteReader(pullFrom(sealed));
  const header = await readHeader(reader);
  if (!header.ok) {
    yield header;
    return;
  }
  const key = await importFileKey(keys.accountKey, keys.vaultId, address.attachmentId, header.value);
  const plaintext = openChunks(key, encodeAttachmentAddress(keys.vaultId, address), reader);
  yield* unpadded(createByteReader(plaintext));
}

async function readHeader(reader: ByteReader<never>): Promise<Result<Bytes, AttachmentFailure>> {
  const header = await reader.read(HEADER_BYTES);
  if (!header.ok) return err('truncated');
  const version = header.value[0]!;
  if (version > ATTACHMENT_VERSION) return err('unsupported-version');
  return version === ATTACHMENT_VERSION ? ok(header.value.subarray(1)) : err('corrupt');
}

/** u64 length | content | zeros, up to Padmé's length. */
async function* padded(
  content: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array, void, void> {
  const prefix = new Uint8Array(LENGTH_BYTES);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length));
  yield prefix;
  let given = 0;
  for await (const piece of content) {
    given += piece.length;
    yield piece;
  }
  if (given !== length) throw new RangeError(`an attachment of ${length} bytes was given ${given}`);
  let zeros = padmeLength(LENGTH_BYTES + length) - LENGTH_BYTES - length;
  for (; zeros > 0; zeros -= CHUNK_BYTES) yield new Uint8Array(Math.min(zeros, CHUNK_BYTES));
}

/** Accepts only what {@link padded} makes, so that one content has one padding. */
async function* unpadded(
  plaintext: ByteReader<ChunkFailure>,
): AsyncGenerator<Result<Bytes, AttachmentFailure>, void, void> {
  const fail = (failure: ChunkFailure | 'ended') => err(failure === 'ended' ? 'corrupt' : failure);
  const prefix = await plaintext.read(LENGTH_BYTES);
  if (!prefix.ok) return yield fail(prefix.error);
  const length = Number(new DataView(prefix.value.buffer).getBigUint64(0));
  if (!Number.isSafeInteger(length)) return yield err('corrupt');
  for (let left = length; left > 0; left -= CHUNK_BYTES) {
    const piece = await plaintext.read(Math.min(left, CHUNK_BYTES));
    if (!piece.ok) return yield fail(piece.error);
    yield piece;
  }
  let zeros = padmeLength(LENGTH_BYTES + length) - LENGTH_BYTES - length;
  for (; zeros > 0; zeros -= CHUNK_BYTES) {
    const piece = await plaintext.read(Math.min(zeros, CHUNK_BYTES));
    if (!piece.ok) return yield fail(piece.error);
    if (piece.value.some((byte) => byte !== 0)) return yield err('corrupt');
  }
  const atEnd = await plaintext.isAtEnd();
  if (!atEnd.ok) return yield atEnd;
  if (!atEnd.value) yield err('corrupt');
}

async function importFileKey(
  accountKey: AccountKey,
  vaultId: VaultId,
  attachmentId: string,
  salt: Bytes,
): Promise<CryptoKey> {
  const info = encodeFields(ATTACHMENT_LABEL, vaultId, attachmentId);
  const keyBytes = deriveKeyBytes(revealSecret(accountKey), info, salt);
  const key = await importAesKey(keyBytes);
  keyBytes.fill(0);
  return key;
}
