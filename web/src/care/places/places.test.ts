import { ok, err, type Result } from '@undertone/base/result';
import type { Bytes } from '@undertone/base/bytes';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeGazetteer } from '../../../build/gazetteer/gazetteer-files.ts';
import type { FileFailure } from '../../offline/verified-files.ts';
import { createPlaces, type FindOptions, type Place, type PlaceFileName, type Places } from './places.ts';

const gazetteer = await makeGazetteer();

let asked: PlaceFileName[];
let isOffline: boolean;
let places: Places;

beforeEach(() => {
  asked = [];
  isOffline = false;
  places = createPlaces(
    {
      villagesBytes: 1,
      load: async (name): Promise<Result<Bytes, FileFailure>> => {
        asked.push(name);
        return isOffline ? err('unreachable') : ok(gazetteer[name]);
      },
    },
    ['en'],
  );
});

function unwrap<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error('no result');
  return result.value;
}

const find = async (text: string, options: Partial<FindOptions> = {}): Promise<readonly Place[]> =>
  unwrap(await places.find(text, { limit: 5, ...options }));

const firstOf = async (text: string, options: Partial<FindOptions> = {}): Promise<string> => {
  const [place] = await find(text, options);
  return place === undefined ? 'nothing' : `${place.name}, ${place.region}, ${place.country}`;
};

describe('what somebody types', () => {
  it.each([
    ['madrid', 'Madrid, Madrid, ES'],
    ['MADRI', 'Madrid, Madrid, ES'],
    ['Sao Paulo', 'São Paulo, São Paulo, BR'],
    ['münchen', 'Munich, Bavaria, DE'],
    ['Londres', 'London, England, GB'],
    ['Nueva York', 'New York City, New York, US'],
    ['san sebastian', 'Donostia / San Sebastián, Basque Country, ES'],
    ['york', 'York, England, GB'],
    ['springfield, il', 'Springfield, Illinois, US'],
    ['Springfield IL', 'Springfield, Illinois, US'],
    ['Springfield Illinois USA', 'Springfield, Illinois, US'],
    ['paris texas', 'Paris, Texas, US'],
    ['Paris, Francia', 'Paris, Île-de-France, FR'],
    ['london ontario', 'London, Ontario, CA'],
    ['london, on', 'London, Ontario, CA'],
    ['toledo, spain', 'Toledo, Castille-La Mancha, ES'],
    ['santiago chile', 'Santiago, Santiago Metropolitan, CL'],
    ['valencia es', 'Valencia, Valencia, ES'],
    ['Washington, D.C.', 'Washington, D.C., District of Columbia, US'],
    ['washington, d', 'Washington, D.C., District of Columbia, US'],
    ['Washington, DC', 'Washington, D.C., District of Columbia, US'],
  ])('%s is %s', async (text, place) => {
    expect(await firstOf(text)).toBe(place);
  });

  it('finds the same whatever the case and the accents', async () => {
    const plain = await find('bogota');
    for (const text of ['Bogotá', 'BOGOTA', ' bogotá ']) expect(await find(text)).toEqual(plain);
  });

  it('puts more people first among places of one name, and the nearer one when told where', async () => {
    expect(await firstOf('toledo')).toBe('Toledo, Ohio, US');
    expect(await firstOf('toledo', { near: { lat: 40, lon: -4 } })).toBe('Toledo, Castille-La Mancha, ES');
  });

  it('finds every town of the first file by its own name', async () => {
    const { decodeColumns } = await import('@undertone/geo/places/column-file');
    const names = decodeColumns(gazetteer.towns).texts('name');
    const isFound = async (name: string) => {
      const found = await find(name, { limit: 300 });
      expect(found.map((place) => place.name)).toContain(name);
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), async (name) => {
        fc.pre(!/\d/.test(name));
        await isFound(name);
      }),
      { numRuns: 60 },
    );
    // Three of twenty-four thousand, which a sample hardly ever has.
    const withComma = names.filter((name) => name.includes(','));
    expect(withComma.length).toBeGreaterThan(0);
    for (const name of withComma) await isFound(name);
  });

  it('answers anything at all without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        expect((await find(text)).length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });
});

describe('postcodes', () => {
  it('shows a ZIP code with the town that it lies at', async () => {
    expect((await find('62704'))[0]).toMatchObject({
      kind: 'postcode',
      name: '62704',
      near: 'Springfield',
      region: 'Illinois',
      precision: 'postcode',
    });
  });

  it('lets the town say whose code it is, and the code which town', async () => {
    expect(await find('28013 Madrid', { limit: 2 })).toMatchObject([
      { kind: 'postcode', name: '28013', country: 'ES', near: 'Madrid', precision: 'area' },
      { kind: 'place', name: 'Madrid', country: 'ES' },
    ]);
    expect((await find('Springfield 62704'))[0]).toMatchObject({ name: '62704', country: 'US' });
  });

  it('reads a British code, whole or half', async () => {
    for (const text of ['SW1A 1AA', 'sw1a1aa', 'SW1A'])
      expect((await find(text))[0]).toMatchObject({ country: 'GB', near: 'London', precision: 'area' });
  });

  it('begins with the person’s own country', async () => {
    expect((await find('28012'))[0]?.country).toBe('US');
    expect((await find('28012', { country: 'ES' }))[0]?.country).toBe('ES');
  });

  it('falls back to the town where the code is of no country that it knows', async () => {
    expect(await firstOf('00999 Lisboa')).toBe('Lisbon, Lisbon, PT');
  });
});

describe('the files', () => {
  it('asks for nothing before it is used, and for postcodes only when a digit was typed', async () => {
    expect(asked).toEqual([]);
    await find('m');
    expect(asked).toEqual([]);
    await find('madrid');
    await find('barcelona');
    expect(asked).toEqual(['towns']);
    await find('28013');
    expect(asked).toEqual(['towns', 'postcodes']);
  });

  it('finds villages once they were asked for', async () => {
    expect(await find('Frigiliana')).toEqual([]);
    expect(places.villages.loaded.value).toBe(false);
    expect(await places.villages.load()).toEqual(ok());
    expect(places.villages.loaded.value).toBe(true);
    expect(await firstOf('Frigiliana')).toBe('Frigiliana, Andalusia, ES');
  });

  it('tells that it could not fetch them, and tries again the next time', async () => {
    isOffline = true;
    expect(await places.find('madrid', { limit: 5 })).toEqual(err('unreachable'));
    isOffline = false;
    expect(await firstOf('madrid')).toBe('Madrid, Madrid, ES');
  });
});

describe('the other way round', () => {
  it('names the place nearest to a position, also across the antimeridian and at the poles', async () => {
    expect(unwrap(await places.nameOf({ lat: 39.86, lon: -4.02 }))?.place.name).toBe('Toledo');
    expect(unwrap(await places.nameOf({ lat: 65, lon: -179.9 }))?.place).toMatchObject({
      name: 'Anadyr',
      country: 'RU',
    });
    const { distanceKm = 0 } = unwrap(await places.nameOf({ lat: -90, lon: 0 })) ?? {};
    expect(distanceKm).toBeGreaterThan(3000);
  });

  it('tells the country of a position, and none out at sea', async () => {
    expect(unwrap(await places.countryOf({ lat: 48.1, lon: 11.6 }))).toBe('DE');
    expect(unwrap(await places.countryOf({ lat: 0, lon: -30 }))).toBeNull();
  });
});

it('names the largest places of a part of the world, also over the date line', async () => {
  const iberia = { south: 36, west: -10, north: 44, east: 0 };
  const named = unwrap(await places.largestIn(iberia, 3)).map(({ name }) => name);
  expect(named).toHaveLength(3);
  expect(named[0]).toBe('Madrid');
  const fiji = { south: -20, west: 176, north: -15, east: -178 };
  const islands = unwrap(await places.largestIn(fiji, 50));
  expect(islands.map(({ name }) => name)).toContain('Suva');
  expect(new Set(islands.map(({ country }) => country))).toEqual(new Set(['FJ']));
  expect(asked).toEqual(['towns']);
});
