import { LABELS, type Label } from '@undertone/emotion/labels';

/** The 28 of GoEmotions (Demszky et al., 2020) in the order in which its models answer. */
const GO_EMOTIONS = [
  'admiration',
  'amusement',
  'anger',
  'annoyance',
  'approval',
  'caring',
  'confusion',
  'curiosity',
  'desire',
  'disappointment',
  'disapproval',
  'disgust',
  'embarrassment',
  'excitement',
  'fear',
  'gratitude',
  'grief',
  'joy',
  'love',
  'nervousness',
  'optimism',
  'pride',
  'realization',
  'relief',
  'remorse',
  'sadness',
  'surprise',
  'neutral',
] as const;

type GoEmotion = (typeof GO_EMOTIONS)[number];

export const GO_EMOTION_COUNT = GO_EMOTIONS.length;

/** The grouping that the data set's authors publish with it (`ekman_mapping.json`). */
const LABEL_OF: Readonly<Record<GoEmotion, Label>> = {
  admiration: 'joy',
  amusement: 'joy',
  anger: 'anger',
  annoyance: 'anger',
  approval: 'joy',
  caring: 'joy',
  confusion: 'surprise',
  curiosity: 'surprise',
  desire: 'joy',
  disappointment: 'sadness',
  disapproval: 'anger',
  disgust: 'disgust',
  embarrassment: 'sadness',
  excitement: 'joy',
  fear: 'fear',
  gratitude: 'joy',
  grief: 'sadness',
  joy: 'joy',
  love: 'joy',
  nervousness: 'fear',
  optimism: 'joy',
  pride: 'joy',
  realization: 'surprise',
  relief: 'joy',
  remorse: 'sadness',
  sadness: 'sadness',
  surprise: 'surprise',
  neutral: 'neutral',
};

/**
 * From 28 independent logits to unnormalised log-probabilities in the order of `LABELS`: a label's is the chance
 * that at least one of its emotions is there, were they independent.
 */
export function foldGoEmotions(logits: ArrayLike<number>): readonly number[] {
  if (logits.length !== GO_EMOTION_COUNT) throw new RangeError(`${logits.length} logits for 28 emotions`);
  const logNone = new Map<Label, number>();
  for (const [index, emotion] of GO_EMOTIONS.entries()) {
    const label = LABEL_OF[emotion];
    // log(1 - sigmoid(x)) without loss for large x
    const logAbsent = -softplus(logits[index]!);
    logNone.set(label, (logNone.get(label) ?? 0) + logAbsent);
  }
  return LABELS.map((label) => Math.log(Math.max(1e-12, -Math.expm1(logNone.get(label) ?? 0))));
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
