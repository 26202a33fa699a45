import { repairSpelling } from './crisis-spelling.ts';

/** A word as the patterns see it, and where it stands in what was written (UTF-16 code units). */
export interface CrisisWord {
  /** Lower-case ASCII letters and digits; `nn` for a number of ten or more, `.` between
   * sentences, `,` between their parts. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PART = /(?<word>[\p{L}\p{N}\p{M}@$*'’‘´`]+)|(?<stop>[.!?;:…\n\r¿¡]+)|(?<pause>[,()"“”«»—–]+)/gu;
const MARKS = /\p{M}+/gu;
const NOT_PLAIN = /[^a-z0-9]/g;
const LONG_RUN = /([a-z])\1{2,}/g;
/** Digits and signs that stand for letters, within a word that has letters too. */
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's' };
const LEET_SIGN = /[01345@$]/g;
/** Numbers of ten and more are `nn`: how many pills, how old. */
const SEVERAL = /^[0-9]{2,}$/;
const CRISIS_LINE = '988';
/** Without its apostrophe it would be `odd`. */
const OVERDOSED = /^o\.?d['’]e?d$/;
/** Fewer letters with a space between each are initials or a list. */
const SPELLED_OUT = 4;

/**
 * Any string into words without accents, capitals, stretched letters, letters spelled apart or written as digits, and
 * with the commonest misspellings mended. One written word may become several (`gonna`: `going to`).
 */
export function crisisWords(text: string): readonly CrisisWord[] {
  const words: CrisisWord[] = [];
  for (const match of text.matchAll(PART)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match.groups?.['word'] === undefined) {
      const mark = match.groups?.['stop'] === undefined ? ',' : '.';
      if (words.length > 0 && words.at(-1)!.text !== '.') words.push({ text: mark, start, end });
      continue;
    }
    words.push({ text: plainWord(match[0]), start, end });
  }
  return joinPairs(joinSpelledOut(words)).flatMap((word) =>
    repairSpelling(word.text).map((text) => ({ ...word, text })),
  );
}

function plainWord(written: string): string {
  const bare = written.toLowerCase().normalize('NFD').replace(MARKS, '');
  if (OVERDOSED.test(bare)) return 'overdosed';
  const lettered = /[a-z].*[a-z]/.test(bare) ? bare.replace(LEET_SIGN, (sign) => LEET[sign] ?? sign) : bare;
  if (SEVERAL.test(lettered) && lettered !== CRISIS_LINE) return 'nn';
  return lettered.replace(NOT_PLAIN, '').replace(LONG_RUN, '$1');
}

/** Often written as two. */
const PAIRS =
  /^(?:(?:my|him|her) self|them selves|any more|self (?:harm|injur)[a-z]*|good bye|sui cid[a-z]*)$/;

function joinPairs(words: readonly CrisisWord[]): readonly CrisisWord[] {
  const joined: CrisisWord[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before !== undefined && PAIRS.test(`${before.text} ${word.text}`))
      joined[joined.length - 1] = { text: before.text + word.text, start: before.start, end: word.end };
    else joined.push(word);
  }
  return joined;
}

function joinSpelledOut(words: readonly CrisisWord[]): readonly CrisisWord[] {
  const joined: CrisisWord[] = [];
  for (let at = 0; at < words.length;) {
    let to = at;
    while (to < words.length && words[to]!.text.length === 1 && /[a-z]/.test(words[to]!.text)) to += 1;
    if (to - at < SPELLED_OUT) {
      const next = words[at]!;
      if (next.text !== '') joined.push(next);
      at += 1;
      continue;
    }
    const letters = words.slice(at, to);
    const { start } = letters[0]!;
    const { end } = letters.at(-1)!;
    joined.push({ text: letters.map((letter) => letter.text).join(''), start, end });
    at = to;
  }
  return joined;
}
