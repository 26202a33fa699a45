/** Words that a pattern may name together, by a name in angle brackets. */
export type WordClasses = Readonly<Record<string, string>>;

/** At most one pause between two words of a phrase. */
const BETWEEN = '(?: ,)? ';

/**
 * A pattern over words, for text as {@link toPhraseText} joins it. Its parts, apart by spaces:
 * `word`; `one|other`, where `_` within is a space; `part*`, any ending; `<class>`, any of a class; `part?`, or nothing;
 * `~3`, up to three words of the same sentence; `~~8`, up to eight words, over sentences; `!one|other`, not before
 * these.
 */
export function compilePhrase(
  pattern: string,
  classes: WordClasses,
  fold: (word: string) => string = (word) => word,
): string {
  return pattern
    .trim()
    .split(/\s+/)
    .map((part) => compilePart(part, classes, fold))
    .join('');
}

function compilePart(part: string, classes: WordClasses, fold: (word: string) => string): string {
  const acrossGap = /^~~(\d+)$/.exec(part);
  if (acrossGap !== null) return `(?: [^ ]+){0,${acrossGap[1]}}?`;
  const gap = /^~(\d+)$/.exec(part);
  if (gap !== null) return `(?: [a-z0-9_,]+){0,${gap[1]}}?`;
  if (part.startsWith('!')) return `(?!${BETWEEN}(?:${alternatives(part.slice(1), classes, fold)})(?= ))`;
  const isOptional = part.endsWith('?');
  const word = `${BETWEEN}(?:${alternatives(isOptional ? part.slice(0, -1) : part, classes, fold)})(?= )`;
  return isOptional ? `(?:${word})?` : word;
}

function alternatives(part: string, classes: WordClasses, fold: (word: string) => string): string {
  return part
    .split('|')
    .flatMap((choice) => {
      const named = /^<(\w+)>$/.exec(choice)?.[1];
      if (named === undefined) return [choice];
      const words = classes[named];
      if (words === undefined) throw new Error(`no class of words is called ${choice}`);
      return words.trim().split(/\s+/);
    })
    .map((choice) => choice.split('_').map(fold).join(' ').replaceAll('.', '\\.').replaceAll('*', '[a-z]*'))
    .join('|');
}

/** Words between single spaces, so that every word of a pattern ends at one, with a `.` at either end. */
export function toPhraseText(words: readonly string[]): string {
  return ` . ${words.join(' ')} . `;
}

/** Hides what was matched from other patterns; its length stays. */
export function hide(matched: string): string {
  return matched.replace(/[a-z0-9]/g, '_');
}
