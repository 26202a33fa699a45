import type { CareKind } from '@undertone/contract/directory';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { err, ok } from '@undertone/base/result';
import { csvFields } from '../csv-fields.ts';
import { csvRecords } from '../csv-records.ts';
import { leaveOut } from '../draft.ts';
import { mapOf } from '../field-words.ts';
import type { Format, RowReading } from '../format.ts';
import { delimiterOf, textStart } from './csv-table.ts';

/** The 27 columns that the reports of the NHS Organisation Data Service have in common, from 0; no heading. */
const COLUMN = {
  code: 0,
  name: 1,
  address: [4, 5, 6],
  town: 7,
  county: 8,
  postcode: 9,
  closed: 11,
  status: 12,
  phone: 17,
  setting: 25,
} as const;
const COLUMNS = 27;

/** `epraccur`'s prescribing settings that are care; the others there are pharmacies, prisons, courts and the like. */
const SETTINGS = mapOf<{ readonly kind: CareKind; readonly speciality: string } | null>({
  '0': null,
  '1': { kind: 'clinic', speciality: 'Walk-in centre' },
  '2': { kind: 'clinic', speciality: 'Out of hours' },
  '3': { kind: 'clinic', speciality: 'Walk-in centre and out of hours' },
  '4': { kind: 'doctor', speciality: 'General practice' },
  '9': { kind: 'clinic', speciality: 'Community health' },
  '10': { kind: 'hospital', speciality: 'Hospital service' },
  '12': { kind: 'clinic', speciality: 'Urgent and emergency care' },
  '22': { kind: 'clinic', speciality: 'Sexual assault referral centre' },
});

/** Where no setting tells it: by words of the name. */
const BY_NAME: readonly (readonly [RegExp, CareKind])[] = [
  [/\bHOSPITAL\b|\bINFIRMARY\b/, 'hospital'],
  [/\bCRISIS\b/, 'crisis-service'],
  [/\bTALKING THERAPIES\b|\bIAPT\b|\bCOUNSELLING\b|\bPSYCHOTHERAPY\b/, 'therapist'],
  [/\bPSYCHOLOG/, 'psychologist'],
  [/\bCLINIC\b|\bHEALTH CENTRE\b|\bMEDICAL CENTRE\b|\bCAMHS\b|\bMENTAL HEALTH\b|\bCENTRE\b/, 'clinic'],
  [/\bSURGERY\b|\bPRACTICE\b/, 'doctor'],
];

/** Reports such as epraccur, ets and ehospital. They give no positions: those are their postcodes'. */
export const NHS_ODS: Format = {
  begin(head) {
    const start = textStart(head);
    if (start === null) return err('not-that-format');
    const [first] = csvRecords(0x2c, IMPORT_LIMITS.recordBytes)(head.subarray(start), true).records;
    const fields = first === undefined ? null : csvFields(new TextDecoder().decode(first.bytes), ',');
    const isOds =
      fields?.ok === true &&
      fields.value.length === COLUMNS &&
      /^[A-Z0-9]{3,10}$/.test(fields.value[0]!.trim());
    if (!isOds) return err('not-that-format');
    return ok({ layout: { kind: 'csv', delimiter: ',', heading: null }, start, records: 0 });
  },
  split: (layout) => csvRecords(delimiterOf(layout).charCodeAt(0), IMPORT_LIMITS.recordBytes),
  reader: () => (text) => {
    if (text.trim() === '') return null;
    const row = csvFields(text, ',');
    if (!row.ok) return leaveOut('malformed', null, text);
    if (row.value.length !== COLUMNS) return leaveOut('wrong-column-count', String(row.value.length), text);
    return readRow(row.value.map((field) => field.trim()));
  },
};

function readRow(row: readonly string[]): RowReading {
  const cell = (column: number) => row[column] ?? '';
  const code = cell(COLUMN.code);
  if (!/^[A-Z0-9]{3,10}$/.test(code)) return leaveOut('missing-id', 'code', code);
  const name = cell(COLUMN.name);
  if (name === '') return leaveOut('missing-name', 'name', code);
  const isOpen = cell(COLUMN.closed) === '' && ['A', ''].includes(cell(COLUMN.status));
  if (!isOpen) return leaveOut('closed', 'status', cell(COLUMN.status));
  const setting = SETTINGS.get(cell(COLUMN.setting));
  // A setting that is known and not care: a pharmacy, a prison, a court.
  if (setting === undefined && cell(COLUMN.setting) !== '') {
    return leaveOut('not-care', 'setting', cell(COLUMN.setting));
  }
  const kind = setting?.kind ?? BY_NAME.find(([words]) => words.test(name.toUpperCase()))?.[1];
  if (kind === undefined) return leaveOut('not-care', 'name', name);
  return {
    draft: {
      ...{ sourceId: code, name: titled(name), kind, position: null },
      fields: {
        ...(setting && { specialities: [setting.speciality] }),
        // The role that the service's newer interface gives a practice.
        ...(cell(COLUMN.setting) === '4' && { taxonomy: ['ods:RO76'] }),
        phone: cell(COLUMN.phone),
        street: titled(COLUMN.address.map(cell).find((line) => line !== '') ?? ''),
        locality: titled(cell(COLUMN.town)),
        region: titled(cell(COLUMN.county)),
        postcode: cell(COLUMN.postcode),
        country: 'GB',
        funding: ['public'],
      },
    },
  };
}

const SMALL = new Set(['And', 'Of', 'The', 'On', 'In', 'At', 'For', 'By']);
const CAPITALS = new Set(['Nhs', 'Camhs', 'Gp', 'Iapt']);

/** The service writes in capitals. */
function titled(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/(?<![\p{L}\p{N}'’])\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
    .replaceAll(/(?<= )\p{L}+/gu, (word) => (SMALL.has(word) ? word.toLowerCase() : word))
    .replaceAll(/\p{L}+/gu, (word) => (CAPITALS.has(word) ? word.toUpperCase() : word));
}
