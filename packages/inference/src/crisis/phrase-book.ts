import { compilePhrase, type WordClasses } from './phrase-pattern.ts';

export type CrisisLevel = 'concern' | 'emergency';
export type CrisisAbout = 'self' | 'someone-else';

export interface PhraseSource {
  readonly classes: WordClasses;
  /** Folds spellings that sound alike, in patterns and in text. */
  readonly fold?: (word: string) => string;
  /** Sayings that mean something else. */
  readonly idioms: readonly string[];
  /** Read before everything else and hidden from it: they contain graver phrases, but are not as grave. */
  readonly softened: readonly PhraseGroup[];
  readonly grave: readonly PhraseGroup[];
  readonly low: readonly PhraseGroup[];
  /** Before a phrase within its clause, they say that it is not so. */
  readonly negations: readonly string[];
  /** Anywhere in the sentence, they say that it was long ago. */
  readonly longAgo: readonly string[];
  /** Anywhere in the sentence, they say that it is told of a story, a game or the news. */
  readonly told: readonly string[];
  readonly firstPerson: string;
  readonly thirdPerson: string;
}

export interface PhraseGroup {
  /** `subject`: who it is about is said by the nearest person named before it. */
  readonly about: CrisisAbout | 'subject';
  /** A negation belongs to the phrase itself, or changes nothing. */
  readonly steady?: true;
  readonly phrases: readonly string[];
}

export interface PhraseRule {
  readonly level: CrisisLevel;
  readonly about: CrisisAbout | 'subject';
  readonly steady: boolean;
  readonly matches: RegExp;
}

export interface PhraseBook {
  readonly fold: (word: string) => string;
  readonly idioms: RegExp;
  readonly softened: readonly PhraseRule[];
  readonly rules: readonly PhraseRule[];
  readonly negation: RegExp;
  readonly longAgo: RegExp;
  readonly told: RegExp;
  readonly firstPerson: ReadonlySet<string>;
  readonly thirdPerson: ReadonlySet<string>;
}

/** Words between a negation and what it denies. */
const NEGATION_REACH = 4;

export function createPhraseBook(source: PhraseSource): PhraseBook {
  const fold = source.fold ?? ((word: string) => word);
  const anyOf = (phrases: readonly string[]) =>
    phrases
      .map((phrase) => {
        const compiled = compilePhrase(phrase, source.classes, fold);
        if (new RegExp(`^(?:${compiled})`).test('')) throw new Error(`“${phrase}” asks for no word at all`);
        return compiled;
      })
      .join('|');
  const rulesOf = (level: CrisisLevel, groups: readonly PhraseGroup[]): readonly PhraseRule[] =>
    groups.map(({ about, steady = false, phrases }) => ({
      level,
      about,
      steady,
      matches: new RegExp(anyOf(phrases), 'g'),
    }));
  const wordsOf = (words: string) => new Set(words.split(/\s+/).map(fold));
  return {
    fold,
    idioms: new RegExp(anyOf(source.idioms), 'g'),
    softened: rulesOf('concern', source.softened),
    rules: [...rulesOf('emergency', source.grave), ...rulesOf('concern', source.low)],
    negation: new RegExp(`(?:${anyOf(source.negations)})(?: [a-z0-9_]+){0,${NEGATION_REACH}} $`),
    longAgo: new RegExp(anyOf(source.longAgo)),
    told: new RegExp(anyOf(source.told)),
    firstPerson: wordsOf(source.firstPerson),
    thirdPerson: wordsOf(source.thirdPerson),
  };
}
