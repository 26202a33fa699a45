import { gzipSync } from 'node:zlib';
import { decodeColumns } from '@undertone/geo/places/column-file';
import { decodePostcodes } from '@undertone/geo/places/postcodes';
import { expect, it } from 'vitest';
import { sha256Of } from '../file-hash.ts';
import { GAZETTEER_FILES, makeGazetteer } from './gazetteer-files.ts';

const files = await makeGazetteer();
const packedKb = (name: (typeof GAZETTEER_FILES)[number]) =>
  gzipSync(files[name], { level: 9 }).length / 1000;

it('makes the same bytes of the same packages', async () => {
  const again = await makeGazetteer();
  for (const name of GAZETTEER_FILES) expect(sha256Of(again[name], 'hex')).toBe(sha256Of(files[name], 'hex'));
});

it('keeps what comes with the first use under 400 kB, and what a digit fetches under 150 kB', () => {
  expect(packedKb('towns')).toBeLessThan(400);
  expect(packedKb('postcodes')).toBeLessThan(150);
  expect(packedKb('villages')).toBeLessThan(1400);
});

it('has every place once, the larger ones in the file that comes first', () => {
  const [towns, villages] = [decodeColumns(files.towns), decodeColumns(files.villages)];
  expect(towns.texts('name').length).toBeGreaterThan(24_000);
  expect(towns.texts('name').length + villages.texts('name').length).toBeGreaterThan(130_000);
  // 10 × log2 of 15,000 inhabitants: only seats of administration may have less.
  expect(Math.max(...villages.numbers('people'))).toBeLessThanOrEqual(139);
  for (const table of [towns, villages]) {
    const lats = table.numbers('lat');
    const lons = table.numbers('lon');
    expect(Math.max(...lats.map(Math.abs))).toBeLessThanOrEqual(90_000);
    expect(Math.max(...lons.map(Math.abs))).toBeLessThanOrEqual(180_000);
  }
});

it('knows the ZIP codes of every state and the first digits of six other countries', () => {
  const postcodes = decodePostcodes(files.postcodes);
  expect(postcodes.find('62704', 'US')).toMatchObject([{ precision: 'postcode', lat: 39.773, lon: -89.689 }]);
  expect(postcodes.find('99553', 'US')).toHaveLength(1);
  for (const [code, country, lat, lon] of [
    ['28013', 'ES', 40.4, -3.7],
    ['SW1A 1AA', 'GB', 51.5, -0.1],
    ['ZE1 0AA', 'GB', 60.2, -1.1],
    ['10115', 'DE', 52.5, 13.4],
    ['75011', 'FR', 48.9, 2.3],
    ['20121', 'IT', 45.5, 9.2],
    ['97000', 'MX', 21, -89.6],
  ] as const) {
    const [found] = postcodes.find(code, country);
    expect(found?.precision).toBe('area');
    expect(found?.lat).toBeCloseTo(lat, 0);
    expect(found?.lon).toBeCloseTo(lon, 0);
  }
});
