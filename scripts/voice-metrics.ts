import { LABELS, type Label } from '@undertone/emotion/labels';
import { likeliest, type Distribution } from '@undertone/emotion/distribution';
import { textMetrics, type TextMetrics } from './text-metrics.ts';

/** One clip of an evaluation with what the network said of it. */
export interface ScoredClip {
  readonly source: string;
  /** As the corpus has it: one of the seven labels or another, such as boredom. */
  readonly label: string;
  /** Where the corpus says it. */
  readonly sex: 'female' | 'male' | null;
  readonly distribution: Distribution;
  readonly arousal: number;
  readonly abstained: boolean;
  readonly elapsedMs: number;
}

export interface GroupMetrics {
  readonly rows: number;
  /** Mean recall of the labels that occur, by the arg-max among those. `null` without any of the seven. */
  readonly uar: number | null;
  readonly accuracy: number | null;
  readonly recall: Readonly<Partial<Record<Label, number>>>;
  /** Share of the clips of the seven labels that the product would name. */
  readonly answered: number | null;
  /** How many of those it names right, by the arg-max among all seven. */
  readonly accuracyAnswered: number | null;
  /**
   * How well the arousal ranks anger, fear, joy and surprise above neutral, sadness and boredom; disgust, in the
   * middle of the scale, is left out. `null` where one side is missing.
   */
  readonly arousalAuc: number | null;
  /** How well p(anger) + p(fear) ranks anger and fear above all the rest. */
  readonly stressAuc: number | null;
}

/** The keys of text's metrics over the clips of the seven labels (arg-max among all seven), and each corpus by itself. */
export type VoiceMetrics = Pick<
  TextMetrics,
  'accuracy' | 'macroF1' | 'uar' | 'recall' | 'ece' | 'coverage' | 'accuracyAt' | 'abstained' | 'msPerItem'
> & {
  /** All clips, those of other labels included. */
  readonly rows: number;
  readonly labelledRows: number;
  readonly bySource: Readonly<Record<string, GroupMetrics>>;
  /** `<corpus>/<sex>`, of the corpora that say it. */
  readonly bySex: Readonly<Record<string, GroupMetrics>>;
};

const HIGH: ReadonlySet<string> = new Set(['anger', 'fear', 'joy', 'surprise']);
const LOW: ReadonlySet<string> = new Set(['neutral', 'sadness', 'boredom']);

export function voiceMetrics(clips: readonly ScoredClip[]): VoiceMetrics {
  const labelled = clips.flatMap((clip) => {
    const label = LABELS.find((each) => each === clip.label);
    return label === undefined ? [] : [{ ...clip, labels: [label], quality: 1 }];
  });
  const { accuracy, macroF1, uar, recall, ece, coverage, accuracyAt, abstained } = textMetrics(labelled);
  const { msPerItem } = textMetrics(clips.map((clip) => ({ ...clip, labels: [], quality: 1 })));
  return {
    ...{ rows: clips.length, labelledRows: labelled.length },
    ...{ accuracy, macroF1, uar, recall, ece, coverage, accuracyAt, abstained, msPerItem },
    bySource: grouped(clips, ({ source }) => source),
    bySex: grouped(clips, ({ source, sex }) => (sex === null ? null : `${source}/${sex}`)),
  };
}

function grouped(
  clips: readonly ScoredClip[],
  nameOf: (clip: ScoredClip) => string | null,
): Record<string, GroupMetrics> {
  const groups = Map.groupBy(clips, nameOf);
  return Object.fromEntries(
    [...groups].flatMap(([name, members]) => (name === null ? [] : [[name, groupMetrics(members)]])),
  );
}

function groupMetrics(clips: readonly ScoredClip[]): GroupMetrics {
  const present = LABELS.filter((label) => clips.some((clip) => clip.label === label));
  const guesses = clips.map(({ distribution }) =>
    present.reduce((best, label) => (distribution[label] > distribution[best] ? label : best), present[0]!),
  );
  const recall: Partial<Record<Label, number>> = {};
  let [hits, total] = [0, 0];
  for (const label of present) {
    const own = guesses.filter((_, index) => clips[index]!.label === label);
    const found = own.filter((guess) => guess === label).length;
    recall[label] = found / own.length;
    hits += found;
    total += own.length;
  }
  const recalls = Object.values(recall);
  const answered = clips.filter(
    ({ label, abstained }) => !abstained && present.some((each) => each === label),
  );
  const right = answered.filter(({ label, distribution }) => likeliest(distribution) === label);
  return {
    rows: clips.length,
    uar: recalls.length === 0 ? null : recalls.reduce((sum, each) => sum + each, 0) / recalls.length,
    accuracy: total === 0 ? null : hits / total,
    recall,
    answered: total === 0 ? null : answered.length / total,
    accuracyAnswered: answered.length === 0 ? null : right.length / answered.length,
    arousalAuc: areaUnderCurve(
      clips
        .filter(({ label }) => HIGH.has(label) || LOW.has(label))
        .map(({ label, arousal }) => ({ positive: HIGH.has(label), score: arousal })),
    ),
    stressAuc: areaUnderCurve(
      clips.map(({ label, distribution }) => ({
        positive: label === 'anger' || label === 'fear',
        score: distribution.anger + distribution.fear,
      })),
    ),
  };
}

/** Probability that a positive scores above a negative, a tie counting half; `null` where one side is missing. */
export function areaUnderCurve(
  scored: readonly { readonly positive: boolean; readonly score: number }[],
): number | null {
  const sorted = [...scored].sort((left, right) => left.score - right.score);
  let [negatives, above, positives] = [0, 0, 0];
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]!.score === sorted[start]!.score) end++;
    const tied = sorted.slice(start, end).filter(({ positive }) => positive).length;
    above += tied * (negatives + (end - start - tied) / 2);
    positives += tied;
    negatives += end - start - tied;
    start = end;
  }
  return positives === 0 || negatives === 0 ? null : above / (positives * negatives);
}
