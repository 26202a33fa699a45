// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { WatchedEvent } from '@undertone/contract/security-event';
import { beforeEach, expect, it } from 'vitest';
import type { ApiReply } from '../../app/call-api.ts';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { AdminScreen } from './admin-screen.tsx';

const AT = '2026-11-20T10:00:00.000Z';
const words = () => document.body.textContent ?? '';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

const event = (id: string, parts: Partial<WatchedEvent> = {}): WatchedEvent => ({
  ...{ id, rule: 'many-accounts', severity: 'warning', raisedAt: AT, count: 31, countries: [] },
  ...{ response: 'none', resolvedAt: null, resolution: null, account: null, email: null },
  ...parts,
});

const open = (api: FakeApi) => show(<AdminScreen />, createFakeServices({ clock: systemClock, api }));

const WELL: ApiReply<'deploymentHealth'> = {
  ...{ version: '0.1.0', databaseMs: 4, accounts: 1200, accountsLocked: 0, accountsLeaving: 2 },
  ...{ sessions: 1900, noticesWaiting: 1, noticesFailed: 0, securityEventsOpen: 2 },
};

it('shows what breach rules found, whose it is and how many acts, and takes note of what was dealt with', async () => {
  let events = [
    event('one'),
    event('two', { rule: 'audit-gap', severity: 'critical', account: 'account-7', count: 1 }),
  ];
  await open({
    adminSecurityEvents: () => ok({ events }),
    resolveAnySecurityEvent: ({ params }) => {
      events = events.filter(({ id }) => id !== params.event);
      return ok();
    },
    adminAudit: () => ok({ entries: [], more: false }),
    deploymentHealth: () => ok(WELL),
  });
  await settle();
  expect(words()).toContain('One address tries many accounts');
  expect(words()).toContain('The deployment');
  expect(words()).toContain('31 acts counted');
  expect(words()).toContain('1 act counted');
  expect(words()).toContain('Account account-7');
  await press(button('Dealt with'));
  expect(words()).not.toContain('31 acts counted');
});

it('tells someone who runs nothing that this is not theirs to see', async () => {
  const forbidden = () => err({ code: 'forbidden' as const });
  await open({ adminSecurityEvents: forbidden, adminAudit: forbidden, deploymentHealth: forbidden });
  expect(words().match(/This account may not do that/g)).toHaveLength(1);
});
