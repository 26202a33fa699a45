import { LABELS, type Label } from '@undertone/emotion/labels';
import { mapLabels } from '@undertone/emotion/distribution';
import type { Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { Prediction } from './predictions.ts';

/** Numbers in [0, 1), the same for the same seed everywhere (constants of Numerical Recipes). */
export type Chance = () => number;

export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick<Element>(elements: readonly Element[], chance: Chance): Element {
  return elements[Math.floor(chance() * elements.length)]!;
}

export function shuffle<Element>(elements: readonly Element[], chance: Chance): readonly Element[] {
  return elements
    .map((element) => ({ element, place: chance() }))
    .sort((left, right) => left.place - right.place)
    .map(({ element }) => element);
}

/** Models were fitted on these corpora's rows of the split `train`. */
const LEARNT_CORPORA: ReadonlySet<string> = new Set([
  'goemotions',
  'xed',
  'brighter',
  'ravdess',
  'nemo',
  'ferplus',
]);

/** `xed_en_neutral` and `xed_es` are parts of one corpus. */
export function corpusOf({ source }: Pick<Prediction, 'source'>): string {
  return source.split('_')[0]!;
}

/** Whether no model was fitted on it: a development row, or any row of a corpus that training has not heard. */
export function isFresh(prediction: Prediction): boolean {
  return prediction.split !== 'train' || !LEARNT_CORPORA.has(corpusOf(prediction));
}

export function isHome(prediction: Prediction): boolean {
  return LEARNT_CORPORA.has(corpusOf(prediction));
}

/** What the product would give to fusion. */
export function toScore(prediction: Prediction): ModalityScore {
  const { modality, distribution, valence, arousal, quality, abstained } = prediction;
  return {
    ...{ modality, valence, arousal, quality, abstained },
    distribution: mapLabels((_, index) => distribution[index]!),
    modelId: modality,
    modelVersion: '0.0.0',
  };
}

/**
 * Two halves of each modality and corpus, no person in both: those of one corpus go to the halves by turns, in an
 * order drawn by chance. A row that names no person is its own.
 */
export function halve(
  predictions: readonly Prediction[],
  chance: Chance,
): readonly [readonly Prediction[], readonly Prediction[]] {
  const people = new Map<string, Map<string, Prediction[]>>();
  predictions.forEach((prediction, index) => {
    const stratum = `${prediction.modality} ${corpusOf(prediction)}`;
    const person = prediction.group ?? String(index);
    const ofStratum = people.get(stratum) ?? new Map<string, Prediction[]>();
    ofStratum.set(person, [...(ofStratum.get(person) ?? []), prediction]);
    people.set(stratum, ofStratum);
  });
  const halves: [Prediction[], Prediction[]] = [[], []];
  for (const ofStratum of people.values()) {
    shuffle([...ofStratum.values()], chance).forEach((rows, turn) => halves[turn % 2]!.push(...rows));
  }
  return halves;
}

/** Items of one modality by label and corpus. */
export type Pool = Readonly<Record<Label, readonly (readonly ModalityScore[])[]>>;

export function poolOf(predictions: readonly Prediction[], modality: Modality): Pool {
  const ofModality = predictions.filter((prediction) => prediction.modality === modality);
  const corpora = [...new Set(ofModality.map(corpusOf))].sort();
  return mapLabels((label) =>
    corpora
      .map((corpus) =>
        ofModality.filter((prediction) => prediction.label === label && corpusOf(prediction) === corpus),
      )
      .filter((rows) => rows.length > 0)
      .map((rows) => rows.map(toScore)),
  );
}

/** A corpus by chance, then an item of it: a large corpus says no more of a new person than a small one. */
export function drawScore(pool: Pool, label: Label, chance: Chance): ModalityScore {
  return pick(pick(pool[label], chance), chance);
}

export function otherLabel(label: Label, chance: Chance): Label {
  return pick(
    LABELS.filter((other) => other !== label),
    chance,
  );
}
