/** For each point of a refined part, in its network's order, the point of the whole mesh that it replaces. */
export interface RefinementTables {
  readonly lips: readonly number[];
  readonly leftEye: readonly number[];
  readonly rightEye: readonly number[];
}

/** Field 1 as a varint, in protobuf's wire format. */
const TAG = 0x08;
const LAST_MESH_POINT = 477;

/** Lengths and first points, by which the tables are told from each other and from other lists of numbers. */
const LIPS = { length: 80, first: 61 };
const LEFT_EYE = { length: 71, first: 33 };
const RIGHT_EYE = { length: 71, first: 263 };

/**
 * The `face_mesh` package carries its graph, and with it the options of its LandmarksRefinementCalculator
 * (`indexes_mapping`, a repeated uint32), inside its WebAssembly: there the tables lie as runs of `08 <varint>`.
 *
 * @throws when one of them is not there.
 */
export function findRefinementTables(wasm: Uint8Array): RefinementTables {
  const runs = findRuns(wasm, Math.min(LIPS.length, LEFT_EYE.length, RIGHT_EYE.length));
  const pick = (wanted: { readonly length: number; readonly first: number }) => {
    const found = runs.find((run) => run.length === wanted.length && run[0] === wanted.first);
    if (found === undefined) throw new Error(`no table of ${wanted.length} points from ${wanted.first}`);
    return found;
  };
  return { lips: pick(LIPS), leftEye: pick(LEFT_EYE), rightEye: pick(RIGHT_EYE) };
}

function findRuns(bytes: Uint8Array, leastLength: number): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (let start = bytes.indexOf(TAG); start >= 0; start = bytes.indexOf(TAG, start + 1)) {
    const run: number[] = [];
    let at = start;
    while (bytes[at] === TAG) {
      const { value, next } = readVarint(bytes, at + 1);
      if (value > LAST_MESH_POINT) break;
      run.push(value);
      at = next;
    }
    if (run.length >= leastLength) {
      runs.push(run);
      start = at - 1;
    }
  }
  return runs;
}

function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 0x7f) << (7 * (at - from));
    if ((byte & 0x80) === 0) return { value, next: at + 1 };
  }
  return { value: Infinity, next: from + 4 };
}
