import { err, ok, type Result } from '@undertone/base/result';
import type { StoredFile } from './stored-file.ts';

/** A file in an archive: where its compressed bytes lie, and what the archive says of them. */
export interface ZipMember {
  readonly name: string;
  readonly isStored: boolean;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const MEMBER = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 65_535;
const IN_64 = 0xffff_ffff;
/** A directory of care comes as a handful of files. */
const MOST_MEMBERS = 1000;
const MOST_DIRECTORY_BYTES = 1024 * 1024;
const ENCRYPTED = 1;

type Trouble = 'archive-broken' | 'archive-too-large';

/**
 * The members of a ZIP archive (PKWARE APPNOTE 6.3.10, ZIP64 included) out of its central directory: what stands
 * before each member's bytes may leave their number out. A directory that is cut off makes the archive broken.
 */
export async function zipMembers(file: StoredFile): Promise<Result<readonly ZipMember[], Trouble>> {
  const tailAt = Math.max(0, file.bytes - END_BYTES - MOST_COMMENT_BYTES);
  const tail = viewOf(await file.read(tailAt, file.bytes));
  const endAt = lastEnd(tail);
  if (endAt < 0) return err('archive-broken');
  let members = tail.getUint16(endAt + 10, true);
  let size = tail.getUint32(endAt + 12, true);
  let at = tail.getUint32(endAt + 16, true);
  if (endAt >= 20 && tail.getUint32(endAt - 20, true) === LOCATOR_64) {
    const end64At = Number(tail.getBigUint64(endAt - 20 + 8, true));
    if (end64At + 56 > file.bytes) return err('archive-broken');
    const end64 = viewOf(await file.read(end64At, end64At + 56));
    if (end64.getUint32(0, true) !== END_64) return err('archive-broken');
    members = Number(end64.getBigUint64(32, true));
    size = Number(end64.getBigUint64(40, true));
    at = Number(end64.getBigUint64(48, true));
  }
  if (members > MOST_MEMBERS || size > MOST_DIRECTORY_BYTES) return err('archive-too-large');
  if (at + size > file.bytes) return err('archive-broken');
  return parseDirectory(viewOf(await file.read(at, at + size)), members);
}

function parseDirectory(view: DataView, members: number): Result<readonly ZipMember[], Trouble> {
  const found: ZipMember[] = [];
  let at = 0;
  for (let index = 0; index < members; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== MEMBER) return err('archive-broken');
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > view.byteLength) return err('archive-broken');
    const wide = wideNumbers(view, at + 46 + nameBytes, extraBytes);
    // In the order in which APPNOTE has them, each only where the narrow one does not hold it.
    const number = (offset: number) => {
      const narrow = view.getUint32(at + offset, true);
      return narrow === IN_64 ? (wide.shift() ?? narrow) : narrow;
    };
    const bytes = number(24);
    const packedBytes = number(20);
    const headerAt = number(42);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes));
    const isReadable = (flags & ENCRYPTED) === 0 && (method === 0 || method === 8);
    if (isReadable && !name.endsWith('/')) {
      const crc32 = view.getUint32(at + 16, true);
      found.push({ name, isStored: method === 0, crc32, packedBytes, bytes, headerAt });
    }
    at = next;
  }
  return ok(found);
}

/** Where a member's own bytes begin, after its local header. */
export async function zipMemberStart(file: StoredFile, { headerAt, packedBytes }: ZipMember) {
  if (headerAt + 30 > file.bytes) return err('archive-broken');
  const header = viewOf(await file.read(headerAt, headerAt + 30));
  if (header.getUint32(0, true) !== LOCAL) return err('archive-broken');
  const start = headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  return start + packedBytes > file.bytes ? err('archive-broken') : ok(start);
}

/** The numbers of 8 bytes in the ZIP64 field of a member's extra fields. */
function wideNumbers(view: DataView, from: number, bytes: number): number[] {
  for (let at = from; at + 4 <= from + bytes;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1 && at + 4 + size <= from + bytes) {
      return Array.from({ length: Math.min(3, Math.floor(size / 8)) }, (_, index) =>
        Number(view.getBigUint64(at + 4 + index * 8, true)),
      );
    }
    at += 4 + size;
  }
  return [];
}

function lastEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END) return at;
  }
  return -1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
