import * as v from 'valibot';

const PackIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64));

/** A file is named by its SHA-256 in lower-case hex, so that an address holds the same bytes for ever. */
const PackFileSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const PackFileParamsSchema = v.strictObject({ pack: PackIdSchema, file: PackFileSchema });

/** Files of optional models that this deployment keeps a copy of; empty where it has no mirror. */
export const PacksReplySchema = v.object({
  files: v.array(v.object({ pack: PackIdSchema, file: PackFileSchema })),
});
