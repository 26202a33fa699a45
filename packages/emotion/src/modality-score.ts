import type { Distribution } from './distribution.ts';
import type { Modality } from './modality.ts';

/** Why a model declined to answer. */
export const ABSTENTIONS = [
  'thin-evidence',
  'language-unsure',
  'language-unsupported',
  'low-confidence',
  'low-quality',
] as const;

export type Abstention = (typeof ABSTENTIONS)[number];

/** What one model says about one capture: the only thing that may leave the device, and only under consent. */
export interface ModalityScore {
  readonly modality: Modality;
  /** Calibrated; still the model's best guess when it abstains. */
  readonly distribution: Distribution;
  /** Unpleasant −1 … pleasant 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
  /** How good this capture was as evidence, 0 … 1. */
  readonly quality: number;
  /** Folder name under `models/`. */
  readonly modelId: string;
  /** Semantic version of the model that made this. */
  readonly modelVersion: string;
  /** `null` when the model answers; otherwise fusion leaves this score out. */
  readonly abstained: Abstention | null;
}
