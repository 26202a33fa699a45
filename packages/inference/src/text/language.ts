import type { Int8Linear } from './int8-linear.ts';
import { bucketsOf, type Hashing } from './hashed-ngrams.ts';
import { FOREIGN_WORDS, FUNCTION_WORDS } from './function-words.ts';

export const READ_LANGUAGES = ['en', 'es'] as const;
export type ReadLanguage = (typeof READ_LANGUAGES)[number];

/** `other`: surely neither; `unsure`: no reading is safe. */
export type DetectedLanguage = ReadLanguage | 'other' | 'unsure';

export interface LanguageDetector {
  /** `words` as from `wordsOf`. `uiLanguage` tips what is nearly a tie and never outweighs plain evidence. */
  detect(words: readonly string[], uiLanguage?: ReadLanguage): DetectedLanguage;
}

/** Log-odds an answer needs: 20 to 1. */
const SURE = 3;
/** What the language of the interface adds: 6 to 1. */
const UI_TIP = 1.8;
const LETTER = /\p{L}/u;
const LATIN = /\p{Script=Latin}/u;
/** Letters that Spanish and English both lack. */
const FOREIGN_LETTER = /[àâãäåæçèêëìîïðòôõöøùûýÿþąćčďđęěğıłńňőœřśşšťůűźżžßă]/u;

/**
 * English against Spanish by a linear model on hashed n-grams; anything else by script, by letters neither
 * language has, and by the commonest words of ten other languages. One or two words are mostly `unsure`.
 */
export function createLanguageDetector(
  linear: Int8Linear,
  hashing: Hashing,
  temperature: number,
): LanguageDetector {
  return {
    detect(words, uiLanguage) {
      const lettered = words.filter((word) => LETTER.test(word) && !word.startsWith('<'));
      if (lettered.length === 0) return 'unsure';
      const latin = lettered.filter((word) => LATIN.test(word));
      if (latin.length * 2 < lettered.length) return 'other';

      const known = { en: hits(latin, FUNCTION_WORDS.en), es: hits(latin, FUNCTION_WORDS.es) };
      const foreign = Math.max(...FOREIGN_WORDS.map((list) => hits(latin, list)));
      const letters = latin.filter((word) => FOREIGN_LETTER.test(word)).length;
      const strange = foreign + letters;
      const familiar = Math.max(known.en, known.es);
      if (strange > familiar && strange >= 2) return 'other';
      if (strange > 0 && strange >= familiar) return 'unsure';

      const tip = uiLanguage === 'es' ? UI_TIP : uiLanguage === 'en' ? -UI_TIP : 0;
      const spanish = linear.apply(bucketsOf(words, hashing))[0]! / temperature + tip;
      if (spanish >= SURE) return 'es';
      return spanish <= -SURE ? 'en' : 'unsure';
    },
  };
}

function hits(words: readonly string[], list: ReadonlySet<string>): number {
  return words.reduce((count, word) => count + (list.has(word) ? 1 : 0), 0);
}
