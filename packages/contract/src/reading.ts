import { LABELS } from '@undertone/emotion/labels';
import { MODALITIES } from '@undertone/emotion/modality';
import { ABSTENTIONS } from '@undertone/emotion/modality-score';
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
      against: v.picklist(MODALITIES),
      axis: v.picklist(['valence', 'arousal']),
      direction: v.picklist(['higher', 'lower']),
    }),
  ),
  contributions: v.array(v.object({ modality: v.picklist(MODALITIES), weight: ProbabilitySchema })),
  abstained: v.nullable(v.picklist([...ABSTENTIONS, 'no-evidence'])),
  fusionVersion: v.literal(1),
});

/** A stored reading: which record, when by the person's own calendar, and where in the log it changed last. */
export const StoredReadingSchema = v.object({
  seq: SequenceSchema,
  recordId: RecordIdSchema,
  localDay: v.pipe(v.number(), v.integer()),
  localHour: v.pipe(v.number(), v.integer()),
  correction: v.nullable(v.picklist(LABELS)),
  reading: ReadingSchema,
});

export type StoredReading = v.InferOutput<typeof StoredReadingSchema>;

export const ReadingsPageSchema = v.object({
  readings: v.array(StoredReadingSchema),
  cursor: SequenceSchema,
  more: v.boolean(),
});

/** Weight of each modality in the fusion, as learned from corrections. */
export const ReliabilitySchema = v.object(
  Object.fromEntries(MODALITIES.map((modality) => [modality, v.number()])) as Record<
    (typeof MODALITIES)[number],
    v.NumberSchema<undefined>
  >,
);

const BaselinePartSchema = v.object({ centre: AffectSchema, spread: v.pipe(v.number(), v.minValue(0)) });

export const BaselineReplySchema = v.object({
  reliability: ReliabilitySchema,
  /** `null` until there is enough: `missing` says how much more is needed. */
  baseline: v.nullable(v.object({ valence: BaselinePartSchema, arousal: BaselinePartSchema })),
  missing: v.nullable(
    v.object({ entries: v.pipe(v.number(), v.integer()), days: v.pipe(v.number(), v.integer()) }),
  ),
});

const WeightSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(4));

export const FuseRequestSchema = v.strictObject({
  scores: v.pipe(v.array(OpenScoreSchema), v.maxLength(32)),
  reliability: v.optional(
    v.partial(
      v.strictObject(
        Object.fromEntries(MODALITIES.map((modality) => [modality, WeightSchema])) as Record<
          (typeof MODALITIES)[number],
          typeof WeightSchema
        >,
      ),
    ),
  ),
});
