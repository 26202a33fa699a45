import { expect, it } from 'vitest';
import { encodeColumns } from './column-file.ts';
import { decodePostcodes, type PostcodesAbout } from './postcodes.ts';

const ABOUT: PostcodesAbout = {
  stepsPerDegree: 1000,
  areas: { ES: { '28': [40.417, -3.703] }, GB: { SW: [51.509, -0.126], M: [53.481, -2.237] } },
};

const postcodes = decodePostcodes(
  encodeColumns(ABOUT, {
    code: [501, 28_013, 62_704],
    lat: [40_813, 35_100, 39_773],
    lon: [-73_046, -80_900, -89_689],
  }),
);

it('finds a ZIP code, with or without its four more digits, and its leading zeros', () => {
  const springfield = { country: 'US', code: '62704', lat: 39.773, lon: -89.689, precision: 'postcode' };
  for (const text of ['62704', ' 62704 ', '62704-1234', '627041234'])
    expect(postcodes.find(text)).toEqual([springfield]);
  expect(postcodes.find('00501')).toMatchObject([{ code: '00501', lat: 40.813 }]);
});

it('says that a code is known by its beginning only', () => {
  expect(postcodes.find('28013', 'ES')).toEqual([
    { country: 'ES', code: '28013', lat: 40.417, lon: -3.703, precision: 'area' },
  ]);
});

it('offers every country whose code it may be, the exact one first', () => {
  expect(postcodes.find('28013').map(({ country }) => country)).toEqual(['US', 'ES']);
});

it.each([
  ['SW1A 1AA', 'SW1A 1AA'],
  ['sw1a1aa', 'SW1A 1AA'],
  ['SW1A', 'SW1A'],
  ['M1 1AE', 'M1 1AE'],
  ['m11ae', 'M1 1AE'],
])('reads the British %s', (text, code) => {
  expect(postcodes.find(text)).toMatchObject([{ country: 'GB', code, precision: 'area' }]);
});

it('finds nothing in what is no postcode, or in none that it knows', () => {
  for (const text of ['', '1', '99999', '123456', 'SWA', 'ZZ1 1AA', 'Madrid', '62704-12'])
    expect(postcodes.find(text)).toEqual([]);
});
