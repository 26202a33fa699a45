import { expect, it } from 'vitest';
import { guessColumns, isMappingWhole, namedColumns } from './column-guess.ts';

it('knows columns by what they are usually called, in English and Spanish', () => {
  expect(guessColumns(['ID', 'Full name', 'Latitude', 'Longitude', 'ZIP code'])).toEqual({
    sourceId: 'ID',
    name: 'Full name',
    lat: 'Latitude',
    lon: 'Longitude',
    postcode: 'ZIP code',
  });
  expect(guessColumns(['Código', 'Denominación', 'Teléfono', 'Código postal'])).toEqual({
    sourceId: 'Código',
    name: 'Denominación',
    phone: 'Teléfono',
    postcode: 'Código postal',
  });
});

it('names no column that cannot be told by its name', () => {
  expect(namedColumns(['name', ' name ', '', 'x'.repeat(121)])).toEqual(['name']);
});

it('wants an id, a name, and a position or a postcode', () => {
  expect(isMappingWhole({ sourceId: 'a', name: 'b', lat: 'c', lon: 'd' })).toBe(true);
  expect(isMappingWhole({ sourceId: 'a', name: 'b', postcode: 'c' })).toBe(true);
  expect(isMappingWhole({ sourceId: 'a', name: 'b', lat: 'c' })).toBe(false);
  expect(isMappingWhole({ name: 'b', postcode: 'c' })).toBe(false);
});
