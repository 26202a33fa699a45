import * as v from 'valibot';

export const HealthReplySchema = v.object({
  status: v.picklist(['ok', 'degraded']),
  /** Version of the product, of the sync protocol and of the fusion. */
  version: v.string(),
  protocol: v.number(),
  fusion: v.number(),
  database: v.picklist(['answering', 'not-answering']),
});
