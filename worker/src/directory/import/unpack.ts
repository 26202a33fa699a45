import { IMPORT_LIMITS, type IMPORT_FAILURES } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import { crc32 } from './crc32.ts';
import type { ImportRow } from './import-rows.ts';
import { FileChangedError, partKey, storedFile, type StoredFile } from './stored-file.ts';
import { zipMembers, zipMemberStart, type ZipMember } from './zip-directory.ts';

type ImportFailure = (typeof IMPORT_FAILURES)[number];

export interface Unpacked {
  readonly bytes: number;
  readonly isUnpacked: boolean;
}

/** Bytes that are decompressed at once: a bomb of a thousand to one makes 16 MB of them. */
const PIECE_BYTES = 16 * 1024;
/** So small a file may be packed as tightly as it likes. */
const RATIO_COUNTS_FROM_BYTES = 8 * 1024 * 1024;

/**
 * Unpacks what was sent, told by its first bytes, into parts beside it; a plain file stays as it is. Piece by piece: at
 * no time is more in memory than a part of IMPORT_LIMITS.partBytes and what one piece becomes.
 */
export async function unpack(
  bucket: R2Bucket,
  row: ImportRow,
  etags: readonly string[],
): Promise<Result<Unpacked, ImportFailure>> {
  const file = storedFile(bucket, row.id, 'part', row.fileBytes, etags);
  const head = await file.read(0, 4);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const source = { stream: file.stream(0, file.bytes), packedBytes: file.bytes, format: 'gzip' as const };
    const written = await writePlain(bucket, row.id, source);
    return written.ok ? ok({ bytes: written.value.bytes, isUnpacked: true }) : written;
  }
  if (head[0] !== 0x50 || head[1] !== 0x4b) return ok({ bytes: file.bytes, isUnpacked: false });
  return unzip(bucket, row, file);
}

async function unzip(
  bucket: R2Bucket,
  { id, options }: ImportRow,
  file: StoredFile,
): Promise<Result<Unpacked, ImportFailure>> {
  const members = await zipMembers(file);
  if (!members.ok) return members;
  const member = memberToRead(members.value, options.format === 'nppes');
  if (member === null) return err('archive-holds-no-file');
  const { bytes, packedBytes } = member;
  const saysTooMuch =
    bytes > IMPORT_LIMITS.unpackedBytes ||
    (bytes > RATIO_COUNTS_FROM_BYTES && bytes > packedBytes * IMPORT_LIMITS.unpackedRatio);
  if (saysTooMuch) return err('archive-too-large');
  const start = await zipMemberStart(file, member);
  if (!start.ok) return err('archive-broken');
  const stream = file.stream(start.value, start.value + packedBytes);
  const format = member.isStored ? null : ('deflate-raw' as const);
  const written = await writePlain(bucket, id, { stream, packedBytes, format });
  if (!written.ok) return written;
  const isWhole = written.value.bytes === bytes && written.value.crc32 === member.crc32;
  return isWhole ? ok({ bytes, isUnpacked: true }) : err('archive-broken');
}

/** The largest file of data. NPPES brings several tables and a heading alone; archives in archives are not opened. */
function memberToRead(members: readonly ZipMember[], isNppes: boolean): ZipMember | null {
  const candidates = members.filter(({ name }) =>
    isNppes
      ? /(?:^|\/)npidata_pfile_[^/]*\.csv$/i.test(name) && !/fileheader/i.test(name)
      : /\.(?:csv|tsv|txt|json|geojson)$/i.test(name) && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(name),
  );
  return candidates.reduce<ZipMember | null>(
    (largest, each) => (largest === null || each.bytes > largest.bytes ? each : largest),
    null,
  );
}

interface Packed {
  readonly stream: ReadableStream<Uint8Array>;
  readonly packedBytes: number;
  /** `null`: the bytes as they are. */
  readonly format: 'gzip' | 'deflate-raw' | null;
}

async function writePlain(
  bucket: R2Bucket,
  importId: string,
  { stream, packedBytes, format }: Packed,
): Promise<Result<{ readonly bytes: number; readonly crc32: number }, ImportFailure>> {
  const pieces = stream.pipeThrough(inPieces());
  const plain = format === null ? pieces : pieces.pipeThrough(new DecompressionStream(format));
  const part = new Uint8Array(IMPORT_LIMITS.partBytes);
  let [bytes, check, filled, parts] = [0, 0, 0, 0];
  const flush = async () => {
    await bucket.put(partKey(importId, 'plain', parts), part.subarray(0, filled));
    parts++;
    filled = 0;
  };
  const most = Math.max(RATIO_COUNTS_FROM_BYTES, packedBytes * IMPORT_LIMITS.unpackedRatio);
  try {
    for await (const piece of plain) {
      bytes += piece.length;
      if (bytes > most || bytes > IMPORT_LIMITS.unpackedBytes) return err('archive-too-large');
      // GZIP's own check is made by who decompresses it.
      if (format !== 'gzip') check = crc32(check, piece);
      for (let from = 0; from < piece.length;) {
        const taken = Math.min(piece.length - from, part.length - filled);
        part.set(piece.subarray(from, from + taken), filled);
        filled += taken;
        from += taken;
        if (filled === part.length) await flush();
      }
    }
  } catch (error) {
    // What the bucket says of itself is no fault of the archive's.
    if (error instanceof FileChangedError || !(error instanceof TypeError)) throw error;
    return err('archive-broken');
  }
  if (filled > 0) await flush();
  return ok({ bytes, crc32: check });
}

function inPieces(): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
        controller.enqueue(chunk.subarray(from, from + PIECE_BYTES));
      }
    },
  });
}
