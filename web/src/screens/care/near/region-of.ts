/** ISO 3166-1 alpha-2, the likeliest where a tag names none; `undefined` for a tag that is none (`en-US@posix`). */
export function regionOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).maximize().region;
  } catch {
    return undefined;
  }
}
