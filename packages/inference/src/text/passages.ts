import { MAX_SENTENCE_UNITS, type Span } from './sentences.ts';

/** Sentences `first` … `last` (inclusive indices), read together. */
export interface Passage extends Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Neighbouring sentences packed greedily into stretches no longer than a sentence may be. The models learnt on
 * comments of one to three sentences, where one sentence explains the next; so a short entry is read whole.
 */
export function packPassages(sentences: readonly Span[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const [index, { start, end }] of sentences.entries()) {
    const open = passages.at(-1);
    if (open !== undefined && end - open.start <= MAX_SENTENCE_UNITS) {
      passages[passages.length - 1] = { ...open, end, last: index };
    } else passages.push({ start, end, first: index, last: index });
  }
  return passages;
}
