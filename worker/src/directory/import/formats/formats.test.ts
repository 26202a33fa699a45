import { utf8 } from '@undertone/base/bytes';
import { NewImportSchema, type ImportFormat } from '@undertone/contract/directory-import';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { newImportOf } from '../../../testing/directory.ts';
import { formatOf } from '../format-of.ts';
import { readRecords } from '../read-records.ts';

/** Everything that a file of one slice says. */
function read(format: ImportFormat, file: string, options: Parameters<typeof newImportOf>[0] = {}) {
  const parsed = v.parse(NewImportSchema, newImportOf({ ...options, format }));
  const bytes = utf8(file);
  const begun = formatOf(format).begin(bytes, parsed);
  if (!begun.ok) return begun.error;
  const { layout, start, records: before } = begun.value;
  const { records } = formatOf(format).split(layout)(bytes.subarray(start), true);
  const { drafts, places, leftOut } = readRecords(records, before, formatOf(format), layout, parsed);
  return {
    drafts: drafts.map(({ draft }) => draft),
    places: places.map(({ place }) => place),
    leftOut: leftOut.map(({ row, note }) => [row, note.trouble]),
  };
}

const drafts = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  if (typeof result === 'string') throw new Error(result);
  return result.drafts;
};

describe('a CSV', () => {
  it('may name its columns as the fields are named, in any case, or as people often do', () => {
    const file =
      'ID;Name;Latitude;Longitude;Languages;Accepts new;Zip\n7;"Ruiz; Ana";40,4;-3,7;es|en;sí;28013\n';
    expect(drafts('csv', file)).toEqual([
      expect.objectContaining({
        ...{ sourceId: '7', name: 'Ruiz; Ana', kind: 'other', position: { lat: 40.4, lon: -3.7 } },
        fields: { languages: ['es', 'en'], acceptsNew: true, postcode: '28013' },
      }),
    ]);
  });

  it('is mapped column by column where the admin says so', () => {
    const columns = { sourceId: 'Nr.', name: 'Wer', lat: 'B', lon: 'L' };
    expect(drafts('csv', 'B\tL\tNr.\tWer\n1\t2\t3\tEva\n', { columns })).toMatchObject([
      { sourceId: '3', name: 'Eva', position: { lat: 1, lon: 2 } },
    ]);
    expect(read('csv', 'B\tL\tNr.\n1\t2\t3\n', { columns })).toBe('columns-missing');
  });

  it('without a name, an id or a place in its heading is refused', () => {
    expect(read('csv', 'id,name\n1,Eva\n')).toBe('columns-missing');
    expect(read('csv', 'name,lat,lon\nEva,1,2\n')).toBe('columns-missing');
    expect(read('csv', 'PK\u0003\u0000\n')).toBe('not-that-format');
    expect(read('csv', '\n \n')).toBe('not-that-format');
  });

  it('says what it could not understand of a row, and keeps the rest', () => {
    const file = 'id,name,lat,lon,kind,telehealth,funding\n1,Eva,1,2,wizard,perhaps,insurance|barter\n';
    const [draft] = drafts('csv', file);
    expect(draft).toMatchObject({ kind: 'other', fields: { funding: ['insurance'] } });
    expect(draft!.notes!.map(({ field }) => field)).toEqual(['telehealth', 'funding', 'kind']);
  });
});

describe('NPPES', () => {
  const COLUMNS = {
    NPI: '1234567893',
    'Entity Type Code': '1',
    'Provider Organization Name (Legal Business Name)': '',
    'Provider Last Name (Legal Name)': "O'NEIL",
    'Provider First Name': 'MARY ANN',
    'Provider Credential Text': 'Ph.D.',
    'Provider First Line Business Practice Location Address': '1 MAIN ST',
    'Provider Business Practice Location Address City Name': 'SAN DIEGO',
    'Provider Business Practice Location Address State Name': 'CA',
    'Provider Business Practice Location Address Postal Code': '921011234',
    'Provider Business Practice Location Address Country Code (If outside U.S.)': 'US',
    'Provider Business Practice Location Address Telephone Number': '6195550123',
    'Last Update Date': '02/03/2024',
    'NPI Deactivation Date': '',
    'NPI Reactivation Date': '',
    'Healthcare Provider Taxonomy Code_1': '152W00000X',
    'Healthcare Provider Primary Taxonomy Switch_1': 'N',
    'Healthcare Provider Taxonomy Code_2': '103TC0700X',
    'Healthcare Provider Primary Taxonomy Switch_2': 'Y',
  };
  const file = (changes: Partial<typeof COLUMNS> = {}) =>
    [Object.keys(COLUMNS), Object.values({ ...COLUMNS, ...changes })]
      .map((row) => `${row.map((field) => `"${field}"`).join(',')}\n`)
      .join('');

  it('lists those whose taxonomy is care, by name, practice and main code', () => {
    expect(drafts('nppes', file())).toEqual([
      {
        ...{ sourceId: '1234567893', name: "Mary Ann O'neil, PhD", kind: 'psychologist', position: null },
        fields: {
          ...{ specialities: ['Clinical psychology'], taxonomy: ['nucc:103TC0700X'] },
          ...{ phone: '+1 619 555 0123', street: '1 Main St', locality: 'San Diego', region: 'CA' },
          ...{ postcode: '92101-1234', country: 'US', verified: '2024-02-03' },
        },
      },
    ]);
  });

  it('leaves out who gave up their number and who is something else', () => {
    const { leftOut } = read('nppes', file({ 'NPI Deactivation Date': '01/01/2020' })) as {
      leftOut: unknown;
    };
    expect(leftOut).toEqual([[2, 'closed']]);
    const other = read('nppes', file({ 'Healthcare Provider Taxonomy Code_2': '122300000X' }));
    expect(other).toMatchObject({ leftOut: [[2, 'not-care']] });
  });

  it('names organisations as they call themselves', () => {
    const organisation = {
      'Entity Type Code': '2',
      'Provider Organization Name (Legal Business Name)': 'HARBOR MENTAL HEALTH LLC',
      'Healthcare Provider Taxonomy Code_2': '261QM0801X',
    };
    expect(drafts('nppes', file(organisation))).toMatchObject([
      { name: 'Harbor Mental Health Llc', kind: 'clinic' },
    ]);
  });

  it('is not mistaken for another table', () => {
    expect(read('nppes', 'id,name,lat,lon\n1,Eva,1,2\n')).toBe('not-that-format');
    expect(read('nppes', 'NPI,Entity Type Code\n1,1\n')).toBe('columns-missing');
  });
});

describe('NHS ODS', () => {
  const row = (changes: Readonly<Record<number, string>> = {}) => {
    const fields = Array.from({ length: 27 }, () => '');
    const own = { 0: 'A81001', 1: 'THE DENSHAM SURGERY', 4: 'THE HEALTH CENTRE', 5: 'LAWSON STREET' };
    const rest = { 7: 'STOCKTON-ON-TEES', 9: 'TS18 1HU', 12: 'A', 17: '01642 672351', 25: '4' };
    for (const [at, text] of Object.entries({ ...own, ...rest, ...changes })) fields[Number(at)] = text;
    return `${fields.map((field) => `"${field}"`).join(',')}\n`;
  };

  it('lists practices by the columns that all its reports have', () => {
    expect(drafts('nhs-ods', row())).toEqual([
      {
        ...{ sourceId: 'A81001', name: 'The Densham Surgery', kind: 'doctor', position: null },
        fields: {
          ...{ specialities: ['General practice'], taxonomy: ['ods:RO76'], phone: '01642 672351' },
          ...{ street: 'The Health Centre', locality: 'Stockton-On-Tees', region: '' },
          ...{ postcode: 'TS18 1HU', country: 'GB', funding: ['public'] },
        },
      },
    ]);
  });

  it('leaves out what is closed and what is no care', () => {
    const file =
      row({ 12: 'C' }) + row({ 11: '20200101' }) + row({ 25: '25' }) + row({ 25: '', 1: 'HEAD OFFICE' });
    expect(read('nhs-ods', file)).toMatchObject({
      leftOut: [
        [1, 'closed'],
        [2, 'closed'],
        [3, 'not-care'],
        [4, 'not-care'],
      ],
    });
  });

  it('tells by the name where no column does', () => {
    const names = ['ROYAL INFIRMARY', 'LEEDS TALKING THERAPIES', 'NORTH CAMHS CLINIC'];
    const file = names.map((name) => row({ 1: name, 25: '' })).join('');
    expect(drafts('nhs-ods', file).map(({ name, kind }) => [name, kind])).toEqual([
      ['Royal Infirmary', 'hospital'],
      ['Leeds Talking Therapies', 'therapist'],
      ['North CAMHS Clinic', 'clinic'],
    ]);
  });

  it('is not mistaken for another table', () => {
    expect(read('nhs-ods', 'id,name,lat,lon\n')).toBe('not-that-format');
  });
});

const overpass = (...elements: readonly object[]) =>
  JSON.stringify({ version: 0.6, osm3s: { copyright: 'ODbL "elements": [' }, elements }, null, 2);

describe('Overpass', () => {
  const node = (tags: Readonly<Record<string, string>>, rest = {}) => ({
    ...{ type: 'node', id: 5, lat: 52.5, lon: 13.4, tags: { name: 'X', ...tags } },
    ...rest,
  });

  it('takes tags as fields', () => {
    const tags = {
      ...{ healthcare: 'doctor', 'healthcare:speciality': 'psychiatry;general', phone: '+49 30 1; +49 30 2' },
      ...{ 'contact:website': 'example.org', 'addr:street': 'Weg', 'addr:housenumber': '4' },
      ...{ 'addr:city': 'Berlin', 'addr:country': 'DE', opening_hours: 'Mo-Fr 09:00-17:00' },
      ...{ wheelchair: 'limited', 'language:tr': 'yes', 'language:fr': 'no', check_date: '2024-05-01' },
    };
    expect(drafts('overpass', overpass(node(tags)))).toEqual([
      {
        ...{ sourceId: 'node/5', name: 'X', kind: 'psychiatrist', position: { lat: 52.5, lon: 13.4 } },
        fields: expect.objectContaining({
          specialities: ['psychiatry', 'general'],
          taxonomy: ['osm:doctor', 'osm:psychiatry', 'osm:general'],
          ...{ street: 'Weg 4', locality: 'Berlin', country: 'DE', languages: ['tr'] },
          ...{ wheelchair: 'limited', openingHours: 'Mo-Fr 09:00-17:00', verified: '2024-05-01' },
        }),
      },
    ]);
  });

  it.each([
    [{ healthcare: 'psychotherapist' }, 'therapist'],
    [{ amenity: 'doctors' }, 'doctor'],
    [{ amenity: 'clinic', healthcare: 'clinic' }, 'clinic'],
    [{ amenity: 'hospital', 'healthcare:speciality': 'psychiatry' }, 'hospital'],
    [{ healthcare: 'alternative', 'healthcare:speciality': 'psychology' }, 'psychologist'],
    [{ healthcare: 'alternative' }, 'other'],
  ])('%o is of kind %s', (tags, kind) => {
    expect(drafts('overpass', overpass(node(tags as Record<string, string>)))).toMatchObject([{ kind }]);
  });

  it('takes the middle of what is an area, and says what has no place, no name, or is no care', () => {
    const way = { type: 'way', id: 6, center: { lat: 1, lon: 2 }, tags: { name: 'W', amenity: 'clinic' } };
    const pharmacy = node({ amenity: 'pharmacy', healthcare: 'pharmacy' });
    const closed = node({ 'disused:amenity': 'clinic' });
    const nameless = node({ amenity: 'clinic', name: '' });
    const nowhere = { type: 'relation', id: 7, tags: { name: 'R', amenity: 'clinic' } };
    const result = read('overpass', overpass(way, pharmacy, closed, nameless, nowhere));
    expect(result).toMatchObject({
      drafts: [{ sourceId: 'way/6', position: { lat: 1, lon: 2 } }],
      leftOut: [
        [2, 'not-care'],
        [3, 'closed'],
        [4, 'missing-name'],
        [5, 'missing-position'],
      ],
    });
  });

  it('that was cut off gives what came whole, and says that something is missing', () => {
    const whole = overpass(node({ amenity: 'clinic' }), node({ amenity: 'clinic' }, { id: 6 }));
    expect(read('overpass', whole.slice(0, -60))).toMatchObject({
      drafts: [{ sourceId: 'node/5' }],
      leftOut: [
        [2, 'malformed'],
        [3, 'malformed'],
      ],
    });
    expect(read('overpass', '{"elements": {}}')).toBe('not-that-format');
  });
});

describe('GeoJSON', () => {
  const feature = (properties: object, coordinates: unknown = [13.4, 52.5], id: unknown = 'f') => ({
    ...{ type: 'Feature', id, properties },
    geometry: { type: 'Point', coordinates },
  });
  const collection = (...features: readonly object[]) =>
    JSON.stringify({ type: 'FeatureCollection', features });

  it('has longitude first, and fields or tags as properties', () => {
    const own = feature({ name: 'Eva', kind: 'therapist', languages: ['de', 'en'], telehealth: true });
    const osm = feature({ name: 'Dr. B', amenity: 'doctors', '@id': 'node/9' }, [1, 2], null);
    expect(drafts('geojson', collection(own, osm))).toMatchObject([
      {
        ...{ sourceId: 'f', kind: 'therapist', position: { lat: 52.5, lon: 13.4 } },
        fields: { languages: ['de', 'en'], telehealth: true },
      },
      { sourceId: 'node/9', kind: 'doctor', position: { lat: 2, lon: 1 } },
    ]);
  });

  it('says of what it cannot use why', () => {
    const area = { ...feature({ name: 'A' }), geometry: { type: 'Polygon', coordinates: [] } };
    const result = read('geojson', collection(feature({ name: 'N' }, [1, 2], null), feature({}), area));
    expect(result).toMatchObject({
      leftOut: [
        [1, 'missing-id'],
        [2, 'missing-name'],
      ],
      drafts: [{ position: null }],
    });
  });
});

describe('postcodes', () => {
  it('are places of a country', () => {
    const file = 'postcode,lat,lon\nSW1A 1AA,51.501,-0.142\n,51,0\nX1,0,0\n';
    expect(read('postcodes', file, { country: 'GB' })).toMatchObject({
      places: [{ country: 'GB', postcode: 'SW1A 1AA', lat: 51.501, lon: -0.142 }],
      leftOut: [
        [3, 'missing-id'],
        [4, 'position-zero'],
      ],
    });
    expect(read('postcodes', file)).toBe('columns-missing');
  });
});
