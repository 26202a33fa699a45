import { readRegionNames, readZipCodes, type ZipCode } from '../../web/build/gazetteer/geonames.ts';
import type { SampleEntry } from './sample-entries.ts';
import type { SampleFormat } from './sample-format.ts';

const numbered = (count: number, names: readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, index) => names.map((name) => `${name}_${index + 1}`)).flat();

/** The 330 columns of the US registry's monthly file (NPPES Data Dissemination, CMS). */
const COLUMNS: readonly string[] = [
  'NPI',
  'Entity Type Code',
  'Replacement NPI',
  'Employer Identification Number (EIN)',
  'Provider Organization Name (Legal Business Name)',
  'Provider Last Name (Legal Name)',
  'Provider First Name',
  'Provider Middle Name',
  'Provider Name Prefix Text',
  'Provider Name Suffix Text',
  'Provider Credential Text',
  'Provider Other Organization Name',
  'Provider Other Organization Name Type Code',
  'Provider Other Last Name',
  'Provider Other First Name',
  'Provider Other Middle Name',
  'Provider Other Name Prefix Text',
  'Provider Other Name Suffix Text',
  'Provider Other Credential Text',
  'Provider Other Last Name Type Code',
  'Provider First Line Business Mailing Address',
  'Provider Second Line Business Mailing Address',
  'Provider Business Mailing Address City Name',
  'Provider Business Mailing Address State Name',
  'Provider Business Mailing Address Postal Code',
  'Provider Business Mailing Address Country Code (If outside U.S.)',
  'Provider Business Mailing Address Telephone Number',
  'Provider Business Mailing Address Fax Number',
  'Provider First Line Business Practice Location Address',
  'Provider Second Line Business Practice Location Address',
  'Provider Business Practice Location Address City Name',
  'Provider Business Practice Location Address State Name',
  'Provider Business Practice Location Address Postal Code',
  'Provider Business Practice Location Address Country Code (If outside U.S.)',
  'Provider Business Practice Location Address Telephone Number',
  'Provider Business Practice Location Address Fax Number',
  'Provider Enumeration Date',
  'Last Update Date',
  'NPI Deactivation Reason Code',
  'NPI Deactivation Date',
  'NPI Reactivation Date',
  'Provider Sex Code',
  'Authorized Official Last Name',
  'Authorized Official First Name',
  'Authorized Official Middle Name',
  'Authorized Official Title or Position',
  'Authorized Official Telephone Number',
  ...numbered(15, [
    'Healthcare Provider Taxonomy Code',
    'Provider License Number',
    'Provider License Number State Code',
    'Healthcare Provider Primary Taxonomy Switch',
  ]),
  ...numbered(50, [
    'Other Provider Identifier',
    'Other Provider Identifier Type Code',
    'Other Provider Identifier State',
    'Other Provider Identifier Issuer',
  ]),
  'Is Sole Proprietor',
  'Is Organization Subpart',
  'Parent Organization LBN',
  'Parent Organization TIN',
  'Authorized Official Name Prefix Text',
  'Authorized Official Name Suffix Text',
  'Authorized Official Credential Text',
  ...numbered(15, ['Healthcare Provider Taxonomy Group']),
  'Certification Date',
];

/** The layout has no positions: each entry gets the ZIP code nearest to where it would stand. */
export async function createSampleNppes(): Promise<SampleFormat> {
  const findZip = createZipFinder(await readZipCodes());
  const stateOf = new Map(
    [...readRegionNames()].flatMap(([code, name]) => (code.startsWith('US.') ? [[name, code.slice(3)]] : [])),
  );
  return {
    onlyCountry: 'US',
    head: `${COLUMNS.map((column) => `"${column}"`).join(',')}\n`,
    row(entry, number) {
      const fields = fieldsOf(
        entry,
        number,
        findZip(entry.lat, entry.lon),
        stateOf.get(entry.region ?? '') ?? '',
      );
      return `${COLUMNS.map((column) => `"${(fields[column] ?? '').replaceAll('"', '""')}"`).join(',')}\n`;
    },
    foot: '',
  };
}

function fieldsOf(entry: SampleEntry, number: number, zip: ZipCode, state: string): Record<string, string> {
  const isPerson = !entry.name.includes(' at ');
  const [first, title, ...last] = entry.name.split(' ');
  const day = (entry.verified ?? '').replace(/^(\d+)-(\d+)-(\d+)$/, '$2/$3/$1');
  return {
    NPI: sampleNpi(number),
    'Entity Type Code': isPerson ? '1' : '2',
    'Provider Organization Name (Legal Business Name)': isPerson ? '' : entry.name,
    'Provider Last Name (Legal Name)': isPerson ? last.join(' ') : '',
    'Provider First Name': isPerson ? `${first} ${title}` : '',
    'Provider First Line Business Practice Location Address': entry.street ?? '',
    'Provider Business Practice Location Address City Name': entry.locality ?? '',
    'Provider Business Practice Location Address State Name': state,
    'Provider Business Practice Location Address Postal Code': zip.code,
    'Provider Business Practice Location Address Country Code (If outside U.S.)': 'US',
    'Provider Business Practice Location Address Telephone Number': (entry.phone ?? '')
      .replace(/^\+1/, '')
      .replaceAll(' ', ''),
    'Provider Enumeration Date': day,
    'Last Update Date': day,
    'Healthcare Provider Taxonomy Code_1': entry.taxonomy?.[0]?.replace('nucc:', '') ?? '261QM0801X',
    'Healthcare Provider Primary Taxonomy Switch_1': 'Y',
  };
}

/** With a right check digit (Luhn over 80840 and the number), and a first digit that none has been given so far. */
function sampleNpi(number: number): string {
  const digits = `2${String(number).padStart(8, '0')}`;
  let sum = 24;
  for (const [index, digit] of [...digits].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** By squares of half a degree: the nearest of the square and those around it, else of all. */
function createZipFinder(zips: readonly ZipCode[]): (lat: number, lon: number) => ZipCode {
  const squares = new Map<string, ZipCode[]>();
  const square = (lat: number, lon: number) => `${Math.floor(lat * 2)}/${Math.floor(lon * 2)}`;
  for (const zip of zips) {
    const key = square(zip.lat, zip.lon);
    const among = squares.get(key) ?? [];
    among.push(zip);
    squares.set(key, among);
  }
  return (lat, lon) => {
    const steps = [-0.5, 0, 0.5];
    const around = steps.flatMap((north) =>
      steps.flatMap((east) => squares.get(square(lat + north, lon + east)) ?? []),
    );
    const stretch = Math.cos((lat * Math.PI) / 180);
    const far = (zip: ZipCode) => Math.hypot(zip.lat - lat, (zip.lon - lon) * stretch);
    let [best] = zips;
    for (const zip of around.length > 0 ? around : zips)
      if (best === undefined || far(zip) < far(best)) best = zip;
    if (best === undefined) throw new Error('there are no ZIP codes');
    return best;
  };
}
