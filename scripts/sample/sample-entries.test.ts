import { CARE_KINDS, CareEntrySchema } from '@undertone/contract/directory';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SAMPLE_CSV } from './sample-csv.ts';
import { sampleEntries, type SampleEntry } from './sample-entries.ts';
import { SAMPLE_GEOJSON } from './sample-geojson.ts';
import { createSampleNppes } from './sample-nppes.ts';
import { SAMPLE_OVERPASS } from './sample-overpass.ts';
import { sampleText } from './sample-text.ts';

const entries = [...sampleEntries(3000, 'a seed')];

/** Nobody has these: kept for fiction by the regulators. */
const FICTION =
  /^\+1 \d{3} 555 01\d\d$|^\+44 (20 7946 0\d{3}|1632 960\d{3}|1[36]1 496 0\d{3})$|^\+61 [23] 5550 \d{4}$|^\+33 1 99 00 \d\d \d\d$|^\+49 30 23125 \d{3}$/;

describe('a made-up directory', () => {
  it('is the same for the same seed and another for another', () => {
    expect([...sampleEntries(3000, 'a seed')]).toEqual(entries);
    expect([...sampleEntries(3000, 'b seed')]).not.toEqual(entries);
  });

  it('has entries as the directory wants them, each with an id of its own', () => {
    for (const { sourceId: _, ...entry } of entries)
      v.parse(CareEntrySchema, { id: 'AAAAAAAAAAAAAAAA', source: 'sample', precision: 'exact', ...entry });
    expect(new Set(entries.map(({ sourceId }) => sourceId)).size).toBe(entries.length);
  });

  it('can be taken for nobody: every name says so, no number or address reaches anybody', () => {
    for (const { name, phone, textPhone, email, website, street } of entries) {
      expect(name).toMatch(/^Sample /);
      expect(street).toMatch(/ Sample Street$/);
      for (const number of [phone, textPhone]) if (number !== undefined) expect(number).toMatch(FICTION);
      if (email !== undefined) expect(email).toMatch(/@example\.org$/);
      if (website !== undefined) expect(website).toMatch(/^https:\/\/example\.org\//);
    }
  });

  it('has every kind, many countries, and says of most things yes, no and nothing', () => {
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(CARE_KINDS));
    expect(new Set(entries.map(({ country }) => country)).size).toBeGreaterThan(80);
    for (const field of ['telehealth', 'acceptsNew'] as const)
      expect(new Set(entries.map((entry) => entry[field]))).toEqual(new Set([true, false, undefined]));
  });
});

describe('where they stand', () => {
  it('is in cities for the most part, some at the very same position', () => {
    const places = new Map<string, number>();
    for (const { lat, lon } of entries) places.set(`${lat}/${lon}`, (places.get(`${lat}/${lon}`) ?? 0) + 1);
    expect(Math.max(...places.values())).toBeGreaterThan(3);
    const near = (lat: number, lon: number) =>
      entries.filter((entry) => Math.abs(entry.lat - lat) < 0.3 && Math.abs(entry.lon - lon) < 0.4).length;
    for (const [lat, lon] of [
      [40.4165, -3.7026],
      [51.5085, -0.1257],
      [40.7143, -74.006],
      [19.4285, -99.1277],
    ] as const)
      expect(near(lat, lon)).toBeGreaterThan(8);
  });

  it('is also near both poles and on both sides of the antimeridian', () => {
    expect(entries.some(({ lat }) => lat > 78)).toBe(true);
    expect(entries.some(({ lat }) => lat < -77)).toBe(true);
    expect(entries.some(({ lon }) => lon > 179)).toBe(true);
    expect(entries.some(({ lon }) => lon < -179)).toBe(true);
  });
});

describe('as a file', () => {
  const few = entries.slice(0, 40);
  const textOf = (given: readonly SampleEntry[], format: Parameters<typeof sampleText>[1]) =>
    [...sampleText(given, format)].join('');

  it('is CSV with the directory’s own columns', () => {
    const [heading = '', first] = textOf(few, SAMPLE_CSV).split('\n');
    expect(heading).toMatch(/^sourceId,name,kind,lat,lon,/);
    expect(first).toMatch(/^1,Sample /);
  });

  it('is GeoJSON, longitude first', () => {
    const { type, features } = JSON.parse(textOf(few, SAMPLE_GEOJSON));
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(40);
    expect(features[1].geometry.coordinates).toEqual([few[1]?.lon, few[1]?.lat]);
  });

  it('is what Overpass answers', () => {
    const { elements } = JSON.parse(textOf(few, SAMPLE_OVERPASS));
    expect(elements).toHaveLength(40);
    for (const { type, tags } of elements) {
      expect(type).toBe('node');
      expect(tags.healthcare ?? tags.amenity).toBeDefined();
    }
  });

  it('is the US registry’s 330 columns, with numbers whose check digit is right', async () => {
    const format = await createSampleNppes();
    const american = [...sampleEntries(30, 'a seed', format.onlyCountry)];
    const [heading = '', ...rows] = textOf(american, format).trim().split('\n');
    expect(heading.split(',')).toHaveLength(330);
    expect(rows).toHaveLength(30);
    for (const row of rows) {
      const fields = row.slice(1, -1).split('","');
      expect(fields).toHaveLength(330);
      expect(isLuhn(`80840${fields[0]}`)).toBe(true);
      expect(fields[31]).toMatch(/^[A-Z]{2}$/);
      expect(fields[32]).toMatch(/^\d{5}$/);
    }
  });
});

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
