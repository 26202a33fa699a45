import { AGREEMENT_LEVELS, describeAgreement, type AgreementLevel } from '@undertone/emotion/agreement-words';
import { fuse } from '@undertone/emotion/fusion';
import type { Modality } from '@undertone/emotion/modality';
import type { Reading } from '@undertone/emotion/reading';
import { drawStranger, type Moment, type Pools } from './study-fusion.ts';
import { pick, type Chance } from './study-sample.ts';

export interface AgreementFigures {
  /** Moments in which at least two modalities answer. */
  readonly moments: number;
  readonly levels: Readonly<Record<AgreementLevel, number>>;
  /** Share in which a disagreement is named. */
  readonly named: number;
  /** Of those: share in which the modality named first is the replaced one; `null` where none was replaced. */
  readonly foundOddOne: number | null;
}

/** What is said of moments as drawn, and of the same with one modality from a moment of another label. */
export function studyAgreement(
  moments: readonly Moment[],
  pools: Pools,
  chance: Chance,
): { readonly clean: AgreementFigures; readonly oneReplaced: AgreementFigures } {
  const seen = (scores: Moment['scores']) => fuse(Object.values(scores));
  const clean = moments.map(({ scores }) => ({ reading: seen(scores), odd: null }));
  const oneReplaced = moments.map(({ label, scores }) => {
    const odd = pick(Object.keys(scores) as Modality[], chance);
    return { reading: seen({ ...scores, [odd]: drawStranger(pools[odd]!, label, chance) }), odd };
  });
  return { clean: figuresOf(clean), oneReplaced: figuresOf(oneReplaced) };
}

function figuresOf(
  seen: readonly { readonly reading: Reading; readonly odd: Modality | null }[],
): AgreementFigures {
  const compared = seen.filter(({ reading }) => reading.agreement !== null);
  const named = compared.filter(({ reading }) => reading.disagreement !== null);
  const found = named.filter(({ reading, odd }) => reading.disagreement!.modality === odd);
  const shareAt = (level: AgreementLevel) =>
    compared.filter(({ reading }) => describeAgreement(reading)?.level === level).length / compared.length;
  return {
    moments: compared.length,
    levels: Object.fromEntries(AGREEMENT_LEVELS.map((level) => [level, shareAt(level)])) as Record<
      AgreementLevel,
      number
    >,
    named: named.length / compared.length,
    foundOddOne: seen.every(({ odd }) => odd === null) ? null : found.length / named.length,
  };
}
