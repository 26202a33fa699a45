// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
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

async function open(health: ApiReply<'deploymentHealth'>, onLookAgain = async () => {}) {
  const panel = <HealthPanel health={health} onLookAgain={onLookAgain} />;
  await show(panel, createFakeServices({ clock: systemClock }));
}

it('says that nothing wants a look when nothing does', async () => {
  await open(WELL);
  expect(words()).toContain('Nothing wants a look');
  expect(words()).toContain('1,200');
});

it('says what wants a look, and looks again when asked', async () => {
  let looks = 0;
  const health = { ...WELL, noticesFailed: 1, securityEventsOpen: 3, databaseMs: 900 };
  await open(health, async () => void looks++);
  const wants = [...document.querySelectorAll('li')].map(({ textContent }) => textContent ?? '');
  expect(wants).toHaveLength(3);
  expect(wants[0]).toBe('The database is slow to answer.');
  expect(wants[2]).toContain('3 security events');
  await press(button('Look again'));
  expect(looks).toBe(1);
});
