import type { ProsodyFeature } from './prosody.ts';

export type UsualFeatureName = ProsodyFeature | 'arousal';

interface TypicalSpread {
  /** How far ordinary sentences of one person lie from their middle, one standard deviation: a first guess. */
  readonly typical: number;
  /** The finest difference that the measure resolves: no spread is learnt below it. */
  readonly least: number;
}

/** In the units of `Prosody`, rounded by hand; a person's own sentences soon outweigh them. */
export const TYPICAL_SPREAD = {
  f0Mean: { typical: 1.5, least: 0.4 },
  f0Range: { typical: 1.2, least: 0.4 },
  intensity: { typical: 3, least: 1 },
  intensityRange: { typical: 2.5, least: 0.8 },
  alphaRatio: { typical: 2, least: 0.6 },
  hammarbergIndex: { typical: 2.5, least: 0.8 },
  spectralSlope: { typical: 2.5, least: 0.8 },
  jitter: { typical: 0.005, least: 0.0015 },
  shimmer: { typical: 0.15, least: 0.05 },
  pauseShare: { typical: 0.1, least: 0.03 },
  meanPause: { typical: 0.2, least: 0.06 },
  speechRate: { typical: 0.6, least: 0.2 },
  arousal: { typical: 0.25, least: 0.06 },
} as const satisfies Record<UsualFeatureName, TypicalSpread>;

export const USUAL_FEATURES = Object.keys(TYPICAL_SPREAD) as readonly UsualFeatureName[];
