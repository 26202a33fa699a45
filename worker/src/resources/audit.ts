import { err, ok } from '@undertone/base/result';
import type { AuditEntry, AuditLine, WatchedLine } from '@undertone/contract/audit';
import type { SecurityEvent, WatchedEvent } from '@undertone/contract/security-event';
import { byCaller } from '../audit/by-caller.ts';
import type { ChainOwner } from '../audit/chained-audit.ts';
import type { AccountId } from '../db/account-id.ts';
import type { Dependencies } from '../dependencies.ts';
import { failWith } from '../http/failure.ts';
import type { Handlers } from '../http/mount-routes.ts';

type AuditHandlers = Pick<
  Handlers,
  | 'audit'
  | 'exportAudit'
  | 'auditKeys'
  | 'securityEvents'
  | 'resolveSecurityEvent'
  | 'organisationAudit'
  | 'exportOrganisationAudit'
  | 'organisationSecurityEvents'
  | 'adminAudit'
  | 'exportAdminAudit'
  | 'adminSecurityEvents'
  | 'resolveAnySecurityEvent'
>;

interface AskedOrganisation {
  readonly params: { readonly organisation: string };
  readonly session: { readonly accountId: AccountId };
}

interface Page {
  readonly before?: number | undefined;
  readonly limit: number;
}

export function auditHandlers(dependencies: Dependencies): AuditHandlers {
  const { audit, auditRecord, organisations, pseudonymOf, securityEvents } = dependencies;

  const pageOf = async (owner: ChainOwner, { before = Number.MAX_SAFE_INTEGER, limit }: Page) => {
    const entries = await auditRecord.page(owner, before, limit + 1);
    return { entries: entries.slice(0, limit), more: entries.length > limit };
  };

  /** Addresses of the members that there are now, by pseudonym; who has left stays unnamed. */
  const namesWithin = async (organisation: string) => {
    const members = await organisations.members(organisation, '', MOST_NAMED);
    const named = await Promise.all(
      members.map(async ({ id, email }) => [await pseudonymOf(id), email] as const),
    );
    return new Map(named);
  };

  /** A super admin may ask for what is not there; no record is to begin by that. */
  const exists = async ({ params, session }: AskedOrganisation) =>
    (await organisations.find(params.organisation, session.accountId)) !== null;

  const watchedPage = async (owner: ChainOwner, page: Page, names: ReadonlyMap<string, string>) => {
    const { entries, more } = await pageOf(owner, page);
    return { entries: entries.map((entry) => toWatchedLine(entry, names)), more };
  };

  return {
    audit: async ({ query, session }) => {
      const { entries, more } = await pageOf({ account: session.accountId }, query);
      return ok({ body: { entries: entries.map(toLine), more } });
    },

    exportAudit: async (call) => {
      await audit.record({ ...byCaller(call), action: 'audit.exported', outcome: 'done' }, call.now);
      return ok({ body: await auditRecord.export({ account: call.session.accountId }, call.now) });
    },

    auditKeys: async () => ok({ body: { keys: [...(await auditRecord.keys())] } }),

    securityEvents: async ({ query, session }) => {
      const events = await securityEvents.listOf(session.accountId, query.state);
      return ok({ body: { events: events.map(toOwnEvent) } });
    },

    resolveSecurityEvent: async (call) => {
      const { params, body, session, now } = call;
      const resolved = await securityEvents.resolve(params.event, session.accountId, body.resolution, now);
      if (!resolved.ok) return err(failWith('not-found'));
      const event = { action: 'security-event.resolved', outcome: 'done' } as const;
      await audit.record({ ...byCaller(call), ...event, subject: resolved.value.rule }, now);
      return ok({ body: null });
    },

    organisationAudit: async (call) => {
      const { params, query, now } = call;
      const { organisation } = params;
      if (!(await exists(call))) return err(failWith('not-found'));
      const { account: _, ...caller } = byCaller(call);
      const event = { account: null, organisation, action: 'audit.read', outcome: 'done' } as const;
      await audit.record({ ...caller, ...event }, now);
      return ok({ body: await watchedPage({ organisation }, query, await namesWithin(organisation)) });
    },

    exportOrganisationAudit: async (call) => {
      const { organisation } = call.params;
      if (!(await exists(call))) return err(failWith('not-found'));
      const { account: _, ...caller } = byCaller(call);
      const event = { account: null, organisation, action: 'audit.exported', outcome: 'done' } as const;
      await audit.record({ ...caller, ...event }, call.now);
      return ok({ body: await auditRecord.export({ organisation }, call.now) });
    },

    organisationSecurityEvents: async (call) => {
      const { organisation } = call.params;
      if (!(await exists(call))) return err(failWith('not-found'));
      const { account: _, ...caller } = byCaller(call);
      const event = { account: null, organisation, action: 'audit.read', outcome: 'done' } as const;
      await audit.record({ ...caller, ...event, subject: 'security-events' }, call.now);
      return ok({ body: { events: [...(await securityEvents.listWithin(organisation, call.query.state))] } });
    },

    adminAudit: async (call) => {
      const { query, now } = call;
      const event = { account: null, action: 'audit.read', outcome: 'done' } as const;
      await audit.record({ ...byCaller(call), ...event }, now);
      return ok({ body: await watchedPage('deployment', query, new Map()) });
    },

    exportAdminAudit: async (call) => {
      const event = { account: null, action: 'audit.exported', outcome: 'done' } as const;
      await audit.record({ ...byCaller(call), ...event }, call.now);
      return ok({ body: await auditRecord.export('deployment', call.now) });
    },

    adminSecurityEvents: async (call) => {
      const event = { account: null, action: 'admin.read', outcome: 'done' } as const;
      await audit.record({ ...byCaller(call), ...event, subject: 'security-events' }, call.now);
      return ok({ body: { events: [...(await securityEvents.listAll(call.query.state))] } });
    },

    resolveAnySecurityEvent: async (call) => {
      const { params, body, now } = call;
      const resolved = await securityEvents.resolve(params.event, null, body.resolution, now);
      if (!resolved.ok) return err(failWith('not-found'));
      const { account, rule } = resolved.value;
      const event = { action: 'security-event.resolved', outcome: 'done', subject: rule } as const;
      await audit.record({ ...byCaller(call), ...event, account }, now);
      return ok({ body: null });
    },
  };
}

/** Members of larger organisations stay unnamed beyond. */
const MOST_NAMED = 1000;

function toLine(entry: AuditEntry): AuditLine {
  const { seq, at, action, outcome, organisation, subject, country, device } = entry;
  const actor =
    entry.actor === 'self' || entry.actor === 'system' || entry.actor === 'nobody' ? entry.actor : 'other';
  return {
    ...{ seq, actor, action, outcome, organisation, subject, country, device },
    at: new Date(at).toISOString(),
  };
}

function toWatchedLine(entry: AuditEntry, names: ReadonlyMap<string, string>): WatchedLine {
  return {
    ...toLine(entry),
    actorEmail: names.get(entry.actor) ?? null,
    personEmail: entry.person === null ? null : (names.get(entry.person) ?? null),
  };
}

function toOwnEvent(event: WatchedEvent): SecurityEvent {
  const { id, rule, severity, raisedAt, count, countries, response, resolvedAt, resolution } = event;
  return { id, rule, severity, raisedAt, count, countries, response, resolvedAt, resolution };
}
