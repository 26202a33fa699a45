import { signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import { normalise } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { ReadSentence, TextReadingDetail } from './journal-port.ts';
import type { ReaderStatus, TextReaderPort } from './services.ts';

/** Enough tone words for screens and tests to have something to show; a stand-in, not a model. */
const TONE_WORDS: Readonly<Record<string, Label>> = {
  angry: 'anger',
  furious: 'anger',
  unfair: 'anger',
  shouted: 'anger',
  gross: 'disgust',
  rotten: 'disgust',
  afraid: 'fear',
  worried: 'fear',
  worry: 'fear',
  anxious: 'fear',
  tomorrow: 'fear',
  glad: 'joy',
  happy: 'joy',
  laughed: 'joy',
  sun: 'joy',
  sunny: 'joy',
  lovely: 'joy',
  love: 'joy',
  warm: 'joy',
  sad: 'sadness',
  miss: 'sadness',
  missed: 'sadness',
  tired: 'sadness',
  alone: 'sadness',
  rain: 'sadness',
  suddenly: 'surprise',
  surprised: 'surprise',
  unexpected: 'surprise',
};

const AFFECT: Readonly<Record<Label, readonly [valence: number, arousal: number]>> = {
  anger: [-0.7, 0.7],
  disgust: [-0.6, 0.2],
  fear: [-0.6, 0.6],
  joy: [0.8, 0.4],
  neutral: [0, -0.2],
  sadness: [-0.7, -0.5],
  surprise: [0.2, 0.7],
};

export function fakeScore(text: string): ModalityScore {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const weights = {
    anger: 0.25,
    disgust: 0.15,
    fear: 0.3,
    joy: 0.4,
    neutral: 0.6,
    sadness: 0.35,
    surprise: 0.25,
  };
  for (const word of words) {
    const label = TONE_WORDS[word];
    if (label !== undefined) weights[label] += 2;
  }
  const distribution = normalise(weights);
  const affect = (axis: 0 | 1) =>
    Object.entries(distribution).reduce(
      (sum, [label, share]) => sum + share * AFFECT[label as Label][axis],
      0,
    );
  return {
    modality: 'text',
    distribution,
    valence: affect(0),
    arousal: affect(1),
    quality: Math.min(1, 0.4 + words.length / 40),
    modelId: 'text-en',
    modelVersion: '1.0.0',
    abstained: words.length < 3 ? 'thin-evidence' : null,
  };
}

export function fakeDetail(text: string): TextReadingDetail {
  const found = [...text.matchAll(/[^.!?\n]+[.!?]*/gu)].filter(([sentence]) => sentence.trim() !== '');
  const sentences: ReadSentence[] = found.map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    distribution: fakeScore(match[0]).distribution,
    weight: 1 / found.length,
  }));
  const strength = ({ distribution }: ReadSentence) => 1 - distribution.neutral;
  const carrier = sentences.reduce(
    (best, sentence, index) => (strength(sentence) > strength(sentences[best] ?? sentence) ? index : best),
    0,
  );
  return { sentences, carriedBy: fakeScore(text).abstained === null ? carrier : null, language: 'en' };
}

export type FakeReaderTrouble = 'no-webassembly' | 'model-corrupt' | 'model-missing' | 'crashed' | 'slow';

/** Reads by word list; `trouble` makes it fail that way, and `slow` leaves it loading for good. */
export function createFakeReader(trouble: FakeReaderTrouble | null): TextReaderPort {
  const status = signal<ReaderStatus>({ kind: 'idle' });
  return {
    status,
    async read(text, { signal: stop } = {}) {
      if (trouble === 'slow') {
        status.value = { kind: 'loading', loadedBytes: 2_310_000, totalBytes: 4_180_000 };
        return new Promise(() => {});
      }
      if (trouble !== null) {
        status.value = { kind: 'failed', reason: trouble };
        return err({ code: trouble });
      }
      await Promise.resolve();
      if (stop?.aborted === true) return err({ code: 'cancelled' });
      status.value = { kind: 'ready', modelId: 'text-en', modelVersion: '1.0.0' };
      return ok({ score: fakeScore(text), detail: fakeDetail(text) });
    },
  };
}
