// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { FAKE_PIN, type FakeAppLockOptions } from '../../app/fake-app-lock.ts';
import { createFakeServices, FAKE_PASSPHRASE } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { AccountState } from '../../app/services.ts';
import { snack } from '../../app/snackbar.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { button, field, press, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { LockNow } from '../lock/lock-now.tsx';
import { LockSection } from './lock-section.tsx';

beforeAll(loadOnDemandWords);

async function open(lock: FakeAppLockOptions, account: AccountState = { kind: 'local-only' }) {
  const services = createFakeServices({ clock: systemClock, account, lock });
  await show(
    <>
      <LockNow class="lock-now" />
      <LockSection />
    </>,
    services,
  );
  return services.appLock;
}

const words = () => document.body.textContent ?? '';
const radio = (way: string) =>
  document.querySelectorAll<HTMLInputElement>('input[type=radio]')[
    ['pin', 'passphrase', 'passkey'].indexOf(way)
  ]!;

it('sets a PIN that was typed the same twice, having said what forgetting it means', async () => {
  const lock = await open({});
  expect(words()).toContain('if you forget it, what is written here is lost');
  expect(document.querySelector('.lock-now')).toBeNull();
  await type(field('New PIN'), FAKE_PIN);
  await type(field('The same PIN again'), '274937');
  await press(button('Set the lock'));
  expect(words()).toContain('The two are not the same.');
  expect(lock.state.value.kind).toBe('off');
  await type(field('The same PIN again'), FAKE_PIN);
  await press(button('Set the lock'));
  expect(lock.state.value).toMatchObject({ kind: 'open', ways: ['pin'] });
});

it('says why a secret is refused', async () => {
  const lock = await open({});
  for (const name of ['New PIN', 'The same PIN again']) await type(field(name), '123');
  await press(button('Set the lock'));
  expect(document.querySelector('[role=alert]')?.textContent).toContain('A PIN needs six digits or more');
  await press(radio('passphrase'));
  await type(field('New passphrase of the lock'), 'password1234');
  await press(button('Set the lock'));
  expect(words()).toContain('This would be guessed. Make it longer or less usual.');
  expect(lock.state.value.kind).toBe('off');
});

it('offers a passkey only where one can open a journal', async () => {
  const lock = await open({ hasPasskeys: false });
  expect(radio('passkey')).toBeUndefined();
  expect(lock.state.value.kind).toBe('off');
});

it('sets a passkey without a field', async () => {
  const lock = await open({ hasPasskeys: true });
  await press(radio('passkey'));
  expect(document.querySelector('input[type=password]')).toBeNull();
  await press(button('Set the lock'));
  expect(lock.state.value.ways).toEqual(['passkey']);
});

it('adds a way in only to who can open the lock as it is', async () => {
  const lock = await open({ ways: ['pin'], hasPasskeys: true });
  await press(button('Add a passphrase'));
  const act = () => document.querySelector<HTMLElement>('form button[type=submit]')!;
  await type(field('New passphrase of the lock'), FAKE_PASSPHRASE);
  await type(field('Current PIN'), '110022');
  await press(act());
  expect(document.querySelector('[role=alert]')?.textContent).toContain('That does not open it');
  expect(lock.state.value.ways).toEqual(['pin']);
  await type(field('Current PIN'), FAKE_PIN);
  await press(act());
  expect(lock.state.value.ways).toEqual(['pin', 'passphrase']);
  expect(document.querySelector('form')).toBeNull();
});

it('says that removing the only way in takes the lock off', async () => {
  const lock = await open({ ways: ['pin'] });
  await press(button('Remove the PIN'));
  expect(words()).toContain('removing this takes it off');
  await type(field('Current PIN'), FAKE_PIN);
  await press(document.querySelector<HTMLElement>('form button[type=submit]')!);
  expect(lock.state.value.kind).toBe('off');
});

it('lets the person choose when it closes', async () => {
  const lock = await open({ ways: ['pin'] });
  const select = document.querySelector('select')!;
  select.value = '15';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(lock.relockAfter.value).toBe(15);
});

it('says first that something recorded would be lost, and closes at the second touch', async () => {
  const lock = await open({ ways: ['pin'] });
  onTestFinished(holdUnsaved());
  const touch = () => press(document.querySelector<HTMLElement>('.lock-now')!);
  await touch();
  expect(snack.value?.text).toContain('not saved yet');
  expect(lock.state.value.kind).toBe('open');
  await touch();
  expect(lock.state.value.kind).toBe('locked');
});

it('closes from the keyboard, and by no letter alone', async () => {
  const lock = await open({ ways: ['pin'] });
  const strike = (keys: KeyboardEventInit) =>
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'L', bubbles: true, ...keys }));
  strike({ shiftKey: true });
  strike({ ctrlKey: true });
  expect(lock.state.value.kind).toBe('open');
  strike({ ctrlKey: true, shiftKey: true });
  expect(lock.state.value.kind).toBe('locked');
});
