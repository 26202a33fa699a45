import type { Label } from '@undertone/emotion/labels';
import type { Modality } from '@undertone/emotion/modality';
import { learnReliability, type Correction, type Reliability } from '@undertone/emotion/reliability';
import { answer, drawMoments, drawStranger, figuresOf, type Moment, type Pools } from './study-fusion.ts';
import { shuffle, type Chance } from './study-sample.ts';

export interface LearningFigures {
  /** The modality that is misleading in these people: most of its items are of a random other label. */
  readonly misleading: Modality | 'none';
  /** Share named rightly of the moments after, with the defaults and with what was learnt. */
  readonly right: { readonly byDefault: number; readonly learnt: number };
  readonly logLoss: { readonly byDefault: number; readonly learnt: number };
  /** Mean over the people of what was learnt. */
  readonly reliability: Partial<Reliability>;
}

/** Of each label: 63, two months of one entry a day. */
const CORRECTIONS_PER_LABEL = 9;
const MISLEADING_SHARE = 0.8;
const MOMENTS_AFTER_PER_LABEL = 10;

/**
 * People who correct every reading for two months of one entry a day, for whom one modality is misleading (a still
 * face, an ironic pen): does what is learnt serve them in the moments after? Corrections come in the labels of the
 * moments; the defaults are the product's, for learning starts from them.
 */
export function studyLearning(
  pools: Pools,
  misleading: Modality | 'none',
  options: { readonly defaults: Reliability; readonly people: number },
  chance: Chance,
): LearningFigures {
  const { defaults } = options;
  const modalities = Object.keys(pools) as Modality[];
  const people = Array.from({ length: options.people }, () => {
    const live = (perLabel: number) =>
      drawMoments(pools, perLabel, chance).map((moment) => mislead(moment, misleading, pools, chance));
    const past = shuffle(live(CORRECTIONS_PER_LABEL), chance);
    const learnt = learnReliability(past.map(toCorrection));
    const after = live(MOMENTS_AFTER_PER_LABEL);
    return {
      learnt,
      answers: { byDefault: answer(after, modalities, defaults), learnt: answer(after, modalities, learnt) },
    };
  });
  const figures = {
    byDefault: figuresOf(people.flatMap(({ answers }) => answers.byDefault)),
    learnt: figuresOf(people.flatMap(({ answers }) => answers.learnt)),
  };
  return {
    misleading,
    right: { byDefault: figures.byDefault.right, learnt: figures.learnt.right },
    logLoss: { byDefault: figures.byDefault.logLoss, learnt: figures.learnt.logLoss },
    reliability: Object.fromEntries(
      modalities.map((modality) => [
        modality,
        people.reduce((sum, { learnt }) => sum + learnt[modality], 0) / people.length,
      ]),
    ),
  };
}

function mislead(moment: Moment, misleading: Modality | 'none', pools: Pools, chance: Chance): Moment {
  if (misleading === 'none' || chance() >= MISLEADING_SHARE) return moment;
  const stranger = drawStranger(pools[misleading]!, moment.label, chance);
  return { ...moment, scores: { ...moment.scores, [misleading]: stranger } };
}

function toCorrection(moment: Moment, index: number): Correction {
  const label: Label = moment.label;
  return { id: String(index), localDay: index, localHour: 20, label, scores: Object.values(moment.scores) };
}
