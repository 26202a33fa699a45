import { foldName } from './fold.ts';

/** What somebody typed, taken apart: a name, words that say in which region or country, and what may be a postcode. */
export interface PlaceQuery {
  /** Each way to read the words, likeliest first; folded. */
  readonly readings: readonly { readonly name: string; readonly within: readonly string[] }[];
  /** Folded apart from spaces; `null` where nothing looks like one. */
  readonly postcode: string | null;
}

/** British ones whole or their first half; elsewhere digits, in the United States with four more. */
const POSTCODE = /(?:^|[\s,])([A-Za-z]{1,2}\d[A-Za-z\d]?(?:\s*\d[A-Za-z]{2})?|\d{5}(?:-\d{4})?)(?=$|[\s,])/;

/** More words than that at the end name no region and no country. */
const MOST_WITHIN = 4;

export function parsePlaceQuery(text: string): PlaceQuery {
  const postcode = POSTCODE.exec(text)?.[1] ?? null;
  const rest = postcode === null ? text : text.replace(postcode, ' ');
  const [head = '', ...tail] = rest
    .split(/[,;\n]/)
    .map(foldName)
    .filter(Boolean);
  if (head === '') return { readings: [], postcode };
  if (tail.length > 0) {
    // `Washington, D.C.`: the comma may also be the name's own.
    const whole = { name: [head, ...tail].join(' '), within: [] };
    return { readings: [{ name: head, within: tail }, whole], postcode };
  }
  const words = head.split(' ');
  const readings = [{ name: head, within: [] as string[] }];
  for (let count = 1; count < words.length && count <= MOST_WITHIN; count++) {
    const name = words.slice(0, -count).join(' ');
    if (name.length > 1) readings.push({ name, within: [words.slice(-count).join(' ')] });
  }
  return { readings, postcode };
}
