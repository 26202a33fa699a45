import type { Prosody, ProsodyFeature } from './prosody.ts';

/** Centre and spread of one feature of a person's ordinary speech, in the feature's own unit. */
export interface UsualFeature {
  readonly centre: number;
  /** Scaled median absolute deviation, at least the finest difference that the measure resolves. */
  readonly spread: number;
}

/** How one person usually sounds: the reference of every "than usual". Features that could not be measured are absent. */
export interface UsualVoice {
  /** Version of the arithmetic: an older reference is asked for again. */
  readonly version: 1;
  readonly madeAt: number;
  /** The five calibration sentences first, ordinary recordings later. */
  readonly clips: number;
  readonly speechSeconds: number;
  readonly features: Readonly<Partial<Record<ProsodyFeature | 'arousal', UsualFeature>>>;
}

/** What one clip contributes to a reference. */
export interface VoiceSample {
  readonly prosody: Prosody;
  /** The network's, −1 … 1; NaN where none has listened, and then it is neither learnt nor compared. */
  readonly arousal: number;
  readonly speechSeconds: number;
}
