import type { Bytes } from '@undertone/base/bytes';
import { err, ok, type Result } from '@undertone/base/result';

/** A linear map on presence features: `columns` outputs from a set of row indices. */
export interface Int8Linear {
  readonly rows: number;
  readonly columns: number;
  /** bias + scale · Σ q[row]·|q[row]| / √|rows|; rows outside the matrix are a bug and throw. */
  apply(rows: ReadonlySet<number>): Float64Array;
}

const HEADER_BYTES = 8;

/**
 * Parses the little-endian layout that `models/text-en/train/export.py` writes:
 * u32 rows, u32 columns, f32 scale per column, f32 bias per column, int8 q row by row. A weight is scale · q · |q|:
 * few weights are large, and evenly spaced steps would lose the many small ones.
 */
export function parseInt8Linear(bytes: Bytes): Result<Int8Linear, 'malformed-linear'> {
  if (bytes.length < HEADER_BYTES) return err('malformed-linear');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = view.getUint32(0, true);
  const columns = view.getUint32(4, true);
  const start = HEADER_BYTES + columns * 8;
  if (bytes.length !== start + rows * columns) return err('malformed-linear');
  const scale = Float64Array.from({ length: columns }, (_, c) => view.getFloat32(HEADER_BYTES + c * 4, true));
  const bias = Float64Array.from({ length: columns }, (_, c) =>
    view.getFloat32(HEADER_BYTES + (columns + c) * 4, true),
  );
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + start, rows * columns);

  return ok({
    rows,
    columns,
    apply(chosen) {
      const sums = new Float64Array(columns);
      for (const row of chosen) {
        if (row < 0 || row >= rows) throw new RangeError(`row ${row} of ${rows}`);
        for (let c = 0; c < columns; c++) {
          const q = weights[row * columns + c]!;
          sums[c]! += q * Math.abs(q);
        }
      }
      const norm = Math.sqrt(Math.max(1, chosen.size));
      return sums.map((sum, c) => bias[c]! + (scale[c]! * sum) / norm);
    },
  });
}
