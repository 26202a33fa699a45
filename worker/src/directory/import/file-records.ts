import type { RowTrouble } from '@undertone/contract/directory-import';

/** One row or element as it lies in the file. Its bytes are a view of the slice. */
export interface FileRecord {
  readonly bytes: Uint8Array;
  /** Where it could not be told from what follows it: `malformed` or `record-too-long`. */
  readonly trouble: Extract<RowTrouble, 'malformed' | 'record-too-long'> | null;
}

export interface SplitSlice {
  readonly records: readonly FileRecord[];
  /** Bytes up to the end of the last whole record: there the next slice begins. */
  readonly consumed: number;
  /** Nothing that follows belongs to the records. */
  readonly isEnd: boolean;
}

/** Cuts a slice that begins where a record does. `isLast`: nothing follows the slice. */
export type SplitRecords = (slice: Uint8Array, isLast: boolean) => SplitSlice;
