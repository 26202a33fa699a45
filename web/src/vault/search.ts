import type { Entry } from '../app/journal-port.ts';

const folded = new WeakMap<Entry, string>();

/** Case and accents folded, so that "cafe" finds "Café". */
export function foldText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Entries that contain every word of the query, in the order given; a query without words finds nothing. */
export function searchEntries(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = foldText(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return entries.filter((entry) => {
    const text = foldedOf(entry);
    return words.every((word) => text.includes(word));
  });
}

function foldedOf(entry: Entry): string {
  const known = folded.get(entry);
  if (known !== undefined) return known;
  const text = foldText([entry.text, ...entry.otherVersions.map((version) => version.text)].join('\n'));
  folded.set(entry, text);
  return text;
}
