import type { CareKind, CareEntry } from '@undertone/contract/directory';
import type { RowTrouble } from '@undertone/contract/directory-import';

type Optional = Omit<CareEntry, 'id' | 'source' | 'name' | 'kind' | 'lat' | 'lon' | 'precision'>;

/** What a row says, in the words of the file: checked by `finishEntry`, field by field. */
export interface Draft {
  readonly sourceId: string;
  readonly name: string;
  readonly kind: CareKind;
  /** Degrees; `null`: the row gives no position. `NaN`: it gives one that is no number. */
  readonly position: { readonly lat: number; readonly lon: number } | null;
  readonly fields: { readonly [Field in keyof Optional]?: unknown };
  /** Fields that had to be left out already, with what stood there. */
  readonly notes?: readonly RowNote[];
}

export interface RowNote {
  readonly trouble: RowTrouble;
  readonly field: string | null;
  readonly excerpt?: string;
}

export function leaveOut(
  trouble: RowTrouble,
  field: string | null = null,
  excerpt?: string,
): { readonly leftOut: RowNote } {
  return { leftOut: { trouble, field, ...(excerpt === undefined ? {} : { excerpt }) } };
}
