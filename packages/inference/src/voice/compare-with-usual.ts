import { valueOf } from './learn-usual-voice.ts';
import type { UsualFeatureName } from './usual-spread.ts';
import type { UsualVoice, VoiceSample } from './usual-voice.ts';
import type { RelativeAxis, RelativeVoice } from './voice-reading.ts';

type Weights = Partial<Record<UsualFeatureName, number>>;

/**
 * What each axis is made of, by hand and from the literature, no data: hence no licence. Signs as in Banse and Scherer
 * (1996) and Juslin and Laukka (2003): activation is higher, louder, faster; tension is a flatter spectrum (more energy
 * above 1 kHz), a melody held in, steadier periods and fewer, shorter pauses.
 */
const ENERGY: Weights = { arousal: 1.5, intensity: 1, f0Mean: 1, speechRate: 0.5 };
const TENSION: Weights = {
  alphaRatio: -1,
  hammarbergIndex: -1,
  spectralSlope: 0.5,
  f0Range: -0.3,
  jitter: -0.4,
  shimmer: -0.2,
  pauseShare: -0.3,
  meanPause: -0.2,
};

/** Features of one axis move together; with this correlation their weighted sum has a spread of one when usual. */
const CORRELATION = 0.3;
const MOST_Z = 6;
/** Share of the clip-to-clip variance that comes from clips being short rather than from the person. */
const SAMPLING_SHARE = 0.5;

/** One recording against the person's own usual voice. Features that either side lacks are left out. */
export function compareWithUsual(sample: VoiceSample, usual: UsualVoice): RelativeVoice {
  return { energy: axisOf(ENERGY, sample, usual), tension: axisOf(TENSION, sample, usual) };
}

function axisOf(weights: Weights, sample: VoiceSample, usual: UsualVoice): RelativeAxis {
  const measured = (Object.entries(weights) as [UsualFeatureName, number][]).flatMap(([feature, weight]) => {
    const value = valueOf(sample, feature);
    const known = usual.features[feature];
    if (value === null || !Number.isFinite(value) || known === undefined) return [];
    return [{ feature, weight, z: clamp((value - known.centre) / known.spread) }];
  });
  const deviation = spreadOfSum(measured.map(({ weight }) => weight));
  const z = deviation > 0 ? measured.reduce((sum, { weight, z }) => sum + weight * z, 0) / deviation : 0;
  const all = Object.values(weights);
  const present = absoluteSum(measured.map(({ weight }) => weight)) / absoluteSum(all);
  return {
    z: clamp(z),
    doubt: present > 0 ? doubtOf(sample, usual) / Math.sqrt(present) : MOST_Z,
    drivers: measured
      .toSorted((left, right) => Math.abs(right.weight * right.z) - Math.abs(left.weight * left.z))
      .map(({ feature, z }) => ({ feature, z })),
  };
}

/** Standard deviation of Σ w·z of unit variances whose signed correlation is {@link CORRELATION}. */
function spreadOfSum(weights: readonly number[]): number {
  const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return Math.sqrt((1 - CORRELATION) * squares + CORRELATION * absoluteSum(weights) ** 2);
}

/** Error of the centre (from the number of clips) and of this recording (from its length), in spreads. */
function doubtOf({ speechSeconds }: VoiceSample, usual: UsualVoice): number {
  const clips = Math.max(1, usual.clips);
  const usualLength = Math.max(1, usual.speechSeconds / clips);
  const ofRecording = SAMPLING_SHARE * Math.min(4, usualLength / Math.max(0.1, speechSeconds));
  return Math.sqrt(ofRecording + 1 / clips);
}

function absoluteSum(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
}

function clamp(z: number): number {
  return Math.max(-MOST_Z, Math.min(MOST_Z, z));
}
