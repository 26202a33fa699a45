import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { EntryDocument } from './entry-document.ts';
import { derivedWrites, isOfText, textVersions } from './entry-versions.ts';
import { isScore } from './reading-shapes.ts';

/**
 * The best score of each modality: one device may have read the text while another heard the voice. A score of words
 * counts only for the words that it was made of.
 */
export function scoresOf(document: EntryDocument): readonly ModalityScore[] {
  const text = textVersions(document)[0]?.dot ?? null;
  const scores = derivedWrites(document, 'scores').flatMap((write) => {
    const given = Array.isArray(write.value) ? write.value.filter(isScore) : [];
    return isOfText(write, text) ? given : given.filter(({ modality }) => modality !== 'text');
  });
  return MODALITIES.flatMap((modality) => scores.find((score) => score.modality === modality) ?? []);
}

export function changeScores(
  present: readonly ModalityScore[],
  change: { readonly addScore: ModalityScore | undefined; readonly dropScore: Modality | undefined },
): readonly ModalityScore[] {
  const { addScore, dropScore } = change;
  const kept = present.filter(({ modality }) => modality !== addScore?.modality && modality !== dropScore);
  return addScore === undefined ? kept : [...kept, addScore];
}
