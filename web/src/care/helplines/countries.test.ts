import { describe, expect, it } from 'vitest';
import { guessCountry, namedCountries } from './countries.ts';

const ZONES: Readonly<Record<string, readonly string[]>> = {
  ES: ['Europe/Madrid', 'Africa/Ceuta', 'Atlantic/Canary'],
  CH: ['Europe/Zurich'],
  LI: ['Europe/Zurich'],
  MX: ['America/Mexico_City'],
};

const guess = (timeZone: string | undefined, ...locales: readonly string[]) =>
  guessCountry({ timeZone, locales, zonesOf: (country) => ZONES[country] ?? [] });

describe('the country to begin with', () => {
  it('is the one of the clock, since help has to come to where one is', () => {
    expect(guess('Atlantic/Canary', 'en-GB')).toBe('ES');
  });

  it('is the one of the language where several share a clock', () => {
    expect(guess('Europe/Zurich', 'de-LI', 'de')).toBe('LI');
    expect(guess('Europe/Zurich', 'en')).toBe('CH');
  });

  it('is the one of the language where the clock says nothing', () => {
    expect(guess('UTC', 'es', 'es-MX')).toBe('MX');
    expect(guess(undefined, 'es-MX')).toBe('MX');
  });

  it('passes over what is no language tag', () => {
    expect(guess('UTC', 'C', 'en-US@posix', '', 'es-MX')).toBe('MX');
    expect(guess('Europe/Zurich', 'C')).toBe('CH');
  });

  it('is none rather than a wrong one', () => {
    expect(guess('UTC', 'en')).toBeNull();
    expect(guess('UTC', 'es-419')).toBeNull();
  });
});

it('names every country in the order of the language', () => {
  const spanish = namedCountries('es');
  expect(spanish[0]?.name).toBe('Afganistán');
  expect(spanish.find(({ code }) => code === 'DE')?.name).toBe('Alemania');
  expect(new Set(spanish.map(({ code }) => code)).size).toBe(spanish.length);
});
