import { foldName } from './fold.ts';

/** How people call a country besides its names: folded, by ISO 3166-1 alpha-2. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  AE: ['uae'],
  DE: ['brd'],
  GB: ['uk', 'great britain', 'gran bretana'],
  NL: ['holland', 'holanda'],
  US: ['usa', 'america', 'ee uu', 'eeuu', 'estados unidos de america'],
};

/** Whether folded words name a country, or begin to. */
export function createCountryNames(
  languages: readonly string[],
): (folded: string, country: string) => boolean {
  const displays = [...new Set([...languages, 'en', 'es'])].map(
    (language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  );
  const known = new Map<string, readonly string[]>();
  const namesOf = (country: string): readonly string[] => {
    const names = known.get(country) ?? [
      country.toLowerCase(),
      ...(SHORT[country] ?? []),
      ...displays.flatMap((display) => foldName(display.of(country) ?? '') || []),
    ];
    known.set(country, names);
    return names;
  };
  return (folded, country) =>
    namesOf(country).some((name) => name === folded || (folded.length > 2 && name.startsWith(folded)));
}
