import type { Distribution } from '@undertone/emotion/distribution';
import type { ModalityScore } from '@undertone/emotion/modality-score';

/** Offsets in UTF-16 code units of the text that was given. */
export interface SentenceReading {
  readonly start: number;
  readonly end: number;
  readonly distribution: Distribution;
  /** Share of the reading that this sentence carried, 0 … 1; all of them sum to 1. */
  readonly weight: number;
}

export interface TextReading {
  readonly score: ModalityScore;
  /** In reading order. Empty when no model ran; a sentence in another language than the rest is left out. */
  readonly sentences: readonly SentenceReading[];
  /** Index into `sentences` of the one that weighs most; `null` when abstained. */
  readonly carriedBy: number | null;
  /** `und` when the device could not tell, or the language has no model here. */
  readonly language: 'en' | 'es' | 'und';
  /** How far the text was read, in UTF-16 code units; less than its length only beyond the cap. */
  readonly readUnits: number;
}
