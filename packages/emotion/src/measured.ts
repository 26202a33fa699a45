import type { Modality } from './modality.ts';
import type { AffectAxis } from './reading.ts';

/** What fusion takes from a modality's evaluation: see docs/adr/0007-measured-reliability.md. */
export interface MeasuredModality {
  /** Exponent in the pool before anything was learnt of a person, 0.25 … 1. */
  readonly reliability: number;
  /** How finely it tells each axis: 1/variance of its error, in units of the variance of what is true. */
  readonly axisPrecision: Readonly<Record<AffectAxis, number>>;
  /** Evaluation rows behind these numbers; 0 where they are set by hand. */
  readonly rows: number;
}

/** Printed by `npm run -s study -- reliability`; the same numbers stand in the manifests. */
export const MEASURED: Readonly<Record<Modality, MeasuredModality>> = {
  text: { reliability: 1, axisPrecision: { valence: 0.56, arousal: 0.14 }, rows: 7023 },
  voice: { reliability: 0.6, axisPrecision: { valence: 0.44, arousal: 1.54 }, rows: 343 },
  face: { reliability: 0.89, axisPrecision: { valence: 5.1, arousal: 3.43 }, rows: 3230 },
};
