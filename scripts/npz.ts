import { unzipSync } from 'fflate';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Row by row. */
  readonly data: Uint8Array;
}

/** The arrays of unsigned bytes in a `.npz` (numpy.savez), by name; others are left out. Throws on another file. */
export function readByteArrays(npz: Uint8Array): ReadonlyMap<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const [file, bytes] of Object.entries(unzipSync(npz))) {
    const array = parseNpy(bytes);
    if (array !== null) arrays.set(file.replace(/\.npy$/, ''), array);
  }
  return arrays;
}

/** NumPy's format, versions 1 to 3 (NEP 1): magic, version, length of a header that is a Python literal, data. */
function parseNpy(bytes: Uint8Array): NpyArray | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0) !== 0x934e554d) throw new Error('not a NumPy array');
  const isFirstVersion = bytes[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const length = isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  if (!/'descr':\s*'\|u1'/.test(header)) return null;
  if (/'fortran_order':\s*True/.test(header)) throw new Error('the array lies column by column');
  const [, sides = ''] = /'shape':\s*\(([^)]*)\)/.exec(header) ?? [];
  const shape = sides.split(',').flatMap((side) => (side.trim() === '' ? [] : [Number(side)]));
  const count = shape.reduce((product, side) => product * side, 1);
  const data = bytes.subarray(start + length, start + length + count);
  if (data.length !== count) throw new Error('the array is cut off');
  return { shape, data };
}
