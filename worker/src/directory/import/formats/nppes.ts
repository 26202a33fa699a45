import { err, ok } from '@undertone/base/result';
import { leaveOut } from '../draft.ts';
import type { Format, RowReading } from '../format.ts';
import { csvTable } from './csv-table.ts';
import { nuccKind } from './nucc.ts';

const PRACTICE = 'Provider Business Practice Location Address';

/** Columns of `npidata_pfile_*.csv` (CMS, NPPES Data Dissemination) that are read. */
const COLUMNS = {
  npi: 'NPI',
  entity: 'Entity Type Code',
  organisation: 'Provider Organization Name (Legal Business Name)',
  otherName: 'Provider Other Organization Name',
  first: 'Provider First Name',
  last: 'Provider Last Name (Legal Name)',
  credentials: 'Provider Credential Text',
  street: `Provider First Line Business Practice Location Address`,
  city: `${PRACTICE} City Name`,
  state: `${PRACTICE} State Name`,
  postcode: `${PRACTICE} Postal Code`,
  country: `${PRACTICE} Country Code (If outside U.S.)`,
  phone: `${PRACTICE} Telephone Number`,
  updated: 'Last Update Date',
  deactivated: 'NPI Deactivation Date',
  reactivated: 'NPI Reactivation Date',
} as const;

const OPTIONAL = ['otherName', 'credentials', 'updated', 'reactivated', 'country'] as const;
const TAXONOMIES = Array.from({ length: 15 }, (_, index) => index + 1);

type Field = keyof typeof COLUMNS;

interface Columns {
  readonly at: Readonly<Record<Field, number>>;
  /** Of each of the codes, and of the switch that says which of them is the main one. */
  readonly codes: readonly { readonly code: number; readonly primary: number }[];
}

/** The US registry of practitioners and organisations. It gives no positions: those are its postcodes' (ZIP). */
export const NPPES: Format = csvTable<Columns>({
  columnsOf: (heading) => {
    const index = new Map(heading.map((name, column) => [name.trim(), column]));
    const at = Object.fromEntries(
      Object.entries(COLUMNS).map(([field, name]) => [field, index.get(name) ?? -1]),
    ) as Record<Field, number>;
    const codes = TAXONOMIES.map((number) => ({
      code: index.get(`Healthcare Provider Taxonomy Code_${number}`) ?? -1,
      primary: index.get(`Healthcare Provider Primary Taxonomy Switch_${number}`) ?? -1,
    })).filter(({ code }) => code >= 0);
    if (at.npi < 0) return err('not-that-format');
    const isWhole = Object.entries(at).every(
      ([field, column]) => column >= 0 || (OPTIONAL as readonly string[]).includes(field),
    );
    return isWhole && codes.length > 0 ? ok({ at, codes }) : err('columns-missing');
  },
  readRow,
});

function readRow(row: readonly string[], { at, codes }: Columns): RowReading {
  const cell = (field: Field) => (row[at[field]] ?? '').trim();
  const npi = cell('npi');
  if (!/^\d{10}$/.test(npi)) return leaveOut('missing-id', 'NPI', npi);
  // Of a deactivated number nothing but the number is left.
  if (cell('deactivated') !== '' && cell('reactivated') === '') return leaveOut('closed', null, npi);

  const own = codes
    .map(({ code, primary }) => ({ code: (row[code] ?? '').trim(), isPrimary: row[primary] === 'Y' }))
    .filter(({ code }) => code !== '')
    .sort((left, right) => Number(right.isPrimary) - Number(left.isPrimary));
  const care = own.map(({ code }) => ({ code, ...nuccKind(code) })).filter(({ kind }) => kind !== undefined);
  const [main] = care;
  if (main?.kind === undefined) return leaveOut('not-care', null, own[0]?.code ?? npi);

  const person = [cell('first'), cell('last')].filter((name) => name !== '').map((name) => titled(name));
  const credentials = cell('credentials').replaceAll('.', '');
  const name =
    cell('entity') === '2'
      ? titled(cell('otherName') || cell('organisation'))
      : [person.join(' '), credentials].filter((part) => part !== '').join(', ');
  if (name === '' || (cell('entity') !== '2' && person.length === 0))
    return leaveOut('missing-name', 'name', npi);

  const date = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell('updated'));
  const phone = cell('phone').replaceAll(/\D/g, '');
  return {
    draft: {
      ...{ sourceId: npi, name, kind: main.kind, position: null },
      fields: {
        specialities: [...new Set(care.map(({ speciality }) => speciality))],
        taxonomy: care.map(({ code }) => `nucc:${code}`),
        phone: /^\d{10}$/.test(phone)
          ? `+1 ${phone.slice(0, 3)} ${phone.slice(3, 6)} ${phone.slice(6)}`
          : undefined,
        street: titled(cell('street')),
        locality: titled(cell('city')),
        region: cell('state'),
        postcode: /^\d{9}$/.test(cell('postcode'))
          ? `${cell('postcode').slice(0, 5)}-${cell('postcode').slice(5)}`
          : cell('postcode'),
        country: cell('country') || 'US',
        verified: date === null ? undefined : `${date[3]}-${date[1]}-${date[2]}`,
      },
    },
  };
}

/** The registry writes in capitals. */
function titled(text: string): string {
  if (text !== text.toUpperCase()) return text;
  return text.toLowerCase().replaceAll(/(?<![\p{L}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());
}
