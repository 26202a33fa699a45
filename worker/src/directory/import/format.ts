import type { IMPORT_FAILURES, NewImport } from '@undertone/contract/directory-import';
import type { Result } from '@undertone/base/result';
import type { Draft, RowNote } from './draft.ts';
import type { SplitRecords } from './file-records.ts';
import type { Layout } from './progress.ts';

type ImportFailure = (typeof IMPORT_FAILURES)[number];

/** Where a postcode lies. */
export interface PostcodePlace {
  readonly country: string;
  readonly postcode: string;
  readonly lat: number;
  readonly lon: number;
}

/** `null`: an empty row. */
export type RowReading =
  | { readonly draft: Draft }
  | { readonly place: PostcodePlace }
  | { readonly leftOut: RowNote }
  | null;

export type ReadRow = (text: string) => RowReading;

/** A layout that the importer reads: pure, from bytes to drafts. */
export interface Format {
  /** Looks at the first bytes of the file (`recordBytes` at most) and says where its records begin. */
  begin(
    head: Uint8Array,
    options: NewImport,
  ): Result<{ readonly layout: Layout; readonly start: number; readonly records: number }, ImportFailure>;
  split(layout: Layout): SplitRecords;
  /** Its rows, one by one. Throws where `begin` could not have made this layout. */
  reader(layout: Layout, options: NewImport): ReadRow;
}
