/**
 * Whether an MP4 or QuickTime file ends in the middle of one of its outermost boxes (ISO/IEC 14496-12, 4.2): it was
 * cut off. `false` for every other kind of file.
 */
export async function endsWithinBox(file: Blob): Promise<boolean> {
  for (let at = 0, boxes = 0; boxes < MOST_BOXES && at < file.size; boxes++) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
    if (head.byteLength < 8) return boxes > 0;
    if (boxes === 0 && head.getUint32(4) !== FTYP) return false;
    const short = head.getUint32(0);
    // 0: up to the end of the file; 1: the size follows as 64 bits.
    if (short === 0) return false;
    const bytes = short === 1 && head.byteLength === 16 ? Number(head.getBigUint64(8)) : short;
    if (bytes < 8) return false;
    at += bytes;
    if (at > file.size) return true;
  }
  return false;
}

const FTYP = 0x66_74_79_70;
/** A fragmented recording has a box a second. */
const MOST_BOXES = 4_096;
