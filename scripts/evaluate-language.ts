import { unwrap } from '@undertone/base/result';
import { loadLanguageDetector } from '@undertone/inference/text/load-model';
import type { DetectedLanguage, ReadLanguage } from '@undertone/inference/text/language';
import { wordsOf } from '@undertone/inference/text/words';
import { folderAssets } from './node-models.ts';

type Shares = Readonly<Record<DetectedLanguage, number>>;

export interface LanguageMetrics {
  readonly rows: number;
  /** Shares of the rows by what was detected, without the interface's language. */
  readonly alone: Shares;
  /** With the interface in the rows' own language, and in the other one. */
  readonly interfaceSame: Shares;
  readonly interfaceOther: Shares;
  /** `alone`, for the first so many words of each row. */
  readonly firstWords: Readonly<Record<'2' | '4' | '8', Shares>>;
}

/** @param language what all the texts are written in. */
export async function detectRows(texts: readonly string[], language: ReadLanguage): Promise<LanguageMetrics> {
  const detector = unwrap(await loadLanguageDetector(folderAssets()));
  const rows = texts.map(wordsOf);
  const shares = (words: readonly (readonly string[])[], ui?: ReadLanguage): Shares => {
    const counts = { en: 0, es: 0, other: 0, unsure: 0 };
    for (const row of words) counts[detector.detect(row, ui)] += 1 / words.length;
    return counts;
  };
  const first = (count: number) => shares(rows.map((row) => row.slice(0, count)));
  return {
    rows: rows.length,
    alone: shares(rows),
    interfaceSame: shares(rows, language),
    interfaceOther: shares(rows, language === 'en' ? 'es' : 'en'),
    firstWords: { 2: first(2), 4: first(4), 8: first(8) },
  };
}
