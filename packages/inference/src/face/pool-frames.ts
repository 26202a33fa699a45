import { likeliest, softmax, UNIFORM, type Distribution } from '@undertone/emotion/distribution';
import { LABELS, type Label } from '@undertone/emotion/labels';
import type { Abstention } from '@undertone/emotion/modality-score';
import { placeOf } from '../text/circumplex.ts';
import type { FaceModel, SeenFrame } from './face-reader.ts';
import type { FaceReading, FrameReading, FramingHint } from './face-reading.ts';

/** A frame below this quality does not count. */
const LEAST_QUALITY = 0.15;
/** Frames that must count before a camera's reading is one; a photo is a single frame. */
const LEAST_FRAMES = 5;
/** Correlation of the errors of two frames of one face within seconds: forty frames are worth little more than one. */
const CORRELATION = 0.9;
/** Keeps a single frame that is sure of itself from vetoing a label. */
const LEAST_PROBABILITY = 1e-4;
/** Labels that wild pictures show too seldom to be named on little: they need more than half of the probability. */
const DOUBTED: readonly Label[] = ['disgust', 'fear'];
const DOUBTED_LEAST = 0.6;
const MOST_HINTS = 3;

/**
 * One reading from the frames of a few seconds.
 *
 * The quality-weighted mean of log-probabilities, sharpened by the effective number of frames
 * n / (1 + (n − 1)·ρ), which never exceeds 1 / ρ. The order of the frames does not matter. It abstains on too few good
 * frames, below the model's least probability, and on a disgust or fear that is not beyond doubt.
 */
export function poolFrames(
  seen: readonly Pick<SeenFrame, 'frame' | 'hint'>[],
  capture: {
    readonly source: 'camera' | 'photo';
    /** From the first frame to the last; 0 for a photo. */
    readonly seconds: number;
    readonly model: FaceModel;
  },
): FaceReading {
  const { source, seconds, model } = capture;
  const used = seen
    .flatMap(({ frame }) => frame ?? [])
    .filter(({ quality }) => quality.quality >= LEAST_QUALITY);
  const distribution = pool(used);
  const needed = source === 'photo' ? 1 : LEAST_FRAMES;
  const quality = captureQuality(used, seen.length, needed);
  return {
    score: {
      modality: 'face',
      distribution,
      ...placeOf(distribution),
      quality,
      modelId: model.id,
      modelVersion: model.version,
      abstained: used.length < needed ? 'low-quality' : doubt(distribution, model),
    },
    detail: {
      source,
      path: model.path,
      framesSeen: seen.length,
      framesUsed: used.length,
      seconds,
      quality,
      hints: commonHints(seen),
    },
  };
}

function pool(frames: readonly FrameReading[]): Distribution {
  const total = stableSum(frames.map(({ quality }) => quality.quality));
  if (!(total > 0)) return UNIFORM;
  const count = total ** 2 / stableSum(frames.map(({ quality }) => quality.quality ** 2));
  const effective = count / (1 + (count - 1) * CORRELATION);
  return softmax(
    LABELS.map((label) => {
      const terms = frames.map(
        ({ distribution, quality }) =>
          quality.quality * Math.log(Math.max(distribution[label], LEAST_PROBABILITY)),
      );
      return (effective * stableSum(terms)) / total;
    }),
  );
}

/** From the smallest on, so that the same frames in another order give the same bits. */
function stableSum(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}

/** Mean quality of the frames that count, times the share of frames that do (half of them is enough). */
function captureQuality(used: readonly FrameReading[], framesSeen: number, needed: number): number {
  if (used.length === 0) return 0;
  const mean = stableSum(used.map(({ quality }) => quality.quality)) / used.length;
  const counted = Math.min(1, (2 * used.length) / framesSeen);
  return mean * counted * Math.min(1, used.length / needed);
}

function doubt(distribution: Distribution, model: FaceModel): Abstention | null {
  const label = likeliest(distribution);
  const least = DOUBTED.includes(label)
    ? Math.max(DOUBTED_LEAST, model.leastProbability)
    : model.leastProbability;
  return distribution[label] < least ? 'low-confidence' : null;
}

function commonHints(seen: readonly Pick<SeenFrame, 'frame' | 'hint'>[]): readonly FramingHint[] {
  const counts = new Map<FramingHint, number>();
  for (const { frame, hint } of seen)
    if (hint !== null && (frame === null || frame.quality.quality < LEAST_QUALITY))
      counts.set(hint, (counts.get(hint) ?? 0) + 1);
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, MOST_HINTS)
    .map(([hint]) => hint);
}
