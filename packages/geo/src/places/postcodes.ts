import { decodeColumns } from './column-file.ts';

/** Where a postcode lies: its own middle, or only the chief town of all codes that begin so. */
export interface PostcodePosition {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** As its country writes it: `62704`, `SW1A 1AA`. */
  readonly code: string;
  /** Degrees, WGS 84. */
  readonly lat: number;
  readonly lon: number;
  readonly precision: 'postcode' | 'area';
}

export interface Postcodes {
  /**
   * Every country's postcode that the text may be, exact ones first; a country narrows that. Empty for what is no
   * postcode of any country in the file.
   */
  find(text: string, country?: string): readonly PostcodePosition[];
}

/** Degrees north and east of the chief town of each area, by country and by how its codes begin. */
export type PostcodeAreas = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

export interface PostcodesAbout {
  /** Steps in one degree of the columns `lat` and `lon`, whose rows are those of `code`: US ZIP codes, rising. */
  readonly stepsPerDegree: number;
  readonly areas: PostcodeAreas;
}

const ZIP = /^(\d{5})(?:-?\d{4})?$/;
const FIVE_DIGITS = /^\d{5}$/;
/** The area, the rest of the outward code, and the inward code, which may be left out. */
const BRITISH = /^([A-Z]{1,2})(\d[A-Z\d]?)(\d[A-Z]{2})?$/;

/** Reads the file that the build makes (unpacked). Throws on any other. */
export function decodePostcodes(file: Uint8Array): Postcodes {
  const columns = decodeColumns(file);
  const { stepsPerDegree, areas } = columns.about as PostcodesAbout;
  const codes = columns.numbers('code');
  const lats = columns.numbers('lat');
  const lons = columns.numbers('lon');

  const findZip = (text: string): PostcodePosition | null => {
    const digits = ZIP.exec(text)?.[1];
    if (digits === undefined) return null;
    const row = rowOf(codes, Number(digits));
    if (row === null) return null;
    return {
      country: 'US',
      code: digits,
      lat: (lats[row] ?? 0) / stepsPerDegree,
      lon: (lons[row] ?? 0) / stepsPerDegree,
      precision: 'postcode',
    };
  };

  const findArea = (country: string, text: string): PostcodePosition | null => {
    const british = country === 'GB' ? BRITISH.exec(text) : null;
    if (country === 'GB' ? british === null : !FIVE_DIGITS.test(text)) return null;
    const [lat, lon] = areas[country]?.[british?.[1] ?? text.slice(0, 2)] ?? [];
    if (lat === undefined || lon === undefined) return null;
    const code = british === null ? text : `${british[1]}${british[2]} ${british[3] ?? ''}`.trim();
    return { country, code, lat, lon, precision: 'area' };
  };

  return {
    find(text, country) {
      const bare = text.toUpperCase().replaceAll(/\s/g, '');
      const countries = country === undefined ? ['US', ...Object.keys(areas)] : [country];
      return countries.flatMap((each) => (each === 'US' ? findZip(bare) : findArea(each, bare)) ?? []);
    },
  };
}

function rowOf(codes: Int32Array, code: number): number | null {
  let low = 0;
  let high = codes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = codes[middle] ?? 0;
    if (here === code) return middle;
    if (here < code) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
