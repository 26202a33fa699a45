/** Sizes of the two halves of the bucket space, and which character n-grams are taken. */
export interface Hashing {
  readonly wordBits: number;
  readonly charBits: number;
  readonly charSizes: readonly number[];
}

const MAX_WORD = 40;

/** FNV-1a over UTF-16LE bytes, finished by MurmurHash3's 32-bit mixer. Unsigned. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The number of buckets of a hashing: rows of the weight matrix that goes with it. */
export function bucketCount(hashing: Hashing): number {
  return (1 << hashing.wordBits) + (1 << hashing.charBits);
}

/**
 * The set of buckets of the words, of pairs of neighbours (the first word's is `<s>`), and of each word's
 * character n-grams between `_` marks; words longer than 40 and marks such as `<url>` give no characters.
 * Twin of `models/text-en/train/hashing.py`.
 */
export function bucketsOf(words: readonly string[], hashing: Hashing): ReadonlySet<number> {
  const found = new Set<number>();
  const wordMask = (1 << hashing.wordBits) - 1;
  const charMask = (1 << hashing.charBits) - 1;
  const charBase = 1 << hashing.wordBits;
  let previous = '<s>';
  for (const word of words) {
    found.add(hash32(word) & wordMask);
    found.add(hash32(`${previous} ${word}`) & wordMask);
    previous = word;
    if (word.startsWith('<')) continue;
    const letters = [...word];
    if (letters.length > MAX_WORD) continue;
    const marked = ['_', ...letters, '_'];
    for (const size of hashing.charSizes) {
      for (let start = 0; start + size <= marked.length; start++) {
        found.add(charBase + (hash32(marked.slice(start, start + size).join('')) & charMask));
      }
    }
  }
  return found;
}
