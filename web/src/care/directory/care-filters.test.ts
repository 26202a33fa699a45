import type { CareEntry } from '@undertone/contract/directory';
import { describe, expect, it } from 'vitest';
import { countFilters, createMatcher, isOpenAt, NO_FILTERS, type CareFilters } from './care-filters.ts';

const NOW = new Date(2026, 10, 23, 10, 0);
/** Where the sun agrees with the clock of whichever device runs this. */
const HERE_LON = Math.max(-179, Math.min(179, (-NOW.getTimezoneOffset() / 60) * 15));

const PLAIN: CareEntry = {
  id: 'AAAAAAAAAAAAAAAA',
  source: 'sample',
  name: 'Sample Práctica Núñez',
  kind: 'therapist',
  lat: 1,
  lon: HERE_LON,
  precision: 'exact',
};

const FULL: CareEntry = {
  ...PLAIN,
  specialities: ['Trauma therapy'],
  languages: ['es', 'en-GB'],
  locality: 'Alcalá de Henares',
  telehealth: true,
  acceptsNew: true,
  wheelchair: 'yes',
  funding: ['public', 'insurance'],
  openingHours: 'Mo-Fr 08:00-18:00',
};

const passes = (filters: Partial<CareFilters>, entry: CareEntry) =>
  createMatcher({ ...NO_FILTERS, ...filters }, NOW)(entry);

const ASKED: readonly Partial<CareFilters>[] = [
  { language: 'en' },
  { funding: 'public' },
  { telehealth: true },
  { acceptsNew: true },
  { wheelchair: true },
  { openNow: true },
  { words: 'trauma' },
];

describe('filters', () => {
  it('let everybody through until one is set', () => {
    expect(passes({}, PLAIN)).toBe(true);
    expect(countFilters(NO_FILTERS)).toBe(0);
  });

  it.each(ASKED.map((asked) => [Object.keys(asked)[0]!, asked] as const))(
    'pass only who says so: %s',
    (_, asked) => {
      expect(passes(asked, FULL)).toBe(true);
      expect(passes(asked, PLAIN)).toBe(false);
      expect(countFilters({ ...NO_FILTERS, ...asked })).toBe(1);
    },
  );

  it('pass any of the kinds asked for', () => {
    expect(passes({ kinds: new Set(['psychiatrist', 'therapist']) }, PLAIN)).toBe(true);
    expect(passes({ kinds: new Set(['psychiatrist']) }, PLAIN)).toBe(false);
  });

  it('know a limited access from a full one, and a language from another', () => {
    expect(passes({ wheelchair: true }, { ...FULL, wheelchair: 'limited' })).toBe(false);
    expect(passes({ language: 'fr' }, FULL)).toBe(false);
  });

  it('read words without accents or case, from the beginning of each, in any order', () => {
    expect(passes({ words: 'nunez PRACT' }, FULL)).toBe(true);
    expect(passes({ words: 'alcala' }, FULL)).toBe(true);
    expect(passes({ words: 'rauma' }, FULL)).toBe(false);
    expect(passes({ words: ' ¿? ' }, PLAIN)).toBe(true);
  });

  it('call nothing open whose hours or clock they cannot tell', () => {
    expect(isOpenAt(FULL, NOW)).toBe(true);
    expect(isOpenAt({ ...FULL, openingHours: 'by appointment' }, NOW)).toBe(false);
    const elsewhere = HERE_LON > 0 ? HERE_LON - 90 : HERE_LON + 90;
    expect(isOpenAt({ ...FULL, lon: elsewhere }, NOW)).toBe(false);
  });
});
