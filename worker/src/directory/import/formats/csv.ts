import type { CareEntry } from '@undertone/contract/directory';
import {
  MAPPABLE_FIELDS,
  type ColumnMapping,
  type MappableField,
} from '@undertone/contract/directory-import';
import { err, ok, type Result } from '@undertone/base/result';
import { leaveOut, type Draft, type RowNote } from '../draft.ts';
import {
  flagOfWord,
  foldWord,
  fundingOfWord,
  kindOfWord,
  mapOf,
  numberOfText,
  wordsOf,
} from '../field-words.ts';
import type { Format, RowReading } from '../format.ts';
import { csvTable } from './csv-table.ts';

/** Other headings that say which field they are, folded to letters. */
const ALIASES: Readonly<Record<string, MappableField>> = {
  id: 'sourceId',
  latitude: 'lat',
  longitude: 'lon',
  lng: 'lon',
  type: 'kind',
  address: 'street',
  city: 'locality',
  town: 'locality',
  state: 'region',
  zip: 'postcode',
  zipcode: 'postcode',
  postalcode: 'postcode',
  countrycode: 'country',
  telephone: 'phone',
  url: 'website',
  web: 'website',
  hours: 'openingHours',
  language: 'languages',
  speciality: 'specialities',
  specialty: 'specialities',
  specialties: 'specialities',
};

/** Index of each field's column. */
type CsvColumns = Readonly<Partial<Record<MappableField, number>>>;

const FIELD_OF_LETTERS = mapOf<MappableField>({
  ...ALIASES,
  ...Object.fromEntries(MAPPABLE_FIELDS.map((field) => [field.toLowerCase(), field])),
});

function lettersOf(heading: string): string {
  return foldWord(heading).replaceAll(/[^a-z]/g, '');
}

/** Which column holds what: as the admin said, or as the headings are named. */
function csvColumns(
  heading: readonly string[],
  mapping: ColumnMapping | undefined,
): Result<CsvColumns, 'columns-missing'> {
  const columns: Partial<Record<MappableField, number>> = {};
  if (mapping === undefined) {
    for (const [index, name] of heading.entries()) {
      const field = FIELD_OF_LETTERS.get(lettersOf(name));
      if (field !== undefined) columns[field] ??= index;
    }
  } else {
    for (const field of MAPPABLE_FIELDS) {
      const name = mapping[field];
      if (name === undefined) continue;
      const index = heading.findIndex((each) => each.trim() === name.trim());
      if (index < 0) return err('columns-missing');
      columns[field] = index;
    }
  }
  const isPlaced = (columns.lat !== undefined && columns.lon !== undefined) || columns.postcode !== undefined;
  const isWhole = columns.sourceId !== undefined && columns.name !== undefined && isPlaced;
  return isWhole ? ok(columns) : err('columns-missing');
}

const PLAIN = [
  ...['phone', 'textPhone', 'email', 'website', 'street', 'locality', 'region', 'postcode', 'country'],
  ...['openingHours', 'verified'],
] as const satisfies readonly (keyof CareEntry)[] as readonly (keyof Draft['fields'])[];

const LISTS = ['specialities', 'taxonomy', 'languages'] as const;
const FLAGS = ['telehealth', 'acceptsNew'] as const;

function readCsvRow(row: readonly string[], columns: CsvColumns): RowReading {
  const texts = Object.fromEntries(
    Object.entries(columns).map(([field, index]) => [field, row[index] ?? '']),
  );
  return readFields(texts, null);
}

/** The fields of an entry as texts; `position` where it is known otherwise than by `lat` and `lon`. */
export function readFields(
  texts: Readonly<Partial<Record<MappableField, string>>>,
  position: Draft['position'],
): RowReading {
  const cell = (field: MappableField): string => (texts[field] ?? '').trim();
  const sourceId = cell('sourceId');
  if (sourceId === '') return leaveOut('missing-id', 'sourceId');
  const name = cell('name');
  if (name === '') return leaveOut('missing-name', 'name');

  const fields: Record<string, unknown> = {};
  const notes: RowNote[] = [];
  const invalid = (field: string, excerpt: string) =>
    notes.push({ trouble: 'invalid-field', field, excerpt });
  for (const field of PLAIN) if (cell(field) !== '') fields[field] = cell(field);
  for (const field of LISTS) if (cell(field) !== '') fields[field] = wordsOf(cell(field));
  for (const field of FLAGS) {
    if (cell(field) === '') continue;
    const flag = flagOfWord(cell(field));
    if (flag === null) invalid(field, cell(field));
    else fields[field] = flag;
  }
  if (cell('wheelchair') !== '') {
    const flag = flagOfWord(cell('wheelchair'));
    fields['wheelchair'] = flag === null ? foldWord(cell('wheelchair')) : flag ? 'yes' : 'no';
  }
  if (cell('funding') !== '') {
    const words = wordsOf(cell('funding'));
    const funding = words.map((word) => fundingOfWord(word)).filter((word) => word !== null);
    if (funding.length < words.length) invalid('funding', cell('funding'));
    if (funding.length > 0) fields['funding'] = [...new Set(funding)];
  }
  const kind = cell('kind') === '' ? 'other' : kindOfWord(cell('kind'));
  if (kind === null) invalid('kind', cell('kind'));
  const hasPosition = cell('lat') !== '' || cell('lon') !== '';
  return {
    draft: {
      ...{ sourceId, name, fields, notes },
      kind: kind ?? 'other',
      position:
        position ?? (hasPosition ? { lat: numberOfText(cell('lat')), lon: numberOfText(cell('lon')) } : null),
    },
  };
}

export const CSV: Format = csvTable({
  columnsOf: (heading, options) => csvColumns(heading, options.columns),
  readRow: readCsvRow,
});
