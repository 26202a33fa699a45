import type { Certainty } from '@undertone/emotion/affect-words';
import type { RelativeAxis, RelativeVoice } from '@undertone/inference/voice/voice-reading';

/** A distance from the usual in a step that a catalogue has words for. */
export type RelativeStep =
  | 'far-below'
  | 'below'
  | 'little-below'
  | 'usual'
  | 'little-above'
  | 'above'
  | 'far-above';

/** Robust standard deviations from which each step begins; a third of ordinary speech lies beyond the first. */
const STEP_BOUNDS = { little: 1, plain: 1.75, far: 3 } as const;

/** Nothing is called unusual that its own doubt could explain. */
export function stepOf({ z, doubt }: RelativeAxis): RelativeStep {
  const size = Math.abs(z);
  if (size < Math.max(STEP_BOUNDS.little, doubt)) return 'usual';
  const side = z > 0 ? 'above' : 'below';
  if (size >= STEP_BOUNDS.far) return `far-${side}`;
  return size >= STEP_BOUNDS.plain ? side : `little-${side}`;
}

/** By the larger of the two doubts, in standard deviations. */
export function certaintyOf({ energy, tension }: RelativeVoice): Certainty {
  const doubt = Math.max(energy.doubt, tension.doubt);
  if (doubt <= 0.45) return 'sure';
  return doubt <= 0.9 ? 'fairly-sure' : 'unsure';
}

export interface Driver {
  readonly feature: RelativeAxis['drivers'][number]['feature'];
  readonly direction: 'up' | 'down';
}

const MOST_DRIVERS = 4;
/** A feature closer to its usual than this explains nothing. */
const LEAST_DRIVER_Z = 0.75;

/** What stood out over both axes, strongest first, each feature once. */
export function driversOf({ energy, tension }: RelativeVoice): readonly Driver[] {
  const strongest = [...energy.drivers, ...tension.drivers]
    .filter(({ z }) => Math.abs(z) >= LEAST_DRIVER_Z)
    .sort((left, right) => Math.abs(right.z) - Math.abs(left.z));
  const features = [...new Set(strongest.map(({ feature }) => feature))].slice(0, MOST_DRIVERS);
  return features.map((feature) => ({
    feature,
    direction: strongest.find((driver) => driver.feature === feature)!.z > 0 ? 'up' : 'down',
  }));
}
