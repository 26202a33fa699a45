import * as v from 'valibot';

/** Version of the lines below, as docs/format.md describes them. */
export const EXPORT_VERSION = 1;

export const ExportQuerySchema = v.strictObject({
  /** `next` of the page before, within the hour. */
  after: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{40,200}$/))),
});

/** One row of what the server holds about an account: the table it lies in, and its columns by name. */
export const ExportLineSchema = v.object({
  of: v.string(),
  row: v.record(v.string(), v.union([v.string(), v.number(), v.null()])),
});

export type ExportLine = v.InferOutput<typeof ExportLineSchema>;

export const ExportPageSchema = v.object({
  version: v.literal(EXPORT_VERSION),
  lines: v.array(ExportLineSchema),
  /** `null`: this was the last page. */
  next: v.nullable(v.string()),
});
