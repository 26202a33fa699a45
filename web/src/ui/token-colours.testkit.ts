/** Colour arithmetic for the tests of tokens.css: what the tokens say, as linear light, contrast and distance. */

export const COLOUR_THEMES = ['light', 'dark'] as const;

export type ColourTheme = (typeof COLOUR_THEMES)[number];

/** Linear-light sRGB, each 0 … 1 when in gamut. */
export type LinearRgb = readonly [red: number, green: number, blue: number];

/** Lightness 0 … 1, chroma, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

const TOKEN =
  /--([\w-]+): light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\), oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\)/g;

/** Every opaque `--name: light-dark(oklch(…), oklch(…))` of the style sheet. */
export function parseColourTokens(css: string): ReadonlyMap<string, Record<ColourTheme, Oklch>> {
  const tokens = new Map<string, Record<ColourTheme, Oklch>>();
  for (const [, name = '', ...values] of css.matchAll(TOKEN)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values.map(Number);
    tokens.set(name, { light: [a, b, c], dark: [d, e, f] });
  }
  return tokens;
}

/** Ottosson's OKLab (2020), both ways. */
export function toLinearRgb([lightness, chroma, hue]: Oklch): LinearRgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function toOklab([red, green, blue]: LinearRgb): readonly number[] {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

/** Euclidean distance in OKLab × 100: about 2 is just seen side by side. */
export function colourDistance(left: LinearRgb, right: LinearRgb): number {
  const [a, b] = [toOklab(left), toOklab(right)];
  return 100 * Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

/** WCAG 2.2 contrast ratio, 1 … 21. */
export function contrastRatio(left: LinearRgb, right: LinearRgb): number {
  const [low = 0, high = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: LinearRgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Complete dichromacy, Machado, Oliveira & Fernandes (2009), table of severity 1.0, on linear light. */
const DICHROMACY = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;

export type Dichromacy = keyof typeof DICHROMACY;

export function seenWith(kind: Dichromacy, colour: LinearRgb): LinearRgb {
  const [red, green, blue] = DICHROMACY[kind].map((row) =>
    Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2])),
  );
  return [red ?? 0, green ?? 0, blue ?? 0];
}
