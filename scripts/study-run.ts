import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { DEFAULT_RELIABILITY, type Reliability } from '@undertone/emotion/reliability';
import type { Prediction } from './predictions.ts';
import { studyAgreement, type AgreementFigures } from './study-agreement.ts';
import {
  answer,
  CONDITIONS,
  degrade,
  drawMoments,
  figuresOf,
  gainOf,
  subsetsOf,
  type Answer,
  type Condition,
  type Figures,
} from './study-fusion.ts';
import { studyLearning, type LearningFigures } from './study-learning.ts';
import { fitModality } from './study-reliability.ts';
import { corpusOf, halve, isFresh, poolOf, seededChance } from './study-sample.ts';

export interface StudyOptions {
  readonly seed: number;
  /** Moments of each label. */
  readonly perLabel: number;
  /** Imagined people for each modality that misleads. */
  readonly people: number;
}

export interface Study extends StudyOptions {
  readonly modalities: readonly Modality[];
  /** Of the half that the reliabilities were not fitted on. */
  readonly items: Readonly<Record<string, number>>;
  readonly labels: number;
  /** Fitted on the other half; what the study fuses with. */
  readonly reliability: Partial<Reliability>;
  readonly rows: readonly {
    readonly condition: Condition;
    readonly modalities: readonly Modality[];
    readonly figures: Figures;
  }[];
  readonly gains: readonly {
    readonly condition: Condition;
    readonly over: Modality;
    readonly gain: number;
    readonly standardError: number;
  }[];
  readonly agreement: { readonly clean: AgreementFigures; readonly oneReplaced: AgreementFigures };
  readonly learning: readonly LearningFigures[];
}

/** Throws with predictions of fewer than two modalities: there is nothing to fuse. */
export function runStudy(predictions: readonly Prediction[], options: StudyOptions): Study {
  const chance = seededChance(options.seed);
  const [fitting, studied] = halve(predictions.filter(isFresh), chance);
  const ofModality = (rows: readonly Prediction[], modality: Modality) =>
    rows.filter((row) => row.modality === modality);
  const modalities = MODALITIES.filter((modality) => ofModality(studied, modality).length > 0);
  if (modalities.length < 2) throw new RangeError('predictions of at least two modalities are needed');
  const reliability = Object.fromEntries(
    modalities.map((modality) => [modality, fitModality(ofModality(fitting, modality)).reliability]),
  );
  const pools = Object.fromEntries(modalities.map((modality) => [modality, poolOf(studied, modality)]));
  const moments = drawMoments(pools, options.perLabel, chance);

  const subsets = subsetsOf(modalities);
  const answers = new Map<Condition, readonly (readonly Answer[])[]>();
  for (const condition of CONDITIONS) {
    const befallen = moments.map((moment) => degrade(moment, condition, pools, chance));
    answers.set(
      condition,
      subsets.map((subset) => answer(befallen, subset, reliability)),
    );
  }
  const defaults = { ...DEFAULT_RELIABILITY, ...reliability };
  return {
    ...options,
    modalities,
    items: countItems(studied),
    labels: LABELS.filter((label) => moments.some((moment) => moment.label === label)).length,
    reliability,
    rows: CONDITIONS.flatMap((condition) =>
      subsets.map((subset, index) => ({
        condition,
        modalities: subset,
        figures: figuresOf(answers.get(condition)![index]!),
      })),
    ),
    gains: CONDITIONS.map((condition) => {
      const ofCondition = answers.get(condition)!;
      const singles = ofCondition.slice(0, modalities.length);
      const best = singles.reduce(
        (bestYet, each, index) =>
          figuresOf(each).right > figuresOf(singles[bestYet]!).right ? index : bestYet,
        0,
      );
      return { condition, over: modalities[best]!, ...gainOf(ofCondition.at(-1)!, singles[best]!) };
    }),
    agreement: studyAgreement(moments, pools, chance),
    learning: (['none', ...modalities] as const).map((misleading) =>
      studyLearning(pools, misleading, { defaults, people: options.people }, chance),
    ),
  };
}

/** In the order of MODALITIES, a modality's largest corpus first. */
function countItems(predictions: readonly Prediction[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    MODALITIES.flatMap((modality) => {
      const ofModality = predictions.filter((prediction) => prediction.modality === modality);
      return [...new Set(ofModality.map(corpusOf))]
        .map((corpus) => ({ corpus, count: ofModality.filter((row) => corpusOf(row) === corpus).length }))
        .sort((left, right) => right.count - left.count)
        .map(({ corpus, count }) => [`${modality} ${corpus}`, count]);
    }),
  );
}
