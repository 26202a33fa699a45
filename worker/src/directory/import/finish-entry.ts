import { CareEntrySchema, ENTRY_LIMITS, type CareEntry } from '@undertone/contract/directory';
import type { RowTrouble } from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import * as v from 'valibot';
import { checkPosition } from './check-position.ts';
import type { Draft, RowNote } from './draft.ts';
import { cutText, isPlainId, plainText } from './plain-text.ts';

const { entries: FIELDS } = CareEntrySchema;
const EntrySchema = v.omit(CareEntrySchema, ['id']);

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
  if (!isPlainId(draft.sourceId))
    return err({ trouble: 'missing-id', field: 'sourceId', excerpt: draft.sourceId });
  const { lat, lon } = draft.position;
  const country = countryOf(draft.fields.country);
  const trouble: RowTrouble | null = checkPosition(lat, lon, country);
  if (trouble !== null) return err({ trouble, field: 'position', excerpt: `${lat}, ${lon}` });
  const name = cutText(plainText(draft.name), ENTRY_LIMITS.nameChars);
  if (name === '') return err({ trouble: 'missing-name', field: 'name' });

  const notes: RowNote[] = [...(draft.notes ?? [])];
  const fields: Record<string, unknown> = {};
  for (const field of OPTIONAL) {
    const value = tidy(field, field === 'country' ? (country ?? draft.fields.country) : draft.fields[field]);
    if (value === undefined) continue;
    const parsed = v.safeParse(FIELDS[field], value);
    if (parsed.success) fields[field] = parsed.output;
    else notes.push({ trouble: 'invalid-field', field, excerpt: excerptOf(draft.fields[field]) });
  }
  const position = { lat: rounded(lat), lon: rounded(lon), precision: draft.precision };
  // Once more as a whole: what the app refuses to read would take its tile's other entries with it.
  const entry = v.safeParse(EntrySchema, { source, name, kind: draft.kind, ...position, ...fields });
  if (!entry.success) {
    const field = v.getDotPath(entry.issues[0]);
    return err({ trouble: 'invalid-field', field, excerpt: draft.sourceId });
  }
  return ok({ sourceId: draft.sourceId, entry: entry.output, notes });
}

function excerptOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
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

/** What people write otherwise than the schema wants it, where there is no doubt what is meant. */
function tidy(field: keyof Draft['fields'], value: unknown): unknown {
  if (Array.isArray(value)) {
    const chars = field === 'specialities' ? ENTRY_LIMITS.specialityChars : Infinity;
    const most = { specialities: 8, taxonomy: 8, languages: 12 }[field as 'languages'] ?? Infinity;
    const words = value
      .map((word) => (typeof word === 'string' ? cutText(plainText(word), chars) : word))
      .slice(0, most);
    return words.length === 0 ? undefined : words;
  }
  if (typeof value !== 'string') return value ?? undefined;
  const text = plainText(value);
  if (text === '') return undefined;
  switch (field) {
    case 'phone':
    case 'textPhone':
      return tidyPhone(text);
    case 'website':
      return tidyWebsite(/^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`);
    case 'street':
    case 'locality':
    case 'region':
      return cutText(text, ENTRY_LIMITS.addressLineChars);
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

/** As a browser would open it; `null` for what it must not: other schemes, and names before the host that pretend. */
function tidyWebsite(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOpenable =
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isOpenable ? url.href.replace(/^(https?:\/\/[^/?#]+)\/$/, '$1') : null;
}
