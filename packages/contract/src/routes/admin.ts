import type { Requirement } from '../access.ts';
import { AuditExportSchema, AuditQuerySchema, WatchedPageSchema } from '../audit.ts';
import type { Route } from '../route.ts';
import {
  AdminResolutionSchema,
  SecurityEventParamsSchema,
  SecurityEventsQuerySchema,
  WatchedEventsSchema,
} from '../security-event.ts';

const ADMIN = { roles: ['super-admin'], scope: 'admin', assurance: 'full' } as const satisfies Requirement;

export const ADMIN_ROUTES = {
  adminAudit: {
    method: 'GET',
    path: '/admin/audit',
    summary: 'What was done to the deployment itself',
    tag: 'admin',
    requires: ADMIN,
    rateClass: 'read',
    query: AuditQuerySchema,
    reply: WatchedPageSchema,
    replyStatus: 200,
    problems: [],
  },
  exportAdminAudit: {
    method: 'GET',
    path: '/admin/audit/export',
    summary: 'The whole record of the deployment, signed',
    tag: 'admin',
    requires: { ...ADMIN, assurance: 'stepped-up' },
    rateClass: 'write',
    reply: AuditExportSchema,
    replyStatus: 200,
    problems: [],
  },
  adminSecurityEvents: {
    method: 'GET',
    path: '/admin/security-events',
    summary: 'What breach rules found anywhere, by account id',
    tag: 'admin',
    requires: ADMIN,
    rateClass: 'read',
    query: SecurityEventsQuerySchema,
    reply: WatchedEventsSchema,
    replyStatus: 200,
    problems: [],
  },
  resolveAnySecurityEvent: {
    method: 'PUT',
    path: '/admin/security-events/:event/resolution',
    summary: 'Note that an event was dealt with',
    tag: 'admin',
    requires: ADMIN,
    rateClass: 'write',
    params: SecurityEventParamsSchema,
    body: AdminResolutionSchema,
    reply: null,
    replyStatus: 204,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;
