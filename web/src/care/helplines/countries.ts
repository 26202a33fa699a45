import { COUNTRIES } from './helplines.ts';
import type { CountryCode } from './helpline.ts';

export interface NamedCountry {
  readonly code: CountryCode;
  readonly name: string;
}

/** Every country, in the order of its names in that language. */
export function namedCountries(language: 'en' | 'es'): readonly NamedCountry[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const { compare } = new Intl.Collator([language]);
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((one, other) =>
    compare(one.name, other.name),
  );
}

/** What the device says about where it is; read on it, and kept there. */
export interface DeviceHints {
  readonly timeZone: string | undefined;
  readonly locales: readonly string[];
  /** The zones of a country; none where the browser does not know. */
  readonly zonesOf: (country: CountryCode) => readonly string[];
}

/**
 * The country of the clock, since that is where somebody can come from; among several with one clock the one of the
 * language. Without a clock we know, the language's own country; `null` when that says nothing either.
 */
export function guessCountry({ timeZone, locales, zonesOf }: DeviceHints): CountryCode | null {
  const spoken = locales
    .map(regionOf)
    .filter((region): region is string => region !== undefined && COUNTRIES.includes(region));
  const byClock =
    timeZone === undefined ? [] : COUNTRIES.filter((country) => zonesOf(country).includes(timeZone));
  return spoken.find((region) => byClock.includes(region)) ?? byClock[0] ?? spoken[0] ?? null;
}

/** Some browsers name no tag but the locale of their system: `C`, `en-US@posix`. Help must open there, too. */
function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/** A method in newer engines, a property in older ones, neither in some. */
interface LocaleWithZones {
  readonly getTimeZones?: () => readonly string[] | undefined;
  readonly timeZones?: readonly string[];
}

export function deviceHints(): DeviceHints {
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locales: navigator.languages,
    zonesOf: (country) => {
      const locale = new Intl.Locale('und', { region: country }) as LocaleWithZones;
      return locale.getTimeZones?.() ?? locale.timeZones ?? [];
    },
  };
}
