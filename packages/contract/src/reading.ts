import { DAY_PARTS } from '@undertone/emotion/day-part';
import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES } from '@undertone/emotion/modality';
import { ABSTENTIONS } from '@undertone/emotion/modality-score';
import { FUSION_VERSION } from '@undertone/emotion/reading';
import * as v from 'valibot';
import { OpenScoreSchema } from './open-lane.ts';
import { AffectSchema, ProbabilitySchema, RecordIdSchema, SequenceSchema } from './primitives.ts';

const distributionEntries = Object.fromEntries(LABELS.map((label) => [label, ProbabilitySchema])) as Record<
  (typeof LABELS)[number],
  typeof ProbabilitySchema
>;

/** A fused reading as `packages/emotion` makes it, on either side. */
export const ReadingSchema = v.object({
  distribution: v.object(distributionEntries),
  valence: AffectSchema,
  arousal: AffectSchema,
  confidence: ProbabilitySchema,
  agreement: v.nullable(ProbabilitySchema),
  disagreement: v.nullable(
    v.object({
      modality: v.picklist(MODALITIES),
      against: v.pipe(v.array(v.picklist(MODALITIES)), v.minLength(1), v.readonly()),
      axis: v.picklist(['valence', 'arousal']),
      direction: v.picklist(['higher', 'lower']),
    }),
  ),
  contributions: v.pipe(
    v.array(v.object({ modality: v.picklist(MODALITIES), weight: ProbabilitySchema })),
    v.readonly(),
  ),
  abstained: v.nullable(v.picklist([...ABSTENTIONS, 'no-evidence'])),
  fusionVersion: v.literal(FUSION_VERSION),
});

/** Weight of each modality in the fusion, as learned from corrections. */
export const ReliabilitySchema = v.object(
  Object.fromEntries(MODALITIES.map((modality) => [modality, v.number()])) as Record<
    (typeof MODALITIES)[number],
    v.NumberSchema<undefined>
  >,
);

/**
 * A stored reading: which record, when by the person's own calendar, where in the log it changed last, and with
 * which reliability it was fused, so that `fuse(scores, { reliability })` gives the same bits on any device.
 */
export const StoredReadingSchema = v.object({
  seq: SequenceSchema,
  recordId: RecordIdSchema,
  localDay: v.pipe(v.number(), v.integer()),
  localHour: v.pipe(v.number(), v.integer()),
  correction: v.nullable(v.picklist(LABELS)),
  reliability: ReliabilitySchema,
  reading: ReadingSchema,
});

export type StoredReading = v.InferOutput<typeof StoredReadingSchema>;

export const ReadingsPageSchema = v.object({
  readings: v.array(StoredReadingSchema),
  cursor: SequenceSchema,
  more: v.boolean(),
});

const BaselinePartSchema = v.object({
  centre: AffectSchema,
  spread: v.pipe(v.number(), v.minValue(0)),
  centreByPart: v.object(
    Object.fromEntries(DAY_PARTS.map((part) => [part, AffectSchema])) as Record<
      (typeof DAY_PARTS)[number],
      typeof AffectSchema
    >,
  ),
});
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

export const BaselineReplySchema = v.object({
  reliability: ReliabilitySchema,
  /** `null` until there is enough: `missing` says how much more is needed. */
  baseline: v.nullable(
    v.object({
      valence: BaselinePartSchema,
      arousal: BaselinePartSchema,
      entries: CountSchema,
      days: CountSchema,
    }),
  ),
  missing: v.nullable(v.object({ entries: CountSchema, days: CountSchema })),
});

const WeightSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(4));

export const FuseRequestSchema = v.strictObject({
  scores: v.pipe(v.array(OpenScoreSchema), v.maxLength(32)),
  reliability: v.optional(
    v.strictObject(
      Object.fromEntries(MODALITIES.map((modality) => [modality, v.exactOptional(WeightSchema)])) as Record<
        (typeof MODALITIES)[number],
        v.ExactOptionalSchema<typeof WeightSchema, undefined>
      >,
    ),
  ),
});
