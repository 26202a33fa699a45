import { HealthReplySchema } from '../health.ts';
import { PackFileParamsSchema, PacksReplySchema } from '../pack.ts';
import type { Route } from '../route.ts';

export const SERVICE_ROUTES = {
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Versions, and whether the database answers',
    tag: 'service',
    requires: null,
    rateClass: 'read',
    reply: HealthReplySchema,
    replyStatus: 200,
    problems: [],
  },
  packs: {
    method: 'GET',
    path: '/packs',
    summary: 'Files of optional larger models that this deployment mirrors',
    tag: 'packs',
    requires: null,
    rateClass: 'read',
    reply: PacksReplySchema,
    replyStatus: 200,
    problems: [],
  },
  packFile: {
    method: 'GET',
    path: '/packs/:pack/:file',
    summary: 'One mirrored file, or the single range of it that was asked for (then 206)',
    tag: 'packs',
    requires: null,
    rateClass: 'read',
    params: PackFileParamsSchema,
    reply: 'octets',
    immutable: true,
    replyStatus: 200,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;
