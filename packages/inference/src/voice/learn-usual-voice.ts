import { median, scaledMad } from '@undertone/emotion/median';
import { TYPICAL_SPREAD, USUAL_FEATURES, type UsualFeatureName } from './usual-spread.ts';
import type { UsualFeature, UsualVoice, VoiceSample } from './usual-voice.ts';

/** As many imagined clips with the typical spread stand behind a spread: five sentences alone say little of it. */
const PRIOR_CLIPS = 5;
/** Older recordings fade: no more than the last some forty count. */
const MEMORY_CLIPS = 40;
/** Spreads beyond which a recording counts as that far and no farther: one shout is not a new usual. */
const MOST_SURPRISE = 2.5;
/** Shorter clips are left out, s. */
const LEAST_SPEECH_SECONDS = 1;

/** What a clip says of a feature; `null` where it could not be measured. */
export function valueOf(sample: VoiceSample, feature: UsualFeatureName): number | null {
  return feature === 'arousal' ? sample.arousal : sample.prosody[feature];
}

/**
 * Learns how a person usually sounds.
 *
 * Without `previous` (the calibration, or its repetition): the median of the clips; their scaled median absolute
 * deviation, shrunk towards the typical spread. With it: each clip moves centre and spread a little, the less the more
 * is known, outliers held in, old recordings fading. A feature that no clip has is absent.
 *
 * @param samples clips with less than a second of speech are left out
 * @param madeAt milliseconds since 1970 of this learning
 */
export function learnUsualVoice(
  previous: UsualVoice | null,
  samples: readonly VoiceSample[],
  madeAt: number,
): UsualVoice {
  const usable = samples.filter(({ speechSeconds }) => speechSeconds >= LEAST_SPEECH_SECONDS);
  const features: Partial<Record<UsualFeatureName, UsualFeature>> = {};
  for (const feature of USUAL_FEATURES) {
    const values = usable
      .map((sample) => valueOf(sample, feature))
      .filter((value): value is number => value !== null && Number.isFinite(value));
    const known = previous?.features[feature];
    const learnt =
      known === undefined
        ? calibrate(feature, values)
        : values.reduce(
            (usual, value, index) => adapt(feature, usual, value, previous!.clips + index),
            known,
          );
    if (learnt !== null) features[feature] = learnt;
  }
  return {
    version: 1,
    madeAt,
    clips: (previous?.clips ?? 0) + usable.length,
    speechSeconds:
      (previous?.speechSeconds ?? 0) + usable.reduce((sum, { speechSeconds }) => sum + speechSeconds, 0),
    features,
  };
}

function calibrate(feature: UsualFeatureName, values: readonly number[]): UsualFeature | null {
  const centre = median(values);
  if (centre === null) return null;
  const { typical, least } = TYPICAL_SPREAD[feature];
  const own = scaledMad(values, centre) ?? 0;
  const variance = (PRIOR_CLIPS * typical ** 2 + values.length * own ** 2) / (PRIOR_CLIPS + values.length);
  return { centre, spread: Math.max(least, Math.sqrt(variance)) };
}

function adapt(
  feature: UsualFeatureName,
  { centre, spread }: UsualFeature,
  value: number,
  clips: number,
): UsualFeature {
  const known = Math.min(MEMORY_CLIPS, clips);
  const bound = MOST_SURPRISE * spread;
  const surprise = Math.max(-bound, Math.min(bound, value - centre));
  const variance = spread ** 2 + (surprise ** 2 - spread ** 2) / (known + PRIOR_CLIPS + 1);
  return {
    centre: centre + surprise / (known + 1),
    spread: Math.max(TYPICAL_SPREAD[feature].least, Math.sqrt(variance)),
  };
}
