import type { DetectedLanguage, LanguageDetector, ReadLanguage } from './language.ts';
import type { Sentence } from './read-sentences.ts';

export interface OneLanguage {
  readonly language: DetectedLanguage;
  /** Those that may be read in that language; empty when it is not one that is read. */
  readonly sentences: readonly Sentence[];
}

/** What a language's sentences must hold of the words of all sure sentences when the whole text is unsure. */
const MAJORITY = 0.6;

/**
 * The text's language and the sentences to read in it. A sentence too short to tell goes with the rest; one that is
 * plainly in another language stays unread, so that no model ever sees a language it was not trained on.
 */
export function keepOneLanguage(
  sentences: readonly Sentence[],
  detector: LanguageDetector,
  uiLanguage?: ReadLanguage,
): OneLanguage {
  const whole = detector.detect(
    sentences.flatMap(({ words }) => words),
    uiLanguage,
  );
  const language =
    whole === 'unsure' && sentences.length > 1 ? voteOf(sentences, detector, uiLanguage) : whole;
  if (language === 'other' || language === 'unsure') return { language, sentences: [] };
  const kept = sentences.filter(({ words }) => {
    const detected = detector.detect(words, language);
    return detected === language || detected === 'unsure';
  });
  return kept.length === 0 ? { language: 'unsure', sentences: [] } : { language, sentences: kept };
}

function voteOf(
  sentences: readonly Sentence[],
  detector: LanguageDetector,
  uiLanguage?: ReadLanguage,
): DetectedLanguage {
  const wordsIn = { en: 0, es: 0, other: 0, unsure: 0 };
  for (const { words } of sentences) wordsIn[detector.detect(words, uiLanguage)] += words.length;
  const sure = wordsIn.en + wordsIn.es + wordsIn.other;
  for (const language of ['en', 'es', 'other'] as const) {
    if (sure > 0 && wordsIn[language] / sure >= MAJORITY) return language;
  }
  return 'unsure';
}
