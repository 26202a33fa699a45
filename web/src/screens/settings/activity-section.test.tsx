// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { AuditLine } from '@undertone/contract/audit';
import type { SecurityEvent } from '@undertone/contract/security-event';
import { beforeEach, expect, it } from 'vitest';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { button, press, settle, show } from '../../ui/render-in-dom.testkit.tsx';
import { ActivitySection } from './activity-section.tsx';

const AT = Date.parse('2026-11-20T10:00:00Z');
const words = () => document.body.textContent ?? '';
const lines = () => [...document.querySelectorAll('.activity-line')].map(({ textContent }) => textContent);

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

const line = (seq: number, action: string, parts: Partial<AuditLine> = {}): AuditLine => ({
  ...{ seq, at: new Date(AT + seq).toISOString(), actor: 'self', action, outcome: 'done' },
  ...{ organisation: null, subject: null, country: null, device: null },
  ...parts,
});

const event = (parts: Partial<SecurityEvent> = {}): SecurityEvent => ({
  ...{ id: 'event-1', rule: 'impossible-travel', severity: 'warning', raisedAt: new Date(AT).toISOString() },
  ...{ count: 2, countries: ['DE', 'JP'], response: 'told', resolvedAt: null, resolution: null },
  ...parts,
});

async function open(api: FakeApi, kind: 'signed-in' | 'local-only' = 'signed-in') {
  const account =
    kind === 'local-only'
      ? ({ kind } as const)
      : ({ kind, email: 'ana@example.org', recoveryRehearsed: true } as const);
  const defaults: FakeApi = {
    audit: () => ok({ entries: [], more: false }),
    securityEvents: () => ok({ events: [] }),
  };
  await show(
    <ActivitySection />,
    createFakeServices({ clock: systemClock, account, api: { ...defaults, ...api } }),
  );
}

it('says in plain words what was done, by whom and from what', async () => {
  await open({
    audit: () =>
      ok({
        entries: [
          line(3, 'membership.changed', { actor: 'other' }),
          line(2, 'session.refused', { actor: 'nobody', outcome: 'refused', country: 'T1' }),
          line(1, 'session.started', { country: 'DE', device: 'Firefox, Linux' }),
        ],
        more: false,
      }),
  });
  expect(lines()[0]).toMatch(/^Role in an organisation changedAn administrator, /);
  expect(lines()[1]).toMatch(
    /^A wrong sign-in was turned awaySomebody who was not signed in, .*the Tor network$/,
  );
  expect(lines()[2]).toMatch(/^Signed inAs you, .*Firefox, Linux · Germany$/);
  expect(words()).toContain('Nothing unusual was noticed');
});

it('shows an act of a newer server by its own name', async () => {
  await open({ audit: () => ok({ entries: [line(1, 'entry.juggled')], more: false }) });
  expect(lines()[0]).toContain('no words for: entry.juggled');
});

it('narrows to one kind, and fetches older lines after the last', async () => {
  const asked: (string | undefined)[] = [];
  await open({
    audit: ({ query }) => {
      asked.push(query.before);
      return query.before === undefined
        ? ok({
            entries: [line(9, 'session.started'), line(8, 'consent.changed', { subject: 'voice/given' })],
            more: true,
          })
        : ok({ entries: [line(7, 'session.ended')], more: false });
    },
  });
  await press(button('Show older'));
  expect(asked).toEqual([undefined, '8']);
  expect(lines()).toHaveLength(3);
  expect(document.querySelector('button')?.textContent).not.toBe('Show older');
  const select = document.querySelector('select')!;
  select.value = 'data';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(lines()).toEqual([expect.stringContaining('Sending of scores allowed: Voice')]);
});

it('asks about what looked like somebody else, and says what to do when it was', async () => {
  let events = [event()];
  const answers: string[] = [];
  await open({
    securityEvents: () => ok({ events }),
    resolveSecurityEvent: ({ body }) => {
      answers.push(body.resolution);
      events = [event({ resolvedAt: new Date(AT).toISOString(), resolution: body.resolution })];
      return ok();
    },
  });
  expect(words()).toContain('Two sign-ins too far apart');
  expect(words()).toContain('Seen in Germany and Japan');
  await press(button('It was not me'));
  expect(answers).toEqual(['not-mine']);
  expect(words()).toContain('Then do this now');
  expect([...document.querySelectorAll('.notice a')].map((link) => link.getAttribute('href'))).toEqual([
    '/settings/devices',
    '/account/passphrase',
  ]);
});

it('says that a rule locked the account', async () => {
  await open({ securityEvents: () => ok({ events: [event({ response: 'locked' })] }) });
  expect(words()).toContain('To be safe the account was locked');
});

it('shows the way to the administration to those who run the deployment only', async () => {
  const profile = (roles: ('member' | 'super-admin')[]): FakeApi => ({
    profile: () =>
      ok({
        ...{
          email: 'ana@example.org',
          emailVerified: true,
          hasPhone: false,
          createdAt: new Date(AT).toISOString(),
          roles,
        },
        ...{ preferences: { locale: 'en', idleMinutes: null }, isSponsored: false, deletesAt: null },
      }),
  });
  await open(profile(['member']));
  expect(document.querySelector('a[href="/admin"]')).toBeNull();
  await open(profile(['member', 'super-admin']));
  expect(document.querySelector('a[href="/admin"]')?.textContent).toBe('Running this server');
});

it('keeps the record when the events cannot be had, and says so', async () => {
  await open({
    securityEvents: () => err({ code: 'offline' }),
    audit: () => ok({ entries: [line(1, 'session.started')], more: false }),
  });
  expect(words()).toContain('The server cannot be reached');
  expect(lines()).toHaveLength(1);
});

it('is empty until something was done, and without an account says why', async () => {
  await open({});
  expect(words()).toContain('Nothing was done yet');
  await open({}, 'local-only');
  expect(words()).toContain('nothing of yours is on the server');
});
