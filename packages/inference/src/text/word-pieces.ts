/** Index of the padding and of the unknown piece: the first two of every vocabulary. */
export const PADDING = 0;
export const UNKNOWN = 1;

/** Longer "words" are noise (keys held down, base64): one unknown piece. */
const MAX_WORD = 40;

export interface WordPieces {
  /** At most `limit` piece indices, at least one; words that cannot be spelled become {@link UNKNOWN}. */
  encode(words: readonly string[], limit: number): number[];
  /** Whether the word is a piece of its own. */
  isWhole(word: string): boolean;
}

/**
 * Greedy longest match over the vocabulary; a piece that continues a word starts with `##`.
 * Lengths are counted in code points, as in `models/text-en/train/pieces.py`.
 */
export function createWordPieces(vocabulary: readonly string[]): WordPieces {
  const indexOf = new Map(vocabulary.map((piece, index) => [piece, index]));

  function match(word: string): readonly number[] {
    const whole = indexOf.get(word);
    if (whole !== undefined) return [whole];
    const letters = [...word];
    if (letters.length > MAX_WORD) return [UNKNOWN];
    const pieces: number[] = [];
    for (let start = 0; start < letters.length;) {
      let end = letters.length;
      let index: number | undefined;
      for (; end > start; end--) {
        index = indexOf.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''));
        if (index !== undefined) break;
      }
      if (index === undefined) return [UNKNOWN];
      pieces.push(index);
      start = end;
    }
    return pieces;
  }

  return {
    encode(words, limit) {
      const ids: number[] = [];
      for (const word of words) {
        ids.push(...match(word));
        if (ids.length >= limit) break;
      }
      return ids.length === 0 ? [UNKNOWN] : ids.slice(0, limit);
    },
    isWhole: (word) => indexOf.has(word),
  };
}
