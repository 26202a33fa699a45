import type { Disagreement, Reading } from './reading.ts';

/** From least to most. */
export const AGREEMENT_LEVELS = ['apart', 'similar', 'alike'] as const;

export type AgreementLevel = (typeof AGREEMENT_LEVELS)[number];

/** How the modalities of one reading stand to each other, in codes that a catalogue puts into words. */
export interface AgreementDescription {
  readonly level: AgreementLevel;
  /** "Your words are calmer than your voice": also told where the labels agree but an axis does not. */
  readonly disagreement: Disagreement | null;
}

/**
 * Under this agreement the modalities tell different stories, and a reading says so one step less surely. About one in
 * ten moments of the study (docs/fusion-study.md) whose items share their label lies below; above the upper bound lies
 * about half of them.
 */
export const LOW_AGREEMENT = 0.3;
const HIGH_AGREEMENT = 0.6;

/** `null` with fewer than two modalities: there is nothing to compare. */
export function describeAgreement(
  reading: Pick<Reading, 'agreement' | 'disagreement'>,
): AgreementDescription | null {
  const { agreement, disagreement } = reading;
  if (agreement === null) return null;
  return { level: levelOf(agreement, disagreement), disagreement };
}

/** Modalities that plainly differ on an axis are never called alike. */
function levelOf(agreement: number, disagreement: Disagreement | null): AgreementLevel {
  if (agreement < LOW_AGREEMENT) return 'apart';
  return agreement < HIGH_AGREEMENT || disagreement !== null ? 'similar' : 'alike';
}
