import { likeliest, type Distribution } from '@undertone/emotion/distribution';
import { placeOf } from './circumplex.ts';
import { calibrate, withAssumedNeutral, type EmotionModel } from './emotion-model.ts';
import { qualityOf } from './evidence.ts';
import { packPassages } from './passages.ts';
import { poolStretches, salience, type StretchReading } from './pooling.ts';
import type { Span } from './sentences.ts';
import type { TextReading } from './text-reading.ts';

export interface Sentence extends Span {
  readonly words: readonly string[];
}

export interface SentenceOptions {
  readonly prior?: number;
  readonly signal?: AbortSignal;
}

/**
 * Passages for the reading, sentences for the explanation, in one pass over the model.
 *
 * @param sentences at least one, in reading order, all in the model's language
 * @param text what the sentences are spans of
 * @param coverage share of the whole text's words that these sentences hold, 0 … 1
 * @returns `null` when aborted
 */
export async function readSentences(
  text: string,
  sentences: readonly Sentence[],
  coverage: number,
  model: EmotionModel,
  { prior, signal }: SentenceOptions,
): Promise<Pick<TextReading, 'score' | 'sentences' | 'carriedBy'> | null> {
  const { id, version, output } = model.manifest;
  const passages = packPassages(sentences);
  const whole = passages.map(({ first, last }) =>
    sentences.slice(first, last + 1).flatMap(({ words }) => words),
  );
  // A passage of one sentence is that sentence, and is read once.
  const passageOf = sentences.map((_, at) =>
    passages.findIndex(({ first, last }) => first === at && last === at),
  );
  const others = sentences.filter((_, at) => passageOf[at] === -1);

  const stretches = [...whole, ...others.map(({ words }) => words)];
  const written = (some: readonly Sentence[]) =>
    some.map(({ start, end }) => text.slice(start, end).trim()).join(' ');
  const texts = [
    ...passages.map(({ first, last }) => written(sentences.slice(first, last + 1))),
    ...others.map((sentence) => written([sentence])),
  ];
  const raw = await model.read(stretches, signal, texts);
  if (raw === null) return null;
  const readings = raw.map(({ scores, place }, at): StretchReading => {
    const calibrated = calibrate(scores, model.manifest, prior ?? output.priorStrength ?? 0);
    const distribution = withAssumedNeutral(calibrated, output.assumedNeutral ?? 0);
    return { distribution, ...(place ?? placeOf(distribution)), words: stretches[at]!.length };
  });
  let next = passages.length;
  const ofSentences = passageOf.map((passage) => readings[passage === -1 ? next++ : passage]!);

  const disagreement =
    raw.slice(0, passages.length).reduce((sum, reading) => sum + reading.disagreement, 0) / passages.length;
  const pooled = poolStretches(readings.slice(0, passages.length));
  const shares = sharesOf(ofSentences, pooled.distribution);
  const words = sentences.flatMap((sentence) => sentence.words);
  const unsure = pooled.distribution[likeliest(pooled.distribution)] < (output.leastProbability ?? 0);
  return {
    score: {
      modality: 'text',
      ...pooled,
      quality: qualityOf({
        words: words.length,
        familiarity: model.familiarity(words),
        disagreement,
        coverage,
      }),
      modelId: id,
      modelVersion: version,
      abstained: unsure ? 'low-confidence' : null,
    },
    sentences: sentences.map(({ start, end }, at) => ({
      start,
      end,
      distribution: ofSentences[at]!.distribution,
      weight: shares[at]!,
    })),
    carriedBy: unsure ? null : shares.indexOf(Math.max(...shares)),
  };
}

/** What each sentence, read alone, gives to the label that the whole was read as; sums to 1. */
function sharesOf(sentences: readonly StretchReading[], whole: Distribution): readonly number[] {
  const label = likeliest(whole);
  const given = sentences.map((sentence) => salience(sentence) * sentence.distribution[label]);
  const total = given.reduce((sum, share) => sum + share, 0);
  return given.map((share) => (total > 0 ? share / total : 1 / given.length));
}
