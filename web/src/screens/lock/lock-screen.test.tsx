// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { FAKE_PIN, type FakeAppLockOptions } from '../../app/fake-app-lock.ts';
import { fakeEntries } from '../../app/fake-scenarios.ts';
import { createFakeServices, FAKE_PASSPHRASE, FAKE_WORDS } from '../../app/fake-services.ts';
import { App } from '../../app/app.tsx';
import { loadOnDemandWords, setLanguage } from '../../app/i18n.ts';
import { now } from '../../app/now.ts';
import type { AccountState } from '../../app/services.ts';
import { button, field, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';

beforeAll(loadOnDemandWords);

beforeEach(async () => {
  now.value = systemClock.now();
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  history.replaceState(null, '', '/');
  await setLanguage('en');
});

const words = () => document.body.textContent ?? '';

async function openLocked(lock: FakeAppLockOptions, account: AccountState = { kind: 'local-only' }) {
  const services = createFakeServices({
    clock: systemClock,
    entries: fakeEntries(5, systemClock.now()),
    status: { kind: 'locked' },
    account,
    lock,
  });
  await show(<App services={services} />);
  await expect.poll(async () => (await settle(), words())).toContain('Your journal is locked');
  return services;
}

async function submit(): Promise<void> {
  await press(document.querySelector<HTMLElement>('button[type=submit]')!);
}

it('shows nothing of the journal, not even the way around it, until the PIN is right', async () => {
  const services = await openLocked({ ways: ['pin'] });
  expect(words()).not.toContain('market');
  expect(document.querySelector('nav')).toBeNull();
  expect(document.title).toBe('Your journal is locked · Undertone');
  expect(field('PIN').inputMode).toBe('numeric');
  expect(document.activeElement).toBe(field('PIN'));
  await type(field('PIN'), '110022');
  await submit();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('That does not open it');
  expect(field('PIN').value).toBe('');
  await type(field('PIN'), FAKE_PIN);
  await submit();
  expect(services.appLock.state.value.kind).toBe('open');
  expect(words()).toContain('Write a line');
});

it('offers the quickest of several ways, and the others beside it', async () => {
  const services = await openLocked({ ways: ['pin', 'passphrase', 'passkey'] });
  expect(button('Open with the passkey').type).toBe('submit');
  await press(button('Use the passphrase'));
  await type(field('Passphrase'), FAKE_PASSPHRASE);
  await submit();
  expect(services.appLock.state.value.kind).toBe('open');
});

it('says how long to wait, and does not try meanwhile', async () => {
  const services = await openLocked({ ways: ['pin'], waits: { pin: 3_600_000 } });
  expect(document.querySelector('[role=timer]')?.textContent).toBe('The next one can be made in 1:00:00.');
  await type(field('PIN'), FAKE_PIN);
  await submit();
  expect(services.appLock.state.value.kind).toBe('locked');
});

it('says plainly that a journal without an account has no other way in', async () => {
  await openLocked({ ways: ['pin'] });
  await press(button('I have forgotten it'));
  expect(words()).toContain('nothing but this lock opens it');
  expect(document.querySelector('textarea')).toBeNull();
  expect(button('Erase everything here').disabled).toBe(true);
  await press(field('I know that this cannot be undone'));
  expect(button('Erase everything here').disabled).toBe(false);
  await press(button('Back to the lock'));
  expect(words()).toContain('Your journal is locked');
});

it('opens by the recovery words of the account, takes the lock off and asks for a new one', async () => {
  const account = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;
  const services = await openLocked({ ways: ['pin'] }, account);
  await press(button('I have forgotten it'));
  await type(document.querySelector('textarea')!, FAKE_WORDS.join(' '));
  await submit();
  expect(services.appLock.state.value.kind).toBe('off');
  expect(location.pathname).toBe('/settings/lock');
  expect(words()).toContain('the lock is off. Set a new one here.');
});
