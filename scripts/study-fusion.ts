import { likeliest } from '@undertone/emotion/distribution';
import { fuse } from '@undertone/emotion/fusion';
import { LABELS, type Label } from '@undertone/emotion/labels';
import { expectedCalibrationError, unweightedAverageRecall } from '@undertone/emotion/metrics';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Reading } from '@undertone/emotion/reading';
import type { Reliability } from '@undertone/emotion/reliability';
import { drawScore, otherLabel, type Chance, type Pool } from './study-sample.ts';

/** One imagined moment: items of one label, one for each modality, that never belonged together. */
export interface Moment {
  readonly label: Label;
  readonly scores: Readonly<Partial<Record<Modality, ModalityScore>>>;
}

export type Pools = Readonly<Partial<Record<Modality, Pool>>>;

/** What befalls the captures of a moment. */
export const CONDITIONS = ['clean', 'missing', 'corrupted', 'corrupted-and-poor'] as const;

export type Condition = (typeof CONDITIONS)[number];

/** How often one capture is missing or corrupted. */
const MISSING_SHARE = 1 / 3;
const CORRUPTED_SHARE = 0.2;
/** What is left of the quality where a corrupted capture is also seen to be a poor one. */
const POOR_QUALITY = 0.3;

export interface Figures {
  readonly moments: number;
  /** Share on which the reading does not abstain; the next four are over those. */
  readonly answered: number;
  readonly accuracy: number;
  /** Mean recall of the labels. */
  readonly uar: number;
  /** Expected calibration error of the likeliest label, 15 bins. */
  readonly ece: number;
  /** Share at p ≥ .7, and accuracy there (`null`: none). */
  readonly sure: { readonly share: number; readonly accuracy: number | null };
  /** Share of all moments named rightly: an abstention names none. */
  readonly right: number;
  /** Mean −log p of the true label over all moments; an abstention says chance, log 7 ≈ 1.946. */
  readonly logLoss: number;
}

/** As many moments of each label, so that the uniform prior of fusion is the true one. */
export function drawMoments(pools: Pools, perLabel: number, chance: Chance): readonly Moment[] {
  const modalities = MODALITIES.filter((modality) => pools[modality] !== undefined);
  const labels = LABELS.filter((label) => modalities.every((modality) => pools[modality]![label].length > 0));
  return labels.flatMap((label) =>
    Array.from({ length: perLabel }, () => ({
      label,
      scores: Object.fromEntries(
        modalities.map((modality) => [modality, drawScore(pools[modality]!, label, chance)]),
      ),
    })),
  );
}

export function degrade(moment: Moment, condition: Condition, pools: Pools, chance: Chance): Moment {
  if (condition === 'clean') return moment;
  const befallen = Object.entries(moment.scores).flatMap(([name, score]) => {
    const modality = name as Modality;
    if (condition === 'missing') return chance() < MISSING_SHARE ? [] : [[modality, score]];
    if (chance() >= CORRUPTED_SHARE) return [[modality, score]];
    const stranger = drawStranger(pools[modality]!, moment.label, chance);
    const quality = stranger.quality * (condition === 'corrupted-and-poor' ? POOR_QUALITY : 1);
    return [[modality, { ...stranger, quality }]];
  });
  return { ...moment, scores: Object.fromEntries(befallen) };
}

/** An item of a random other label. */
export function drawStranger(pool: Pool, label: Label, chance: Chance): ModalityScore {
  let other = otherLabel(label, chance);
  while (pool[other].length === 0) other = otherLabel(label, chance);
  return drawScore(pool, other, chance);
}

export interface Answer {
  readonly label: Label;
  readonly reading: Reading;
}

export function answer(
  moments: readonly Moment[],
  modalities: readonly Modality[],
  reliability: Partial<Reliability>,
): readonly Answer[] {
  return moments.map(({ label, scores }) => ({
    label,
    reading: fuse(
      modalities.flatMap((modality) => scores[modality] ?? []),
      { reliability },
    ),
  }));
}

export function isRight({ label, reading }: Answer): boolean {
  return reading.abstained === null && likeliest(reading.distribution) === label;
}

export function figuresOf(answers: readonly Answer[]): Figures {
  const answered = answers.filter(({ reading }) => reading.abstained === null);
  const hits = answered.map(isRight);
  const sure = answered.filter(({ reading }) => reading.confidence >= 0.7);
  const named = answered.map(({ label, reading }) => ({
    gold: label,
    predicted: likeliest(reading.distribution),
  }));
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const confidences = answered.map(({ reading }) => reading.confidence);
  return {
    moments: answers.length,
    answered: share(answered.length, answers.length),
    accuracy: share(hits.filter(Boolean).length, answered.length),
    uar: unweightedAverageRecall(named) ?? 0,
    ece: expectedCalibrationError(confidences, hits) ?? 0,
    sure: {
      share: share(sure.length, answered.length),
      accuracy: sure.length === 0 ? null : share(sure.filter(isRight).length, sure.length),
    },
    right: share(hits.filter(Boolean).length, answers.length),
    logLoss: share(
      answers.reduce((sum, { label, reading }) => sum - Math.log(reading.distribution[label]), 0),
      answers.length,
    ),
  };
}

/** Difference of the shares named rightly, with its standard error; the moments are the same, one by one. */
export function gainOf(
  better: readonly Answer[],
  base: readonly Answer[],
): { readonly gain: number; readonly standardError: number } {
  const differences = better.map((one, index) => Number(isRight(one)) - Number(isRight(base[index]!)));
  const gain = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  const variance =
    differences.reduce((sum, difference) => sum + (difference - gain) ** 2, 0) / (differences.length - 1);
  return { gain, standardError: Math.sqrt(variance / differences.length) };
}

/** Singles, then pairs, then all, each in the order of MODALITIES. */
export function subsetsOf(modalities: readonly Modality[]): readonly (readonly Modality[])[] {
  const all = modalities.reduce<readonly (readonly Modality[])[]>(
    (subsets, modality) => [...subsets, ...subsets.map((subset) => [...subset, modality])],
    [[]],
  );
  const order = (subset: readonly Modality[]) =>
    subset.length * 100 + subset.reduce((sum, modality) => sum * 10 + modalities.indexOf(modality), 0);
  return all.filter((subset) => subset.length > 0).toSorted((left, right) => order(left) - order(right));
}
