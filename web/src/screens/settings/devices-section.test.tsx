// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import type { SessionInfo } from '@undertone/contract/session';
import { beforeEach, expect, it } from 'vitest';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import { button, press, show } from '../../ui/render-in-dom.testkit.tsx';
import { DevicesSection } from './devices-section.tsx';

const AT = Date.parse('2026-11-20T10:00:00Z');

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
  now.value = (AT + 3 * 3_600_000) as typeof now.value;
});

const session = (id: string, rest: Partial<SessionInfo> = {}): SessionInfo => ({
  id,
  kind: 'web',
  label: 'Firefox, Android',
  scopes: null,
  startedAt: new Date(AT).toISOString(),
  lastSeenAt: new Date(AT).toISOString(),
  isCurrent: false,
  ...rest,
});

const PROGRAM = session('program', { kind: 'api', label: 'Backup script', scopes: ['journal', 'readings'] });
const words = () => document.body.textContent ?? '';

async function open(api: FakeApi, kind: 'signed-in' | 'local-only' = 'signed-in') {
  const account =
    kind === 'local-only'
      ? ({ kind } as const)
      : ({ kind, email: 'ana@example.org', recoveryRehearsed: true } as const);
  await show(<DevicesSection />, createFakeServices({ clock: systemClock, account, api }));
}

function server(initial: readonly SessionInfo[]) {
  let sessions = [...initial];
  const api: FakeApi = {
    sessions: () => ok({ sessions }),
    endSession: ({ params }) => {
      sessions = sessions.filter(({ id }) => id !== params.session);
      return ok();
    },
    endOtherSessions: () => {
      sessions = sessions.filter(({ isCurrent }) => isCurrent);
      return ok();
    },
    issueToken: ({ body }) => {
      sessions.push({ ...PROGRAM, label: body.label, scopes: [...body.scopes] });
      return ok({
        sessionId: 'program',
        accessToken: 'the-access-token',
        accessTokenExpiresAt: new Date(AT).toISOString(),
        refreshToken: 'the-refresh-token',
      });
    },
  };
  return { api, ids: () => sessions.map(({ id }) => id) };
}

it('shows this device first, then the others with when they were last here', async () => {
  await open(server([session('other'), session('this', { label: 'Chrome, Linux', isCurrent: true })]).api);
  const rows = [...document.querySelectorAll('li')].map((row) => row.textContent);
  expect(rows[0]).toContain('Chrome, Linux');
  expect(rows[0]).toContain('This device');
  expect(rows[1]).toContain('Last here 3 hours ago');
});

it('ends one session, and has no button that ends the one in use', async () => {
  const { api, ids } = server([session('this', { isCurrent: true }), session('other', { label: '' })]);
  await open(api);
  expect(document.querySelectorAll('li button')).toHaveLength(1);
  await press(button('End A browser'));
  expect(ids()).toEqual(['this']);
  expect(words()).not.toContain('End all but this one');
});

it('ends all others at once, programs too', async () => {
  const { api, ids } = server([session('this', { isCurrent: true }), session('other'), PROGRAM]);
  await open(api);
  await press(button('End all but this one'));
  expect(ids()).toEqual(['this']);
});

it('says what a program may do, and shows its tokens once', async () => {
  const { api } = server([session('this', { isCurrent: true })]);
  await open(api);
  await press(button('Let a program in'));
  const name = document.querySelector<HTMLInputElement>('input[name=program]')!;
  name.value = 'Backup script';
  name.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const journal = [...document.querySelectorAll('label')].find(({ textContent }) =>
    textContent?.includes('Sync sealed entries'),
  )!;
  await press(journal.querySelector('input')!);
  await press(button('Let a program in'));
  const shown = [...document.querySelectorAll('textarea')].map(({ value }) => value);
  expect(shown).toEqual(['the-access-token', 'the-refresh-token']);
  expect(words()).toContain('They are shown this once');
  await press(button('I have kept them'));
  expect(document.querySelector('textarea')).toBeNull();
  expect(words()).toContain('Backup script');
});

it('says what to do when the server cannot be reached, and tries again', async () => {
  let online = false;
  const { api } = server([session('this', { isCurrent: true })]);
  await open({ ...api, sessions: (input) => (online ? api.sessions!(input) : err({ code: 'offline' })) });
  expect(document.querySelector('[role=alert]')?.textContent).toContain('The server cannot be reached');
  online = true;
  await press(button('Try again'));
  expect(words()).toContain('This device');
});

it('has nothing to list without an account', async () => {
  await open({}, 'local-only');
  expect(words()).toContain('Without an account nothing is signed in anywhere');
});
