import { crisisWords, type CrisisWord } from './crisis-words.ts';
import { ENGLISH_PHRASES } from './english-phrases.ts';
import type { CrisisAbout, CrisisLevel, PhraseBook, PhraseRule } from './phrase-book.ts';
import { hide, toPhraseText } from './phrase-pattern.ts';
import { SPANISH_PHRASES } from './spanish-phrases.ts';

/**
 * Words that may mean danger to somebody's life or body. `emergency`: they speak of wanting, planning or doing it, of a
 * goodbye, an overdose, self-harm, or of being hurt or threatened by somebody. `concern`: of not wanting to go on, of
 * such things denied, long past, exaggerated, or of somebody lost to them. Offsets in UTF-16 code units of the text.
 */
export interface CrisisFinding {
  readonly level: CrisisLevel;
  readonly about: CrisisAbout;
  readonly start: number;
  readonly end: number;
}

/** Words before a phrase among which its subject is looked for. */
const SUBJECT_REACH = 8;
const PAUSE = ' ,';
/** Letters of a sentence, on either side of a phrase, that can change what it means. */
const SENTENCE_REACH = 400;

/**
 * The gravest phrase of a text, of the writer before anybody else, the first of equals; `null`: none. English and Spanish,
 * also mixed. Recall before precision: see `models/crisis-phrases/card.md` for what it finds, what it misses, and what it
 * is not for.
 */
export function findCrisis(text: string): CrisisFinding | null {
  const words = crisisWords(text);
  let gravest: CrisisFinding | null = null;
  for (const book of [ENGLISH_PHRASES, SPANISH_PHRASES]) {
    for (const found of findInBook(words, book)) {
      if (gravest === null || gravityOf(found) > gravityOf(gravest)) gravest = found;
    }
  }
  return gravest;
}

function gravityOf({ level, about }: CrisisFinding): number {
  return (level === 'emergency' ? 2 : 0) + (about === 'self' ? 1 : 0);
}

function findInBook(words: readonly CrisisWord[], book: PhraseBook): readonly CrisisFinding[] {
  const folded = words.map(({ text }) => book.fold(text));
  /** Which word begins, and which ends, at a place of the joined text. */
  const begins = new Map<number, CrisisWord>();
  const ends = new Map<number, CrisisWord>();
  // After the mark that every text begins with.
  let at = 3;
  for (const [index, word] of folded.entries()) {
    begins.set(at, words[index]!);
    at += word.length + 1;
    ends.set(at - 1, words[index]!);
  }
  if (words.length > 0) {
    begins.set(1, words[0]!);
    ends.set(at + 1, words.at(-1)!);
  }
  const found: CrisisFinding[] = [];
  const note = (rule: PhraseRule, text: string, match: RegExpExecArray): void => {
    // A pause may stand before any word of a pattern, the first one too.
    const at = match.index + (match[0].startsWith(PAUSE) ? PAUSE.length : 0);
    const judged = judge(rule, text, at, book);
    const first = begins.get(at + 1);
    const last = ends.get(match.index + match[0].length);
    if (judged !== null && first !== undefined && last !== undefined)
      found.push({ ...judged, start: first.start, end: last.end });
  };
  let text = toPhraseText(folded).replace(book.idioms, hide);
  for (const rule of book.softened) {
    for (const match of matchesOf(rule.matches, text)) note(rule, text, match);
    text = text.replace(rule.matches, hide);
  }
  for (const rule of book.rules) for (const match of matchesOf(rule.matches, text)) note(rule, text, match);
  return found;
}

/** As `matchAll`, which would copy and now and then compile these long patterns anew. No pattern matches nothing. */
function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray, void, void> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) yield match;
}

function judge(
  { level, about, steady }: PhraseRule,
  text: string,
  at: number,
  book: PhraseBook,
): Pick<CrisisFinding, 'level' | 'about'> | null {
  // With the space that the phrase begins with: it may be the first of its sentence, or of its clause.
  const before = afterLast(text.slice(Math.max(0, at - SENTENCE_REACH), at + 1), ' .');
  const [after = ''] = text.slice(at, at + SENTENCE_REACH).split(' . ', 1);
  const sentence = `${before.slice(0, -1)}${after} `;
  const whom = about === 'subject' ? subjectOf(before, book) : about;
  const isTold = book.told.test(sentence);
  if (isTold && whom === 'someone-else') return null;
  const isDenied = !steady && book.negation.test(afterLast(before, PAUSE));
  return { level: isTold || isDenied || book.longAgo.test(sentence) ? 'concern' : level, about: whom };
}

function afterLast(text: string, mark: string): string {
  const at = text.lastIndexOf(`${mark} `);
  return at === -1 ? text : text.slice(at + mark.length);
}

function subjectOf(before: string, book: PhraseBook): CrisisAbout {
  const near = before.trim().split(' ').slice(-SUBJECT_REACH).reverse();
  const subject = near.find((word) => book.firstPerson.has(word) || book.thirdPerson.has(word));
  return subject !== undefined && book.thirdPerson.has(subject) ? 'someone-else' : 'self';
}
