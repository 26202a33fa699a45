import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { ABSTENTIONS, type ModalityScore } from '@undertone/emotion/modality-score';
import { mapLabels } from '@undertone/emotion/distribution';
import type { Correction } from '@undertone/emotion/reliability';
import * as v from 'valibot';
import { AffectSchema, ProbabilitySchema, type RecordId } from './primitives.ts';

/**
 * The models whose scores may be sent, and what each reads. An enumeration, so that no free string fits in the open
 * lane; a new model is added here before any device may send its scores.
 */
const MODEL_MODALITIES = {
  'text-en': 'text',
  'text-es': 'text',
  'text-go-emotions': 'text',
  'voice-tone': 'voice',
  'face-expression': 'face',
  'face-rules': 'face',
} as const satisfies Record<string, Modality>;

export type ModelId = keyof typeof MODEL_MODALITIES;

export const MODEL_IDS = Object.keys(MODEL_MODALITIES) as ModelId[];

const VersionPartSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

const DistributionSchema = v.pipe(
  v.strictTuple([
    ProbabilitySchema,
    ProbabilitySchema,
    ProbabilitySchema,
    ProbabilitySchema,
    ProbabilitySchema,
    ProbabilitySchema,
    ProbabilitySchema,
  ]),
  v.check(
    (probabilities) => Math.abs(probabilities.reduce((sum, probability) => sum + probability, 0) - 1) < 1e-3,
    'must sum to 1',
  ),
);

/**
 * One model's scores: numbers and enumerations only. Consent is per modality, so a score may not call itself
 * another modality than its model reads.
 */
export const OpenScoreSchema = v.pipe(
  v.strictObject({
    modality: v.picklist(MODALITIES),
    modelId: v.picklist(MODEL_IDS),
    /** Semantic version as three integers. */
    modelVersion: v.strictTuple([VersionPartSchema, VersionPartSchema, VersionPartSchema]),
    /** In the order of LABELS. */
    distribution: DistributionSchema,
    valence: AffectSchema,
    arousal: AffectSchema,
    quality: ProbabilitySchema,
    abstained: v.nullable(v.picklist(ABSTENTIONS)),
  }),
  v.check(({ modelId, modality }) => MODEL_MODALITIES[modelId] === modality, 'not what this model reads'),
);

export type OpenScore = v.InferOutput<typeof OpenScoreSchema>;

/**
 * What the server may read of an entry: under consent, and each score only under that of its modality.
 * Day and hour are the entry's own, as integers: there is no string in here to hide a word in.
 */
export const OpenLaneSchema = v.strictObject({
  /** Days since 1970-01-01 of the entry's local date. */
  localDay: v.pipe(v.number(), v.integer(), v.minValue(-25_567), v.maxValue(2_932_896)),
  localHour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
  scores: v.pipe(v.array(OpenScoreSchema), v.minLength(1), v.maxLength(MODALITIES.length), v.readonly()),
  /** What the person said instead, or as well. */
  correction: v.nullable(v.picklist(LABELS)),
});

export type OpenLane = v.InferOutput<typeof OpenLaneSchema>;

/** What fusion learns from one record; made alike on both sides, so that both learn the same. */
export function toCorrection(
  recordId: RecordId,
  lane: Pick<OpenLane, 'localDay' | 'localHour' | 'scores' | 'correction'>,
): Correction | null {
  if (lane.correction === null) return null;
  return {
    id: recordId,
    localDay: lane.localDay,
    localHour: lane.localHour,
    label: lane.correction,
    scores: lane.scores.map(fromOpenScore),
  };
}

function isModelId(text: string): text is ModelId {
  return (MODEL_IDS as readonly string[]).includes(text);
}

/** `null` for a model that is not listed: its scores stay on the device. */
export function toOpenScore(score: ModalityScore): OpenScore | null {
  if (!isModelId(score.modelId)) return null;
  const version = score.modelVersion.split('.').map(Number);
  const candidate = {
    modality: score.modality,
    modelId: score.modelId,
    modelVersion: version,
    distribution: LABELS.map((label) => score.distribution[label]),
    valence: score.valence,
    arousal: score.arousal,
    quality: score.quality,
    abstained: score.abstained,
  };
  const parsed = v.safeParse(OpenScoreSchema, candidate);
  return parsed.success ? parsed.output : null;
}

export function fromOpenScore(score: OpenScore): ModalityScore {
  return {
    modality: score.modality,
    distribution: mapLabels((_, index) => score.distribution[index] ?? 0),
    valence: score.valence,
    arousal: score.arousal,
    quality: score.quality,
    modelId: score.modelId,
    modelVersion: score.modelVersion.join('.'),
    abstained: score.abstained,
  };
}
