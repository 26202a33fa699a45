import * as v from 'valibot';
import { SequenceSchema } from '../primitives.ts';
import { LIMITS } from '../protocol.ts';
import { BaselineReplySchema, FuseRequestSchema, ReadingSchema, ReadingsPageSchema } from '../reading.ts';
import { OWN } from '../access.ts';
import type { Route } from '../route.ts';

const ReadingsQuerySchema = v.strictObject({
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), SequenceSchema), '0'),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(LIMITS.readingsPerPage),
    ),
    '100',
  ),
});

export const READINGS_ROUTES = {
  readings: {
    method: 'GET',
    path: '/readings',
    summary: 'Stored readings in the order in which they changed',
    tag: 'readings',
    requires: OWN.readings,
    rateClass: 'read',
    query: ReadingsQuerySchema,
    reply: ReadingsPageSchema,
    replyStatus: 200,
    problems: [],
  },
  baseline: {
    method: 'GET',
    path: '/readings/baseline',
    summary: 'The usual range over all devices, and what corrections taught',
    tag: 'readings',
    requires: OWN.readings,
    rateClass: 'read',
    reply: BaselineReplySchema,
    replyStatus: 200,
    problems: [],
  },
  fuse: {
    method: 'POST',
    path: '/analysis/fuse',
    summary: 'Fuse scores of any modalities without storing anything',
    tag: 'analysis',
    requires: OWN.readings,
    rateClass: 'read',
    body: FuseRequestSchema,
    reply: ReadingSchema,
    replyStatus: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;
