import type { NewImport } from '@undertone/contract/directory-import';
import { expect, it } from 'vitest';
import { readZipCodes } from '../../web/build/gazetteer/geonames.ts';
import { finishEntry } from '../../worker/src/directory/import/finish-entry.ts';
import { formatOf } from '../../worker/src/directory/import/format-of.ts';
import { placeDrafts } from '../../worker/src/directory/import/place-drafts.ts';
import { readRecords } from '../../worker/src/directory/import/read-records.ts';
import { SAMPLE_CSV } from './sample-csv.ts';
import { sampleEntries } from './sample-entries.ts';
import type { SampleFormat } from './sample-format.ts';
import { SAMPLE_GEOJSON } from './sample-geojson.ts';
import { createSampleNppes } from './sample-nppes.ts';
import { SAMPLE_OVERPASS } from './sample-overpass.ts';
import { sampleText } from './sample-text.ts';

/** Every remote place comes up: one in each 250. */
const COUNT = 3500;
const zips = new Map((await readZipCodes()).map((zip) => [`US ${zip.code}`, zip]));

it.each([
  ['csv', SAMPLE_CSV],
  ['geojson', SAMPLE_GEOJSON],
  ['overpass', SAMPLE_OVERPASS],
  ['nppes', await createSampleNppes()],
] as const)(
  'the importer takes every entry of a sample in %s as it is',
  async (name, layout: SampleFormat) => {
    const text = [...sampleText(sampleEntries(COUNT, 'a seed', layout.onlyCountry), layout)].join('');
    const file = new TextEncoder().encode(text);
    const options: NewImport = {
      format: name,
      source: { id: 'sample', name: 'Sample', licence: 'CC0 1.0', isSample: true },
      addOnly: false,
      fileBytes: file.length,
    };

    const format = formatOf(name);
    const begun = format.begin(file, options);
    if (!begun.ok) throw new Error(begun.error);
    const { layout: columns, start, records: before } = begun.value;
    const { records } = format.split(columns)(file.subarray(start), true);
    const { drafts, leftOut } = readRecords(records, before, format, columns, options);
    const { placed, leftOut: unplaced } = await placeDrafts(drafts, undefined, async (wanted) => {
      const known = wanted.map((key) => [key, zips.get(key)] as const);
      return new Map(known.flatMap(([key, zip]) => (zip === undefined ? [] : [[key, zip] as const])));
    });
    const finished = placed.map(({ draft }) => finishEntry(draft, 'sample'));

    expect([...leftOut, ...unplaced]).toEqual([]);
    expect(finished).toHaveLength(COUNT);
    expect(finished.flatMap((entry) => (entry.ok ? entry.value.notes : [entry.error]))).toEqual([]);
  },
);
