const SURROGATE = /[\uD800-\uDFFF]/gu;
const APOSTROPHE = /[\u2018\u2019\u02BC\u00B4`]/gu;
const QUOTE = /[\u201C\u201D\u00AB\u00BB\u201E]/gu;
/** Combining marks that NFKC left over, format characters (joiners, direction marks) and skin tones. */
const DROPPED = /[\p{Mn}\p{Me}\p{Cf}\u{1F3FB}-\u{1F3FF}]/gu;
const SPACE = /[\s\p{Cc}\p{Z}]/gu;
const LETTER_RUN = /(\p{L})\1{3,}/gu;
const MAX_REPEAT = 3;

const TOKEN = new RegExp(
  [
    String.raw`(?<url>(?:https?:\/\/|www\.)[^ ]+)`,
    String.raw`(?<name>\[[A-Z]{3,12}\])`,
    String.raw`(?<user>(?:(?<![\p{L}\p{N}\/])\/?u\/|@)[A-Za-z0-9_\-]{2,})`,
    String.raw`(?<emoticon>[:;=][\-o']?[\(\)\[\]DPp\/\\\|*3]|<3|\^_?\^|[xX]D(?![\p{L}\p{N}]))`,
    String.raw`(?<word>\p{L}+(?:'\p{L}+)*)`,
    String.raw`(?<number>\p{N}+)`,
    String.raw`(?<symbol>[^ ])`,
  ].join('|'),
  'gu',
);

function clean(text: string): string {
  return text
    .replace(SURROGATE, '\uFFFD')
    .normalize('NFKC')
    .replace(APOSTROPHE, "'")
    .replace(QUOTE, '"')
    .replace(DROPPED, '')
    .replace(SPACE, ' ');
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/**
 * Lower-case words, numbers, emoticons, emoji and punctuation marks in reading order, with the marks
 * `<cap>` (before a word in capitals), `<url>`, `<user>`, `<name>` and `<num>` (three digits or more).
 * A letter is repeated at most three times in a row, a symbol too. Any string is accepted; the steps are those
 * of `models/text-en/train/normalise.py`, in its order, and the parity test holds the two together.
 */
export function wordsOf(text: string): readonly string[] {
  const found: string[] = [];
  let repeated = 0;
  for (const match of clean(text).matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    let token = match[0];
    if (groups['url'] !== undefined) token = '<url>';
    else if (groups['name'] !== undefined) token = '<name>';
    else if (groups['user'] !== undefined) token = '<user>';
    else if (groups['word'] !== undefined) {
      if (isShouted(token)) found.push('<cap>');
      token = token.toLowerCase().replace(LETTER_RUN, '$1$1$1');
    } else if (groups['number'] !== undefined && [...token].length > 2) token = '<num>';

    if (groups['symbol'] !== undefined && found.at(-1) === token) {
      repeated++;
      if (repeated >= MAX_REPEAT) continue;
    } else repeated = 0;
    found.push(token);
  }
  return found;
}
