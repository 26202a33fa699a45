import { energyBand, pleasantnessBand, type EnergyBand, type PleasantnessBand } from './affect-band.ts';
import { LOW_AGREEMENT } from './agreement-words.ts';
import { LABELS, type Label } from './labels.ts';
import type { Reading } from './reading.ts';

/** From weakest to strongest. */
export const PRIMARY_STRENGTHS = ['slightly', 'somewhat', 'mostly', 'clearly'] as const;
/** From least to most. */
export const CERTAINTIES = ['unsure', 'fairly-sure', 'sure'] as const;

export type PrimaryStrength = (typeof PRIMARY_STRENGTHS)[number];
export type Certainty = (typeof CERTAINTIES)[number];

/** A reading in codes that a catalogue puts into words: "Mostly joy, a little sadness. Fairly sure." */
export interface ReadingDescription {
  readonly primary: Label;
  readonly primaryStrength: PrimaryStrength;
  /** A second label worth naming, or `null`. */
  readonly secondary: Label | null;
  readonly certainty: Certainty;
  readonly pleasantness: PleasantnessBand;
  readonly energy: EnergyBand;
}

/** Lower bound in probability of each strength beyond the weakest. */
const STRENGTH_BOUNDS = [0.35, 0.5, 0.8] as const;
/** Lower bound in confidence of each certainty beyond the least. */
const CERTAINTY_BOUNDS = [0.45, 0.7] as const;
const SECONDARY_PROBABILITY = 0.15;
const SECONDARY_SHARE_OF_PRIMARY = 0.25;

/** `null` for a reading that abstains: there is nothing to describe but its reason. */
export function describeReading(reading: Reading): ReadingDescription | null {
  if (reading.abstained !== null) return null;
  const { distribution } = reading;
  const [primary, next] = [...LABELS].sort((left, right) => distribution[right] - distribution[left]);
  const strongest = distribution[primary!];
  const secondaryBound = Math.max(SECONDARY_PROBABILITY, SECONDARY_SHARE_OF_PRIMARY * strongest);
  const agreed = reading.agreement === null || reading.agreement >= LOW_AGREEMENT;
  const certaintyStep = stepsReached(CERTAINTY_BOUNDS, reading.confidence) - (agreed ? 0 : 1);
  return {
    primary: primary!,
    primaryStrength: PRIMARY_STRENGTHS[stepsReached(STRENGTH_BOUNDS, strongest)]!,
    secondary: distribution[next!] >= secondaryBound ? next! : null,
    certainty: CERTAINTIES[Math.max(0, certaintyStep)]!,
    pleasantness: pleasantnessBand(reading.valence),
    energy: energyBand(reading.arousal),
  };
}

function stepsReached(bounds: readonly number[], value: number): number {
  return bounds.filter((bound) => value >= bound).length;
}
