import * as v from 'valibot';
import { base64UrlSchema, InstantSchema } from './primitives.ts';
import { LIMITS } from './protocol.ts';

/** A keyed hash of the attachment's id: see docs/format.md, Kept recordings. */
const AttachmentNameSchema = base64UrlSchema(32, 32);

export const AttachmentParamsSchema = v.strictObject({ name: AttachmentNameSchema });

export const AttachmentPartParamsSchema = v.strictObject({
  name: AttachmentNameSchema,
  /** All parts but the last have `LIMITS.attachmentPartBytes` bytes. */
  part: v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.maxValue(LIMITS.attachmentParts - 1)),
});

export const AttachmentsQuerySchema = v.strictObject({
  /** The last name of the page before. */
  after: v.optional(AttachmentNameSchema),
});

/** What the server holds, in the order of the names: for a device to find what it still has to send. */
export const AttachmentsPageSchema = v.object({
  attachments: v.array(
    v.object({
      name: v.string(),
      /** Numbers of the parts that are stored. */
      parts: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
      bytes: v.number(),
      storedAt: InstantSchema,
    }),
  ),
  more: v.boolean(),
  quota: v.object({ usedBytes: v.number(), limitBytes: v.number() }),
});
