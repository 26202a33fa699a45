import { MODALITIES } from '@undertone/emotion/modality';
import * as v from 'valibot';
import { OpenLaneSchema } from './open-lane.ts';
import { base64UrlSchema, InstantSchema, OpIdSchema, RecordIdSchema, SequenceSchema } from './primitives.ts';
import { LIMITS, PROTOCOL_VERSION } from './protocol.ts';
import { StoredReadingSchema } from './reading.ts';

/** Kinds of sealed records. A new kind is added here; older clients keep what they do not know. */
export const COLLECTIONS = ['entries', 'profile'] as const;

export type Collection = (typeof COLLECTIONS)[number];

const SealedSchema = base64UrlSchema(29, Math.floor((LIMITS.sealedChars * 3) / 4));

/**
 * One immutable change: the whole record as its writer knew it, sealed. It names the heads it was
 * written over; whatever it does not name stays a head beside it, so the server can never overwrite.
 */
export const PushedOpSchema = v.strictObject({
  opId: OpIdSchema,
  collection: v.picklist(COLLECTIONS),
  recordId: RecordIdSchema,
  /** Ops of this record that the writer had seen and merged into this one. */
  supersedes: v.pipe(v.array(OpIdSchema), v.maxLength(LIMITS.supersedesPerOp)),
  /** Version of the document inside the envelope. */
  schema: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  sealed: SealedSchema,
  /** Known to the server so that it deletes the numbers of a deleted entry. */
  deleted: v.boolean(),
  open: v.nullable(OpenLaneSchema),
});

export type PushedOp = v.InferOutput<typeof PushedOpSchema>;

export const SyncRequestSchema = v.strictObject({
  protocol: v.literal(PROTOCOL_VERSION),
  /** Last sequence this device has applied; 0 at first. */
  cursor: SequenceSchema,
  ops: v.pipe(v.array(PushedOpSchema), v.maxLength(LIMITS.opsPerExchange)),
  /** An op and the place that it had in the log: is this still the log that it was? */
  witness: v.optional(v.strictObject({ opId: OpIdSchema, seq: SequenceSchema })),
});

export type SyncRequest = v.InferOutput<typeof SyncRequestSchema>;

export const REJECTIONS = ['quota-exceeded', 'op-id-reused'] as const;

export type Rejection = (typeof REJECTIONS)[number];

/** Not the sender's open lane: other devices open the sealed one. `collection` is free for the future's sake. */
export const PulledOpSchema = v.object({
  seq: SequenceSchema,
  opId: OpIdSchema,
  collection: v.string(),
  recordId: RecordIdSchema,
  supersedes: v.array(OpIdSchema),
  schema: v.pipe(v.number(), v.integer()),
  sealed: v.string(),
  deleted: v.boolean(),
});

export type PulledOp = v.InferOutput<typeof PulledOpSchema>;

export const ConsentsSchema = v.object(
  Object.fromEntries(MODALITIES.map((modality) => [modality, v.boolean()])) as Record<
    (typeof MODALITIES)[number],
    v.BooleanSchema<undefined>
  >,
);

export type Consents = v.InferOutput<typeof ConsentsSchema>;

export const SyncReplySchema = v.object({
  protocol: v.literal(PROTOCOL_VERSION),
  /** Everything up to here is in this reply or was in earlier ones. */
  cursor: SequenceSchema,
  /** Ask again at once: there are more ops after `cursor`. */
  more: v.boolean(),
  /** With a witness in the request. `lost`: not there, so the log was restored from an older backup. */
  witness: v.optional(v.picklist(['known', 'lost'])),
  acked: v.array(v.object({ opId: OpIdSchema, seq: SequenceSchema })),
  /** Stay in the outbox; the device says why it waits. */
  rejected: v.array(v.object({ opId: OpIdSchema, code: v.picklist(REJECTIONS) })),
  /** Live ops (not superseded) after the request's cursor, in order, without the ones acked here. */
  ops: v.array(PulledOpSchema),
  readings: v.array(StoredReadingSchema),
  consents: ConsentsSchema,
  quota: v.object({ usedChars: v.number(), limitChars: v.number() }),
  serverTime: InstantSchema,
});

export type SyncReply = v.InferOutput<typeof SyncReplySchema>;

/** The only message of the socket: run an exchange, the log has reached `cursor`. */
export const PokeSchema = v.object({ cursor: SequenceSchema });
