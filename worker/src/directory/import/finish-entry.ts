import { CareEntrySchema, ENTRY_LIMITS, type CareEntry } from '@undertone/contract/directory';
import type { RowTrouble } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import * as v from 'valibot';
import { checkPosition } from './check-position.ts';
import type { Draft, RowNote } from './draft.ts';

const { entries: FIELDS } = CareEntrySchema;

/** Every field of an entry that a source may leave out, in the order in which it is stored. */
const OPTIONAL = [
  ...['specialities', 'taxonomy', 'languages', 'phone', 'textPhone', 'email', 'website', 'street'],
  ...['locality', 'region', 'postcode', 'country', 'openingHours', 'telehealth', 'funding', 'wheelchair'],
  ...['acceptsNew', 'verified'],
] as const satisfies readonly (keyof CareEntry)[] as readonly (keyof Draft['fields'])[];

export interface PlacedDraft extends Draft {
  readonly position: { readonly lat: number; readonly lon: number };
  readonly precision: CareEntry['precision'];
}

export interface FinishedEntry {
  readonly sourceId: string;
  /** Without its id, which is a hash. */
  readonly entry: Omit<CareEntry, 'id'>;
  readonly notes: readonly RowNote[];
}

/**
 * A draft as an entry, checked field by field: what a field's schema refuses is left out and noted; a row without a
 * name or with an impossible position is left out whole.
 */
export function finishEntry(draft: PlacedDraft, source: string): Result<FinishedEntry, RowNote> {
  const { lat, lon } = draft.position;
  const country = countryOf(draft.fields.country);
  const trouble: RowTrouble | null = checkPosition(lat, lon, country);
  if (trouble !== null) return err({ trouble, field: 'position', excerpt: `${lat}, ${lon}` });
  const name = cut(draft.name.replaceAll(/\s+/g, ' ').trim(), ENTRY_LIMITS.nameChars);
  if (name === '') return err({ trouble: 'missing-name', field: 'name' });

  const notes: RowNote[] = [...(draft.notes ?? [])];
  const fields: Record<string, unknown> = {};
  for (const field of OPTIONAL) {
    const value = tidy(field, field === 'country' ? (country ?? draft.fields.country) : draft.fields[field]);
    if (value === undefined) continue;
    const parsed = v.safeParse(FIELDS[field], value);
    if (parsed.success) fields[field] = parsed.output;
    else notes.push({ trouble: 'invalid-field', field, excerpt: String(draft.fields[field]) });
  }
  const position = { lat: rounded(lat), lon: rounded(lon), precision: draft.precision };
  const entry = { source, name, kind: draft.kind, ...position, ...fields } as Omit<CareEntry, 'id'>;
  return ok({ sourceId: draft.sourceId, entry, notes });
}

/** A code of two letters in any case, or what `FIELDS.country` will refuse. */
function countryOf(country: unknown): string | null {
  return typeof country === 'string' && /^[a-z]{2}$/i.test(country.trim())
    ? country.trim().toUpperCase()
    : null;
}

/** Whole metres and less: five decimals are 1.1 m. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1).trimEnd()}…`;
}

/** What people write otherwise than the schema wants it, where there is no doubt what is meant. */
function tidy(field: keyof Draft['fields'], value: unknown): unknown {
  if (Array.isArray(value)) {
    const chars = field === 'specialities' ? ENTRY_LIMITS.specialityChars : Infinity;
    const most = { specialities: 8, taxonomy: 8, languages: 12 }[field as 'languages'] ?? Infinity;
    const words = value.map((word) => (typeof word === 'string' ? cut(word, chars) : word)).slice(0, most);
    return words.length === 0 ? undefined : words;
  }
  if (typeof value !== 'string') return value ?? undefined;
  const text = value.replaceAll(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  switch (field) {
    case 'phone':
    case 'textPhone':
      return tidyPhone(text);
    case 'website':
      return /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
    case 'street':
    case 'locality':
    case 'region':
      return cut(text, ENTRY_LIMITS.addressLineChars);
    case 'postcode':
      return text.toUpperCase();
    default:
      return text;
  }
}

/** The first of several numbers, its area code out of its brackets, what comes after an extension mark left away. */
function tidyPhone(text: string): string {
  const [first = ''] = text.split(/[;,]|\s*(?:ext\.?|x)\s*(?=\d)/i);
  return first.replaceAll(/[()]/g, ' ').replaceAll(/\s+/g, ' ').trim();
}
