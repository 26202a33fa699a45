import { ROLES, type Requirement } from '../access.ts';
import {
  AuditExportSchema,
  AuditKeysSchema,
  AuditPageSchema,
  AuditQuerySchema,
  WatchedPageSchema,
} from '../audit.ts';
import { OrganisationParamsSchema } from '../organisation.ts';
import type { Route } from '../route.ts';
import {
  OwnResolutionSchema,
  SecurityEventParamsSchema,
  SecurityEventsQuerySchema,
  SecurityEventsSchema,
  WatchedEventsSchema,
} from '../security-event.ts';

const ONESELF = { roles: ROLES, scope: 'audit', assurance: 'full' } as const satisfies Requirement;
/** Whoever only holds a session may not answer a warning about it away. */
const ONESELF_AGAIN = {
  ...ONESELF,
  scope: 'account',
  assurance: 'stepped-up',
} as const satisfies Requirement;

const WITHIN = {
  ...{ roles: ['org-admin', 'super-admin'], scope: 'audit', assurance: 'full' },
  within: 'organisation',
} as const satisfies Requirement;

export const AUDIT_ROUTES = {
  audit: {
    method: 'GET',
    path: '/audit',
    summary: 'What was done with this account and its data, by whom and when',
    tag: 'audit',
    requires: ONESELF,
    rateClass: 'read',
    query: AuditQuerySchema,
    reply: AuditPageSchema,
    replyStatus: 200,
    problems: [],
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'The whole record of this account, signed, to be checked without us',
    tag: 'audit',
    requires: ONESELF,
    rateClass: 'write',
    reply: AuditExportSchema,
    replyStatus: 200,
    problems: [],
  },
  auditKeys: {
    method: 'GET',
    path: '/audit/keys',
    summary: 'Public keys that records are signed with, also those of the past',
    tag: 'audit',
    requires: null,
    rateClass: 'read',
    reply: AuditKeysSchema,
    replyStatus: 200,
    problems: [],
  },
  securityEvents: {
    method: 'GET',
    path: '/audit/security-events',
    summary: 'What looked like somebody else in this account',
    tag: 'audit',
    requires: ONESELF,
    rateClass: 'read',
    query: SecurityEventsQuerySchema,
    reply: SecurityEventsSchema,
    replyStatus: 200,
    problems: [],
  },
  resolveSecurityEvent: {
    method: 'PUT',
    path: '/audit/security-events/:event/resolution',
    summary: 'Say whether it was oneself',
    tag: 'audit',
    requires: ONESELF_AGAIN,
    rateClass: 'write',
    params: SecurityEventParamsSchema,
    body: OwnResolutionSchema,
    reply: null,
    replyStatus: 204,
    problems: ['not-found'],
  },
  organisationAudit: {
    method: 'GET',
    path: '/organisations/:organisation/audit',
    summary: 'What was done in an organisation, by whom and to whom',
    tag: 'audit',
    requires: WITHIN,
    rateClass: 'read',
    params: OrganisationParamsSchema,
    query: AuditQuerySchema,
    reply: WatchedPageSchema,
    replyStatus: 200,
    problems: ['not-found'],
  },
  exportOrganisationAudit: {
    method: 'GET',
    path: '/organisations/:organisation/audit/export',
    summary: 'The whole record of an organisation, signed',
    tag: 'audit',
    requires: { ...WITHIN, assurance: 'stepped-up' },
    rateClass: 'write',
    params: OrganisationParamsSchema,
    reply: AuditExportSchema,
    replyStatus: 200,
    problems: ['not-found'],
  },
  organisationSecurityEvents: {
    method: 'GET',
    path: '/organisations/:organisation/security-events',
    summary: 'What looked like a breach on accounts of an organisation’s members',
    tag: 'audit',
    requires: WITHIN,
    rateClass: 'read',
    params: OrganisationParamsSchema,
    query: SecurityEventsQuerySchema,
    reply: WatchedEventsSchema,
    replyStatus: 200,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;
