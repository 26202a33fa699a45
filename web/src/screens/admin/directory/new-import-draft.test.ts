import { expect, it } from 'vitest';
import { EMPTY_DRAFT, MOST_FILE_BYTES, newImportOf, withPreset } from './new-import-draft.ts';
import { PRESETS } from './source-presets.ts';

const file = new File(['id,name\n'], 'a.csv');

it('asks for nothing more than a file where the source is known', () => {
  for (const preset of PRESETS.filter((one) => one !== 'other')) {
    const made = newImportOf({ ...withPreset(EMPTY_DRAFT, preset), file });
    expect(made).toMatchObject({ ok: true, value: { fileBytes: 8, addOnly: false } });
  }
});

it('names every place where something is missing or wrong', () => {
  const draft = {
    ...EMPTY_DRAFT,
    file,
    id: 'a b',
    licence: 'x'.repeat(81),
    url: 'nowhere',
    country: 'Spain',
  };
  expect(newImportOf(draft)).toEqual({ ok: false, error: ['id', 'name', 'licence', 'url', 'country'] });
  expect(newImportOf(EMPTY_DRAFT)).toEqual({ ok: false, error: ['file'] });
});

it('takes no file that is empty or too large', () => {
  const filled = { ...EMPTY_DRAFT, id: 'a', name: 'A', licence: 'CC0 1.0' };
  for (const size of [0, MOST_FILE_BYTES + 1]) {
    const made = newImportOf({ ...filled, file: { size } as File });
    expect(made).toEqual({ ok: false, error: ['fileBytes'] });
  }
});

it('sends columns of a table only, and a country in capitals', () => {
  const columns = { sourceId: 'id', name: 'name', postcode: 'zip' };
  const filled = { ...EMPTY_DRAFT, file, id: 'a', name: 'A', licence: 'CC0 1.0', columns, country: ' es ' };
  expect(newImportOf(filled)).toMatchObject({ value: { columns, country: 'ES' } });
  const other = newImportOf({ ...filled, format: 'geojson' });
  expect(other.ok && other.value.columns).toBeUndefined();
  const american = newImportOf(withPreset(filled, 'nppes'));
  expect(american.ok && american.value.country).toBeUndefined();
});
