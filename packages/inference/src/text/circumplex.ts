import type { Distribution } from '@undertone/emotion/distribution';
import { LABELS, type Label } from '@undertone/emotion/labels';

export interface ValenceArousal {
  /** Unpleasant −1 … pleasant 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
}

/** Where the seven labels lie on Russell's circumplex (1980), by hand: no data, hence no licence. */
const PLACES = {
  anger: { valence: -0.6, arousal: 0.6 },
  disgust: { valence: -0.6, arousal: 0.3 },
  fear: { valence: -0.6, arousal: 0.6 },
  joy: { valence: 0.8, arousal: 0.4 },
  neutral: { valence: 0, arousal: -0.1 },
  sadness: { valence: -0.7, arousal: -0.3 },
  surprise: { valence: 0.1, arousal: 0.6 },
} as const satisfies Record<Label, ValenceArousal>;

/** The expected place of a distribution: what a model without a valence and arousal head answers. */
export function placeOf(distribution: Distribution): ValenceArousal {
  let valence = 0;
  let arousal = 0;
  for (const label of LABELS) {
    valence += distribution[label] * PLACES[label].valence;
    arousal += distribution[label] * PLACES[label].arousal;
  }
  return { valence, arousal };
}
