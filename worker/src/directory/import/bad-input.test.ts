import { env } from 'cloudflare:workers';
import { concatBytes, utf8 } from '@undertone/base/bytes';
import { IMPORT_LIMITS, ROW_TROUBLES, type RowTrouble } from '@undertone/contract/directory-import';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDirectory, imported, seen, troublesOf } from '../../testing/directory.ts';

const HEADING = 'sourceId,name,kind,lat,lon,country,postcode,status\n';
const GOOD = ['Anna', 'Ben', 'Carla'].map((name, index) => `${name},${name},doctor,5${index}.5,10.5,DE,,\n`);

beforeEach(async () => {
  await emptyDirectory();
  await imported(`${HEADING}old,Before,clinic,50,10,DE,,\n`);
});

/** One bad row between good ones: which, and what is said of it. */
const BAD: readonly (readonly [RowTrouble, string | Uint8Array, string | null])[] = [
  ['not-utf-8', concatBytes(utf8('x,M'), new Uint8Array([0xfc]), utf8('ller,doctor,50,10,DE,,')), null],
  ['malformed', '"x"y,Xaver,doctor,50,10,DE,,', null],
  ['record-too-long', `x,${'x'.repeat(IMPORT_LIMITS.recordBytes)},doctor,50,10,DE,,`, null],
  ['wrong-column-count', 'x,Xaver,doctor,50,10', '5'],
  ['missing-name', 'x, ,doctor,50,10,DE,,', 'name'],
  ['missing-id', ',Xaver,doctor,50,10,DE,,', 'sourceId'],
  ['missing-position', 'x,Xaver,doctor,,,DE,,', null],
  ['missing-position', 'x,Xaver,doctor,fifty,10,DE,,', 'position'],
  ['position-out-of-range', 'x,Xaver,doctor,50,190,DE,,', 'position'],
  ['position-zero', 'x,Xaver,doctor,0,0,,,', 'position'],
  ['position-swapped', 'x,Xaver,doctor,-122.4,37.8,US,,', 'position'],
  ['position-swapped', 'x,Xaver,doctor,10.5,52.5,DE,,', 'position'],
  ['position-outside-country', 'x,Xaver,doctor,-50.5,10.5,DE,,', 'position'],
  ['unknown-postcode', 'x,Xaver,doctor,,,DE,99999,', 'postcode'],
  ['duplicate-id', 'Anna,Anna Two,doctor,50,10,DE,,', 'sourceId'],
];

const asBytes = (text: string | Uint8Array) => (typeof text === 'string' ? utf8(text) : text);
const withRow = (bad: string | Uint8Array) =>
  concatBytes(utf8(HEADING + GOOD[0]!), asBytes(bad), utf8(`\n${GOOD[1]!}${GOOD[2]!}`));

describe('a bad row', () => {
  it.each(BAD)('(%s) is left out with its place, and the others are taken', async (trouble, bad, field) => {
    const done = await imported(withRow(bad));
    expect(done).toMatchObject({ state: 'live', rows: 4, added: 3, troubles: { [trouble]: 1 } });
    expect(await troublesOf(done.id)).toEqual([[3, trouble, field]]);
    expect(await seen()).toEqual(['Anna', 'Ben', 'Carla']);
  });

  it('can be of every kind that there is', () => {
    const others = ['invalid-field', 'duplicate-of-other-source', 'not-care', 'closed'];
    const tried = new Set([...BAD.map(([trouble]) => trouble), ...others]);
    expect(ROW_TROUBLES.filter((trouble) => !tried.has(trouble))).toEqual([]);
  });

  it('with a field that cannot be is kept without it, and that is said', async () => {
    const done = await imported(
      'id,name,lat,lon,phone,website,verified\na,Anna,50,10,none,javascript:x,soon\n',
    );
    expect(done).toMatchObject({ state: 'live', added: 1, troubles: { 'invalid-field': 3 } });
    const { entry } = (await env.DIRECTORY.prepare(
      `SELECT entry FROM directory_entry WHERE source_id = 'a'`,
    ).first<{
      entry: string;
    }>())!;
    expect(Object.keys(JSON.parse(entry) as object)).toEqual([
      ...['id', 'source', 'name', 'kind', 'lat', 'lon', 'precision'],
    ]);
    expect(await troublesOf(done.id)).toEqual([
      [2, 'invalid-field', 'phone'],
      [2, 'invalid-field', 'website'],
      [2, 'invalid-field', 'verified'],
    ]);
  });

  it('shows where it begins, and no more than that', async () => {
    const { id } = await imported(withRow(`x,${'y'.repeat(5000)}`));
    const row = await env.DIRECTORY.prepare('SELECT excerpt FROM directory_import_error WHERE import_id = ?1')
      .bind(id)
      .first<{ excerpt: string }>();
    expect(row!.excerpt).toMatch(/^x,y{118}$/);
  });

  it('is counted when there are too many to keep', async () => {
    const rows = IMPORT_LIMITS.keptErrors + 200;
    const bad = Array.from({ length: rows }, (_, row) => `x${row},,doctor,50,10,DE,,\n`).join('');
    const good = Array.from({ length: rows }, (_, row) => `g${row},G${row},doctor,50,10,DE,,\n`).join('');
    const done = await imported(HEADING + good + bad);
    expect(done).toMatchObject({ state: 'live', troubles: { 'missing-name': rows } });
    expect((await troublesOf(done.id)).length).toBe(IMPORT_LIMITS.keptErrors);
  });
});

describe('a hostile value', () => {
  it('that is a name of the language is a word like any other', async () => {
    const done = await imported(
      'id,name,lat,lon,kind,country,constructor\na,Anna,50,10,constructor,__proto__,x\n',
    );
    expect(done).toMatchObject({ state: 'live', added: 1, troubles: { 'invalid-field': 2 } });
    const tags = { amenity: 'doctors', name: 'Ben', 'healthcare:speciality': 'constructor;__proto__' };
    const elements = [{ type: 'node', id: 1, lat: 50, lon: 10, tags }];
    expect(await imported(JSON.stringify({ elements }), { format: 'overpass', source: 'osm' })).toMatchObject(
      {
        added: 1,
      },
    );
    const { results } = await env.DIRECTORY.prepare(
      `SELECT kind FROM directory_entry WHERE died IS NULL ORDER BY kind`,
    ).all();
    expect(results).toEqual([{ kind: 'doctor' }, { kind: 'other' }]);
  });

  it('of what cannot be seen is taken out of texts, and is no id', async () => {
    const feature = (id: string, name: string) => ({
      ...{ type: 'Feature', id, properties: { name } },
      geometry: { type: 'Point', coordinates: [10, 50] },
    });
    const features = [
      ...[feature('a\u0000b', 'A'), feature('a\u0000c', 'A'), feature('\ud800', 'A')],
      ...[feature('x'.repeat(201), 'A'), feature('good', 'Anna\u202e\u0000\ud800 Bell')],
      feature('other', 'B'),
      feature('more', 'C'),
      feature('most', 'D'),
    ];
    const done = await imported(JSON.stringify({ features }), { format: 'geojson' });
    expect(done).toMatchObject({ state: 'live', added: 4, troubles: { 'missing-id': 4 } });
    expect(await seen()).toEqual(['Anna Bell', 'B', 'C', 'D']);
    expect(await imported(JSON.stringify({ features }), { format: 'geojson' })).toMatchObject({
      unchanged: 4,
    });
  });

  it('of a website is opened as a browser would, or not at all', async () => {
    const rows = [
      'https://a.example/"><script>',
      'https://bank.example@evil.example/',
      'ftp://a.example',
      'a.example',
    ];
    const done = await imported(
      `id,name,lat,lon,website\n${rows.map((url, row) => `${row},N${row},50,1${row},"${url.replace('"', '""')}"\n`).join('')}`,
    );
    expect(done).toMatchObject({ added: 4, troubles: { 'invalid-field': 2 } });
    const { results } = await env.DIRECTORY.prepare(
      `SELECT entry ->> 'website' AS website FROM directory_entry WHERE died IS NULL ORDER BY source_id`,
    ).all();
    expect(results.map(({ website }) => website)).toEqual([
      ...['https://a.example/%22%3E%3Cscript%3E', null, null, 'https://a.example'],
    ]);
  });
});

describe('a file', () => {
  it.each([
    ['of nothing but a heading', HEADING, 'no-rows'],
    ['of empty rows', `${HEADING}\n\n\n`, 'no-rows'],
    ['of another kind', '%PDF-1.7 \u0000\u0001', 'not-that-format'],
    ['of JSON', '[{"name": "Anna"}]', 'columns-missing'],
    ['in UTF-16', new Uint8Array([0xff, 0xfe, 0x69, 0, 0x64, 0]), 'not-that-format'],
    ['of one empty byte', ' ', 'not-that-format'],
  ])('%s fails, and the directory stays as it was', async (_, file, failure) => {
    expect(await imported(file)).toMatchObject({ state: 'failed', failure, version: expect.anything() });
    expect(await seen()).toEqual(['Before']);
  });

  it('with a byte order mark and no line end at its end is read whole', async () => {
    const file = concatBytes(
      new Uint8Array([0xef, 0xbb, 0xbf]),
      utf8(HEADING + GOOD[0]! + GOOD[1]!.trimEnd()),
    );
    expect(await imported(file)).toMatchObject({ state: 'live', rows: 2, added: 2, troubles: {} });
  });

  it('larger than a slice and a part is read to its end, each row once', async () => {
    const padding = 'p'.repeat(900);
    const rows = Array.from(
      { length: 10_000 },
      (_, row) => `${row},Practice ${row},clinic,${40 + (row % 100) / 10},10.5,,,${padding}\n`,
    );
    const file = utf8(HEADING + rows.join(''));
    expect(file.length).toBeGreaterThan(IMPORT_LIMITS.partBytes);
    expect(await imported(file)).toMatchObject({ state: 'live', rows: 10_000, added: 10_000, troubles: {} });
  });

  it.each([
    [
      'CSV',
      (rows: number) =>
        `id,name,lat,lon\n${Array.from({ length: rows }, (_, row) => `${row},N,1,${row % 90}\n`).join('')}`,
    ],
    [
      'GeoJSON',
      (rows: number) => {
        const features = Array.from({ length: rows }, (_, id) => ({
          ...{ type: 'Feature', id, properties: { name: 'N' } },
          geometry: { type: 'Point', coordinates: [id % 90, 1] },
        }));
        return JSON.stringify({ features });
      },
    ],
  ] as const)('of very short rows is read some at a time, each once: %s', async (format, make) => {
    const options = { format: format === 'CSV' ? 'csv' : 'geojson' } as const;
    const done = await imported(make(5001), options);
    expect(done).toMatchObject({ state: 'live', rows: 5001, added: 5001, troubles: {} });
  });

  it('of postcodes gives later ones their positions', async () => {
    const places = await imported(
      'country,postcode,lat,lon\nGB,SW1A 1AA,51.501,-0.142\nUS,92101,32.72,-117.17\n',
      {
        ...{ format: 'postcodes', source: 'places' },
      },
    );
    expect(places).toMatchObject({ state: 'live', rows: 2, added: 2, version: null, canUndo: false });
    const done = await imported(
      'id,name,postcode,country\n1,Palace,sw1a1aa,GB\n2,Harbor,92101-1234,us\n3,Nowhere,1,GB\n',
    );
    expect(done).toMatchObject({ added: 2, troubles: { 'unknown-postcode': 1 } });
    const { results } = await env.DIRECTORY.prepare(
      `SELECT lat, entry ->> 'precision' AS precision FROM directory_entry WHERE born = ?1 ORDER BY source_id`,
    )
      .bind(done.version)
      .all();
    expect(results).toEqual([
      { lat: 51.501, precision: 'postcode' },
      { lat: 32.72, precision: 'postcode' },
    ]);
  });
});
