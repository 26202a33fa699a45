/** Letters that no decomposition takes apart. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ə: 'e',
};

/**
 * A name as it is compared: lower case, no accents or apostrophes, one space for every other mark between words. Line
 * breaks stay, so that a whole list is folded at once.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’ʻʼ‘`´]/gu, '')
    .replaceAll(/[ßøłđðþæœıħə]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .trim();
}
