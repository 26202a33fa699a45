import * as v from 'valibot';
import type { Route } from '../route.ts';

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Sums over everybody; nothing about anybody. */
export const DeploymentHealthSchema = v.object({
  version: v.string(),
  databaseMs: v.number(),
  accounts: CountSchema,
  accountsLocked: CountSchema,
  accountsLeaving: CountSchema,
  sessions: CountSchema,
  noticesWaiting: CountSchema,
  /** Given up within the last day. */
  noticesFailed: CountSchema,
  securityEventsOpen: CountSchema,
});

export const OPERATIONS_ROUTES = {
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'Counts and durations in the Prometheus text format',
    tag: 'service',
    requires: 'operator',
    rateClass: 'read',
    reply: 'text',
    replyStatus: 200,
    problems: ['not-found'],
  },
  deploymentHealth: {
    method: 'GET',
    path: '/admin/health',
    summary: 'How the deployment is',
    tag: 'admin',
    requires: { roles: ['super-admin'], scope: 'admin', assurance: 'full' },
    rateClass: 'read',
    reply: DeploymentHealthSchema,
    replyStatus: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;
