import type { Distribution } from './distribution.ts';
import type { Modality } from './modality.ts';
import type { Abstention } from './modality-score.ts';

/**
 * Version of the arithmetic that makes a reading.
 * 1: log-linear pool, precision-weighted valence and arousal (docs/adr/0002-fusion.md).
 * 2: precisions from measured errors (docs/adr/0007-measured-reliability.md); a disagreement names the odd one out.
 * 3: what voice starts from, measured anew on voice-tone 1.1.0.
 */
export const FUSION_VERSION = 3;

export const AFFECT_AXES = ['valence', 'arousal'] as const;

export type AffectAxis = (typeof AFFECT_AXES)[number];

/**
 * A plain difference: `modality` reads `direction` than `against` on `axis`. Where two others agree, `modality` is
 * the odd one out and `against` names both; of a pair alone it is the earlier in MODALITIES.
 */
export interface Disagreement {
  readonly modality: Modality;
  /** One or more, in the order of MODALITIES. */
  readonly against: readonly Modality[];
  readonly axis: AffectAxis;
  readonly direction: 'higher' | 'lower';
}

export interface Contribution {
  readonly modality: Modality;
  /** Share of the evidence, 0 … 1; the shares of a reading sum to 1. */
  readonly weight: number;
}

/** What all modalities say together about one moment. */
export interface Reading {
  readonly distribution: Distribution;
  /** Unpleasant −1 … pleasant 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
  /** Probability of the likeliest label; as well calibrated as the scores and their independence. */
  readonly confidence: number;
  /** 1 when the modalities say the same, 0 when they exclude each other; `null` with fewer than two. */
  readonly agreement: number | null;
  /** The plainest difference between modalities, or `null` where none is plain. */
  readonly disagreement: Disagreement | null;
  /** One for each modality that counted, in the order of MODALITIES. */
  readonly contributions: readonly Contribution[];
  /** `null` when at least one score counted; otherwise why not, and the distribution is the prior. */
  readonly abstained: Abstention | 'no-evidence' | null;
  readonly fusionVersion: typeof FUSION_VERSION;
}
