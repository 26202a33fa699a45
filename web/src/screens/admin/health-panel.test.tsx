// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { beforeEach, expect, it } from 'vitest';
import type { ApiReply } from '../../app/call-api.ts';
import { createFakeServices } from '../../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { button, press, show } from '../../ui/render-in-dom.testkit.tsx';
import { HealthPanel } from './health-panel.tsx';

const WELL: ApiReply<'deploymentHealth'> = {
  version: '0.1.0',
  databaseMs: 4,
  accounts: 1200,
  accountsLocked: 0,
  accountsLeaving: 2,
  sessions: 1900,
  noticesWaiting: 1,
  noticesFailed: 0,
  securityEventsOpen: 0,
};
const words = () => document.body.textContent ?? '';

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

async function open(answer: () => ApiReply<'deploymentHealth'>) {
  const api = { deploymentHealth: () => ok(answer()) };
  await show(<HealthPanel />, createFakeServices({ clock: systemClock, api }));
}

it('says that nothing wants a look when nothing does', async () => {
  await open(() => WELL);
  expect(words()).toContain('Nothing wants a look');
  expect(words()).toContain('1,200');
});

it('says what wants a look, and looks again when asked', async () => {
  let health = { ...WELL, noticesFailed: 1, securityEventsOpen: 3, databaseMs: 900 };
  await open(() => health);
  expect([...document.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
    'The database is slow to answer.',
    '1 message to a person could not be delivered today.',
    '3 security events are open.',
  ]);
  health = WELL;
  await press(button('Look again'));
  expect(words()).toContain('Nothing wants a look');
});

it('shows no numbers to someone who is no admin', async () => {
  const api = { deploymentHealth: () => err({ code: 'forbidden' as const }) };
  await show(<HealthPanel />, createFakeServices({ clock: systemClock, api }));
  expect(words()).toContain('This account may not do that');
});
