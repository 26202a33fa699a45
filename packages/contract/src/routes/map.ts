import { MapFileParamsSchema, MapReplySchema } from '../map.ts';
import type { Route } from '../route.ts';

export const MAP_ROUTES = {
  map: {
    method: 'GET',
    path: '/map',
    summary: 'Whether this deployment keeps a detailed map, and whose data it is',
    tag: 'directory',
    requires: null,
    rateClass: 'read',
    reply: MapReplySchema,
    replyStatus: 200,
    problems: [],
  },
  mapFile: {
    method: 'GET',
    path: '/map/:version',
    summary: 'The range of the map that was asked for (206). It reveals what part of the world is looked at',
    tag: 'directory',
    requires: null,
    rateClass: 'read',
    params: MapFileParamsSchema,
    reply: 'octets',
    immutable: true,
    replyStatus: 200,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;
