import type { RowNote } from './draft.ts';
import type { PlacedDraft } from './finish-entry.ts';
import type { ReadRecords } from './read-records.ts';

/** No postcode is longer. */
const MOST_CHARS = 16;

/** Positions of postcodes, asked for as `countryPostcode` writes them. */
export type FindPostcodes = (
  wanted: readonly string[],
) => Promise<ReadonlyMap<string, { readonly lat: number; readonly lon: number }>>;

interface Placed {
  readonly placed: readonly { readonly row: number; readonly draft: PlacedDraft }[];
  readonly leftOut: readonly { readonly row: number; readonly note: RowNote }[];
}

/** Gives every draft a position: its own, or that of its postcode. */
export async function placeDrafts(
  drafts: ReadRecords['drafts'],
  country: string | undefined,
  findPostcodes: FindPostcodes,
): Promise<Placed> {
  const keyOf = ({ fields }: (typeof drafts)[number]['draft']): string | null => {
    const own = typeof fields.country === 'string' ? fields.country : country;
    return own !== undefined && typeof fields.postcode === 'string' && fields.postcode.length <= MOST_CHARS
      ? countryPostcode(own, fields.postcode)
      : null;
  };
  const wanted = new Set<string>();
  for (const { draft } of drafts) {
    const key = draft.position === null ? keyOf(draft) : null;
    if (key !== null) wanted.add(key);
  }
  const found = wanted.size === 0 ? new Map() : await findPostcodes([...wanted]);

  const placed: { row: number; draft: PlacedDraft }[] = [];
  const leftOut: { row: number; note: RowNote }[] = [];
  for (const { row, draft } of drafts) {
    const fields =
      draft.fields.country === undefined && country !== undefined
        ? { ...draft.fields, country }
        : draft.fields;
    if (draft.position !== null) {
      placed.push({ row, draft: { ...draft, fields, position: draft.position, precision: 'exact' } });
      continue;
    }
    const key = keyOf(draft);
    const position = key === null ? undefined : found.get(key);
    if (position !== undefined) {
      placed.push({ row, draft: { ...draft, fields, position, precision: 'postcode' } });
    } else {
      const note: RowNote =
        key === null
          ? { trouble: 'missing-position', field: null }
          : { trouble: 'unknown-postcode', field: 'postcode', excerpt: String(draft.fields.postcode) };
      leftOut.push({ row, note });
    }
  }
  return { placed, leftOut };
}

/** `GB SW1A1AA`: a postcode's country and what is left of it without spaces and signs. */
export function countryPostcode(country: string, postcode: string): string {
  return `${country.trim().toUpperCase()} ${postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
}
