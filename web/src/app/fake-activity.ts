import { ok } from '@undertone/base/result';
import type { AuditLine, WatchedLine } from '@undertone/contract/audit';
import type { SecurityEvent, WatchedEvent } from '@undertone/contract/security-event';
import type { FakeApi } from './fake-services.ts';

const HOUR_MS = 3_600_000;

/** A record with something of everything, and one event that nobody has answered. */
export function createFakeActivity(now: number): FakeApi {
  const before = (hours: number) => new Date(now - hours * HOUR_MS).toISOString();
  let seq = 40;
  const line = (hours: number, action: string, parts: Partial<AuditLine> = {}): AuditLine => ({
    ...{ seq: seq--, at: before(hours), actor: 'self', action, outcome: 'done' },
    ...{ organisation: null, subject: null, country: 'DE', device: 'Firefox, Linux' },
    ...parts,
  });
  const entries = [
    line(1, 'security-event.raised', {
      ...{ actor: 'system', subject: 'impossible-travel', country: null, device: null },
    }),
    line(1, 'session.started', { country: 'JP', device: 'Chrome, Windows' }),
    line(3, 'session.refused', { actor: 'nobody', outcome: 'refused', country: 'JP', device: null }),
    line(26, 'account.exported'),
    line(50, 'membership.changed', { actor: 'other', country: null, device: null }),
    line(75, 'consent.changed', { subject: 'voice/given' }),
    line(90, 'second-factor.added'),
    line(100, 'account.created'),
  ];
  let events: readonly SecurityEvent[] = [
    {
      ...{ id: 'open', rule: 'impossible-travel', severity: 'warning', raisedAt: before(1), count: 2 },
      ...{ countries: ['DE', 'JP'], response: 'told', resolvedAt: null, resolution: null },
    },
    {
      ...{ id: 'answered', rule: 'guessed-in', severity: 'warning', raisedAt: before(400), count: 9 },
      ...{ countries: [], response: 'told', resolvedAt: before(399), resolution: 'mine' },
    },
  ];
  const watch = (event: SecurityEvent): WatchedEvent => ({ ...event, account: 'account-7', email: null });
  const deployment: WatchedEvent = {
    ...{ id: 'network', rule: 'many-accounts', severity: 'warning', raisedAt: before(5), count: 31 },
    ...{ countries: [], response: 'none', resolvedAt: null, resolution: null, account: null, email: null },
  };
  const watched = entries
    .slice(0, 4)
    .map((entry): WatchedLine => ({ ...entry, actorEmail: null, personEmail: null }));
  return {
    audit: () => ok({ entries, more: false }),
    securityEvents: () => ok({ events: [...events] }),
    resolveSecurityEvent: ({ params, body }) => {
      events = events.map((event) =>
        event.id === params.event ? { ...event, resolvedAt: before(0), resolution: body.resolution } : event,
      );
      return ok();
    },
    adminSecurityEvents: () => ok({ events: [deployment, ...events.map(watch)] }),
    adminAudit: () => ok({ entries: watched, more: true }),
  };
}
