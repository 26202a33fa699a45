/** A stretch of text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

const EXCERPT_CHARACTERS = 180;
const BEFORE_FIND = 40;

/** The beginning of an entry, or the stretch around the first find with every find in it marked. */
export function excerptAround(text: string, query: string): readonly Piece[] {
  const words = fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const folded = fold(text);
  // Folding may change lengths (ß, ligatures); then offsets would lie, so nothing is marked.
  const finds =
    folded.length === text.length ? words.map((word) => folded.indexOf(word)).filter((at) => at >= 0) : [];
  const first = finds.length === 0 ? 0 : Math.min(...finds);
  const from = first > EXCERPT_CHARACTERS - BEFORE_FIND ? startOfWord(text, first - BEFORE_FIND) : 0;
  const excerpt = `${from > 0 ? '…' : ''}${text.slice(from, from + EXCERPT_CHARACTERS)}`;
  if (finds.length === 0) return [{ text: excerpt, found: false }];
  return markWords(excerpt, words);
}

/** Case and accents folded, one UTF-16 unit to one where that is possible. */
function fold(text: string): string {
  return Array.from(text, (character) => {
    const plain = character
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .toLowerCase();
    return plain.length === character.length ? plain : character;
  }).join('');
}

function startOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 ? at : space + 1;
}

function markWords(text: string, words: readonly string[]): readonly Piece[] {
  const folded = fold(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const next = words
      .map((word) => ({ at: folded.indexOf(word, from), size: word.length }))
      .filter(({ at }) => at >= 0)
      .sort((left, right) => left.at - right.at || right.size - left.size)[0];
    if (next === undefined) break;
    if (next.at > from) pieces.push({ text: text.slice(from, next.at), found: false });
    from = next.at + next.size;
    pieces.push({ text: text.slice(next.at, from), found: true });
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
