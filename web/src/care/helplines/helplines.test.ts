import { describe, expect, it } from 'vitest';
import type { Helpline } from './helpline.ts';
import { CHECKED_ON, COUNTRIES, emergencyNumbersOf, helplinesOf, WORLDWIDE } from './helplines.ts';

const all: readonly (readonly [country: string, line: Helpline])[] = COUNTRIES.flatMap((country) =>
  helplinesOf(country).map((line) => [country, line] as const),
);

/** Digits of a keypad with the spaces and dashes that people write; at most the 15 of E.164. */
const isDialable = (number: string) =>
  /^\*?[\d (][\d ()-]*\d$/.test(number) && /^\d{2,15}$/.test(number.replaceAll(/\D/g, ''));

const emergencyOf = (country: string) => {
  const { any = [], ambulance, fire, police } = emergencyNumbersOf(country);
  return [...any, ambulance, fire, police].filter((number): number is string => number !== undefined);
};

describe('every helpline', () => {
  it('can be reached in one way at least', () => {
    const unreachable = all.filter(
      ([, line]) =>
        (line.call ?? []).length === 0 &&
        line.text === undefined &&
        line.whatsapp === undefined &&
        line.chat === undefined,
    );
    expect(unreachable).toEqual([]);
  });

  it('has numbers that a phone can dial', () => {
    const numbers = all.flatMap(([country, { call = [], text }]) =>
      [...call, ...(text === undefined ? [] : [text.to])].map((number) => `${country} ${number}`),
    );
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter((number) => !isDialable(number.slice(3)))).toEqual([]);
  });

  it('has WhatsApp numbers in their international form, and pages over https', () => {
    const bad = all.filter(
      ([, { whatsapp = '34600000000', chat = 'https://here.example/' }]) =>
        !/^[1-9]\d{7,14}$/.test(whatsapp) || !URL.canParse(chat) || !chat.startsWith('https://'),
    );
    expect(bad).toEqual([]);
  });

  it('names the pages that it was taken from, none younger than the day of the check', () => {
    const bad = all.flatMap(([country, { name, sources }]) =>
      sources
        .filter(
          ({ url, dated = '2000' }) =>
            !URL.canParse(url) ||
            !/^https?:$/.test(new URL(url).protocol) ||
            !/^20\d\d(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?$/.test(dated) ||
            dated > CHECKED_ON,
        )
        .map(({ url }) => `${country} ${name}: ${url}`),
    );
    expect(bad).toEqual([]);
  });

  it('says its hours as times of a day and its languages as tags that have a name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    const bad = all.filter(
      ([, { hours, languages = [] }]) =>
        languages.some((tag) => names.of(tag) === undefined) ||
        (hours !== undefined &&
          hours !== 'always' &&
          hours.some(({ from, to }) => ![from, to].every((time) => /^(1?\d|2[0-4]):[0-5]\d$/.test(time)))),
    );
    expect(bad).toEqual([]);
  });
});

describe('every country', () => {
  it('is one that has a name', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(COUNTRIES.filter((code) => !/^[A-Z]{2}$/.test(code) || names.of(code) === undefined)).toEqual([]);
    expect(COUNTRIES.length).toBeGreaterThan(230);
  });

  it('has an emergency number, and only ones that a phone can dial', () => {
    expect(COUNTRIES.filter((country) => emergencyOf(country).length === 0)).toEqual([]);
    const bad = COUNTRIES.flatMap((country) =>
      emergencyOf(country)
        .filter((number) => !/^\d{2,5}$/.test(number))
        .map((number) => `${country} ${number}`),
    );
    expect(bad).toEqual([]);
  });

  it('has no line that is an emergency number of its own', () => {
    const mixed = all.filter(([country, { call = [] }]) =>
      call.some((number) => emergencyOf(country).includes(number.replaceAll(/\D/g, ''))),
    );
    expect(mixed).toEqual([]);
  });

  it('where English or Spanish is spoken by most has a line, but for the ones known to be missing', () => {
    const spoken = [
      ...['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'ZA', 'SG', 'JM', 'GY', 'MT', 'PR'],
      ...[
        'ES',
        'MX',
        'AR',
        'CO',
        'CL',
        'PE',
        'UY',
        'PY',
        'BO',
        'EC',
        'VE',
        'CR',
        'PA',
        'SV',
        'HN',
        'DO',
        'CU',
      ],
      ...['GT', 'NI', 'GQ', 'TT', 'BB', 'BZ', 'BS'],
    ];
    // No page was found that could be trusted with a life: README.md.
    expect(spoken.filter((country) => helplinesOf(country).length === 0)).toEqual([
      ...['GT', 'NI', 'GQ', 'TT', 'BB', 'BZ', 'BS'],
    ]);
  });
});

it('has directories for the rest of the world', () => {
  expect(WORLDWIDE.map(({ url }) => new URL(url).protocol)).toEqual(['https:', 'https:']);
});
